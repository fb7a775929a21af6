import { StoreError } from '../errors.js';
import { holdsText, parseCollation, type Collation } from '../bson/collation.js';
import { decode, isTrue, setField, toNumber, type Document } from '../bson/values.js';
import { valueIdentity } from '../bson/identity.js';
import { equalValues } from '../bson/order.js';
import { toPlain } from '../bson/values.js';
import { Index, IndexedFields } from '../indexes/index.js';
import type { IndexDefinition } from '../indexes/definition.js';
import type { IndexEntries } from '../indexes/entries.js';
import { append, putIfNew, type Environment } from './environment.js';
import type { Paused, Turn } from '../query/pauses.js';
import { compileValidation, type Validation } from './validation.js';
import {
  cutKey,
  documentKey,
  indexKey,
  isTooLong,
  passingDocumentKey,
  passingIndexKey,
  passingRecordValue,
  recordOfDocumentKey,
  recordOfValue,
  treeStart,
  type RecordId,
} from './record-keys.js';

export interface CollectionCounters {
  documents: number;
  bytes: number;
  nextRecord: RecordId;
}

export interface StoredRecord {
  record: RecordId;
  bytes: Buffer;
}

/** How many entries are read at a time; no LMDB cursor stays open between two steps of a scan. */
const firstChunk = 64;
const largestChunk = 4096;
const largestChunkBytes = 4 * 1024 * 1024;
/** MongoDB's least size of a capped collection. */
const smallestCap = 4096;

/**
 * A collection's documents and index entries. Writes may only be made inside the writer's transaction; each checks
 * every unique index before it changes anything, so that a refused document leaves no trace.
 */
export class Collection {
  readonly #environment: Environment;
  readonly namespace: string;
  readonly id: number;
  readonly uuid: Buffer;
  readonly counters: CollectionCounters;
  /** How texts compare unless a command says otherwise; null: by bytes. */
  readonly collation: Collation | null;
  #options: Document = {};
  #validation: Validation | null = null;
  #indexes: Index[];
  #indexed: IndexedFields;
  /** Whether its last document may be the last of the whole tree: true until a put finds it is not. */
  #isLast = true;
  /** Set when counters or what is known of the indexes changed, until the catalog has saved them. */
  countersChanged = false;
  indexesChanged = false;

  constructor(
    environment: Environment,
    identity: { namespace: string; id: number; uuid: Buffer; options: Document },
    indexes: Index[],
    counters: CollectionCounters,
  ) {
    this.#environment = environment;
    this.namespace = identity.namespace;
    this.id = identity.id;
    this.uuid = identity.uuid;
    this.collation = parseCollation(identity.options['collation']);
    this.#setOptions(identity.options);
    this.#indexes = indexes;
    this.#indexed = new IndexedFields(indexes);
    this.counters = counters;
  }

  /** As they were given to `create` and `collMod`. */
  get options(): Document {
    return this.#options;
  }

  /** Puts other options in place. Throws for a validator that cannot be read, before anything is changed. */
  setOptions(options: Document): void {
    this.#setOptions(options);
    this.indexesChanged = true;
  }

  #setOptions(options: Document): void {
    this.#validation = compileValidation(options, this.collation);
    this.#options = options;
  }

  /** What a view reads; null for a collection. */
  get view(): { on: string; pipeline: Document[] } | null {
    const { viewOn, pipeline } = this.#options;
    return typeof viewOn === 'string' ? { on: viewOn, pipeline: (pipeline ?? []) as Document[] } : null;
  }

  get indexes(): readonly Index[] {
    return this.#indexes;
  }

  get(record: RecordId): Buffer | undefined {
    return this.#environment.documents.get(documentKey(this.id, record));
  }

  /** Documents in order of insertion, or the reverse. */
  *scan(reverse = false): Generator<StoredRecord> {
    for (const found of this.scanAs(copyOf, { reverse }))
      if (found) yield { record: found.record, bytes: found.value };
  }

  /**
   * What `read` makes of the documents, in order of insertion or the reverse, without those of which it makes `undefined`.
   * `read` gets bytes that are good only until it returns. `null` where a turn is over.
   */
  *scanAs<T>(
    read: (bytes: Buffer) => T | undefined,
    { reverse = false, turn }: { reverse?: boolean; turn?: Turn },
  ): Generator<Paused<{ record: RecordId; value: T }>> {
    let [start, end] = [treeStart(this.id), treeStart(this.id + 1)];
    if (reverse) [start, end] = [documentKey(this.id, 2 ** 48 - 1), documentKey(this.id, 0)];
    let size = 0;
    const look = (bytes: Buffer) => {
      size += sizeOf(bytes);
      return read(bytes);
    };
    for (let limit = firstChunk, first = true; ; limit = Math.min(limit * 4, largestChunk), first = false) {
      const range = { start, end, limit, reverse, exclusiveStart: !first };
      const found: { record: RecordId; value: T }[] = [];
      let [count, full, over] = [0, false, false];
      let last: Buffer | undefined;
      size = 0;
      for (const { key, value } of this.#environment.lookAt(range, look)) {
        count += 1;
        last = key;
        if (value !== undefined) found.push({ record: recordOfDocumentKey(key), value });
        over = turn?.isOver() ?? false;
        full = size > largestChunkBytes;
        if (over || full) break;
      }
      yield* found;
      if (over) {
        yield null;
        turn!.renew();
      }
      if (!last || (count < limit && !full && !over)) return;
      start = last;
    }
  }

  /** Adds a document; its `_id` is there. Throws DuplicateKey, and DocumentValidationFailure unless `unchecked`. */
  insert(bytes: Buffer, unchecked = false): RecordId {
    if (!unchecked) this.#validation?.check(bytes, null);
    const document = this.#indexed.decode(bytes);
    const entries = this.#indexes.map((index) => index.entries(document));
    const record = this.counters.nextRecord;
    this.#claimKeys(entries, bytes, record);
    this.counters.nextRecord += 1;
    this.counters.documents += 1;
    this.counters.bytes += bytes.length;
    this.countersChanged = true;
    this.#putNew(record, bytes);
    for (let at = 0; at < entries.length; at += 1) {
      const index = this.#indexes[at]!;
      if (index.definition.unique) this.#noteKeys(index, entries[at]!);
      else this.#addEntries(index, entries[at]!, record);
    }
    if (isTrue(this.#options['capped'])) this.#dropOldest();
    return record;
  }

  /** Records rise, so a new one is the tree's last unless a younger collection holds something. */
  #putNew(record: RecordId, bytes: Buffer): void {
    const tree = this.#environment.documents;
    const key = passingDocumentKey(this.id, record);
    if (this.#isLast) this.#isLast = append(tree, key, bytes);
    if (!this.#isLast) tree.putSync(key, bytes);
  }

  /**
   * Writes a new document's keys into the unique indexes, which is one look-up less than asking first. Throws
   * DuplicateKey for one that is held, with those before it taken back.
   */
  #claimKeys(entries: readonly IndexEntries[], bytes: Buffer, record: RecordId): void {
    const tree = this.#environment.indexes;
    const value = passingRecordValue(record);
    let claimed = 0;
    try {
      for (let at = 0; at < entries.length; at += 1) {
        const index = this.#indexes[at]!;
        const { unique, collation } = index.definition;
        if (!unique) continue;
        if (collation) this.#checkCollated(index, collation, entries[at]!, bytes, null);
        for (const key of entries[at]!.keys) {
          if (!putIfNew(tree, this.#entryKey(index, key, record), value))
            throw this.#duplicate(index, key, bytes);
          claimed += 1;
        }
      }
    } catch (error) {
      this.#unclaimKeys(entries, claimed);
      throw error;
    }
  }

  /** Takes the first so many keys back that `#claimKeys` wrote. */
  #unclaimKeys(entries: readonly IndexEntries[], claimed: number): void {
    let left = claimed;
    for (const [at, index] of this.#indexes.entries()) {
      if (!index.definition.unique) continue;
      for (const key of entries[at]!.keys) {
        if (left === 0) return;
        left -= 1;
        this.#environment.indexes.removeSync(passingIndexKey(index.id, cutKey(key)));
      }
    }
  }

  /** A capped collection gives up its oldest documents for new ones. */
  #dropOldest(): void {
    const size = Math.max(toNumber(this.#options['size'] ?? 0), smallestCap);
    const most = toNumber(this.#options['max'] ?? 0) || Infinity;
    const isOver = () =>
      (this.counters.bytes > size || this.counters.documents > most) && this.counters.documents > 1;
    if (!isOver()) return;
    for (const { record, bytes } of this.scan()) {
      if (!isOver()) return;
      this.remove(record, bytes);
    }
  }

  /** Puts a changed document in place of `old`. Throws as `insert` does. */
  replace(record: RecordId, old: Buffer, bytes: Buffer, unchecked = false): void {
    if (!unchecked) this.#validation?.check(bytes, old);
    const before = this.#indexed.decode(old);
    const after = this.#indexed.decode(bytes);
    const changes = this.#indexes.map((index) => difference(index, before, after));
    changes.forEach(({ index, added }) => this.#checkUnique(index, added, bytes, record));
    this.counters.bytes += bytes.length - old.length;
    this.countersChanged = true;
    this.#environment.documents.putSync(documentKey(this.id, record), bytes);
    for (const { index, added, removed } of changes) {
      for (const key of removed) this.#environment.indexes.removeSync(this.#entryKey(index, key, record));
      this.#addEntries(index, added, record);
    }
  }

  remove(record: RecordId, bytes: Buffer): void {
    const document = this.#indexed.decode(bytes);
    for (const index of this.#indexes) {
      for (const key of index.entries(document).keys) {
        this.#environment.indexes.removeSync(this.#entryKey(index, key, record));
      }
    }
    this.counters.documents -= 1;
    this.counters.bytes -= bytes.length;
    this.countersChanged = true;
    this.#environment.documents.removeSync(documentKey(this.id, record));
  }

  /** Builds an index over the documents that are there. Throws DuplicateKey before anything is left behind. */
  addIndex(definition: IndexDefinition, id: number): void {
    const index = new Index(definition, id);
    const fields = new IndexedFields([index]);
    const { collation, unique } = definition;
    const identityOf = valueIdentity(collation);
    const met = new Map<string, RecordId>();
    try {
      for (const { record, bytes } of this.scan()) {
        const entries = index.entries(fields.decode(bytes));
        if (!collation) this.#checkUnique(index, entries, bytes, record);
        else if (unique) {
          for (const [at, values] of entries.values.entries()) {
            const identity = identityOf(values);
            if ((met.get(identity) ?? record) !== record)
              throw this.#duplicate(index, entries.keys[at]!, bytes);
            met.set(identity, record);
          }
        }
        this.#addEntries(index, entries, record);
      }
    } catch (error) {
      clearTree(this.#environment.indexes, id);
      throw error;
    }
    this.#setIndexes([...this.#indexes, index]);
  }

  dropIndex(index: Index): void {
    clearTree(this.#environment.indexes, index.id);
    this.#setIndexes(this.#indexes.filter((other) => other !== index));
  }

  /** Puts an index of another definition (its TTL changed) in its place; its entries stay. */
  redefineIndex(index: Index, definition: IndexDefinition): void {
    const changed = new Index(definition, index.id, index.multikey, index.hasCutKeys);
    this.#setIndexes(this.#indexes.map((other) => (other === index ? changed : other)));
  }

  #setIndexes(indexes: Index[]): void {
    this.#indexes = indexes;
    this.#indexed = new IndexedFields(indexes);
    this.indexesChanged = true;
  }

  /** Good only until the next key is made. */
  #entryKey(index: Index, key: Buffer, record: RecordId): Buffer {
    return passingIndexKey(index.id, cutKey(key), index.definition.unique ? undefined : record);
  }

  #checkUnique(index: Index, entries: IndexEntries, bytes: Buffer, self: RecordId | null): void {
    if (!index.definition.unique) return;
    if (index.definition.collation)
      this.#checkCollated(index, index.definition.collation, entries, bytes, self);
    for (const key of entries.keys) {
      const held = this.#environment.indexes.get(indexKey(index.id, cutKey(key)));
      if (held && recordOfValue(held) !== self) throw this.#duplicate(index, key, bytes);
    }
  }

  /**
   * Keys are in the order of bytes, so equal texts may lie anywhere: every document is looked at. Fit for small
   * collections, and only texts need it.
   */
  #checkCollated(
    index: Index,
    collation: Collation,
    entries: IndexEntries,
    bytes: Buffer,
    self: RecordId | null,
  ): void {
    if (!entries.values.some(holdsText)) return;
    for (const { record, bytes: others } of this.scan()) {
      if (record === self) continue;
      const held = index.entries(this.#indexed.decode(others)).values;
      const double = entries.values.findIndex((values) =>
        held.some((other) => equalValues(values, other, collation)),
      );
      if (double >= 0) throw this.#duplicate(index, entries.keys[double]!, bytes);
    }
  }

  /** Entries are made of plain values; the message wants them with their types. */
  #duplicate(index: Index, key: Buffer, bytes: Buffer): StoreError {
    const { keys, values } = index.entries(decode(bytes));
    return duplicateKey(this.namespace, index.definition, values[keys.findIndex((one) => one.equals(key))]!);
  }

  #addEntries(index: Index, entries: IndexEntries, record: RecordId): void {
    const value = index.definition.unique ? passingRecordValue(record) : noBytes;
    for (const key of entries.keys) {
      this.#environment.indexes.putSync(this.#entryKey(index, key, record), value);
    }
    this.#noteKeys(index, entries);
  }

  /** Notes what a document's keys make of the index: cut ones, and fields that met an array. */
  #noteKeys(index: Index, entries: IndexEntries): void {
    if (!index.hasCutKeys && entries.keys.some(isTooLong)) {
      index.hasCutKeys = true;
      this.indexesChanged = true;
    }
    entries.multikey.forEach((met, field) => {
      if (!met || index.multikey[field]) return;
      index.multikey[field] = true;
      this.indexesChanged = true;
    });
  }
}

const noBytes = Buffer.alloc(0);

interface EntryChange {
  index: Index;
  added: IndexEntries;
  removed: Buffer[];
}

function difference(index: Index, before: Document, after: Document): EntryChange {
  const old = index.entries(before);
  const now = index.entries(after);
  const oldKeys = new Set(old.keys.map((key) => key.toString('latin1')));
  const nowKeys = new Set(now.keys.map((key) => key.toString('latin1')));
  const fresh = now.keys.map((key) => !oldKeys.has(key.toString('latin1')));
  return {
    index,
    removed: old.keys.filter((key) => !nowKeys.has(key.toString('latin1'))),
    added: {
      keys: now.keys.filter((_, at) => fresh[at]),
      values: now.values.filter((_, at) => fresh[at]),
      multikey: now.multikey,
    },
  };
}

function clearTree(tree: Environment['indexes'], id: number): void {
  for (;;) {
    const keys = [...tree.getKeys({ start: treeStart(id), end: treeStart(id + 1), limit: largestChunk })];
    for (const key of keys) tree.removeSync(key);
    if (keys.length < largestChunk) return;
  }
}

/** MongoDB's answer to a duplicate key, message included: clients parse it. */
function duplicateKey(namespace: string, definition: IndexDefinition, values: unknown[]): StoreError {
  const keyValue: Document = {};
  definition.fields.forEach(({ path }, at) => setField(keyValue, path, values[at] ?? null));
  const shown = Object.entries(keyValue)
    .map(([path, value]) => `${path}: ${showValue(value)}`)
    .join(', ');
  return new StoreError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${definition.name} dup key: { ${shown} }`,
    { keyPattern: definition.spec['key'], keyValue },
  );
}

/** A value as MongoDB prints it in messages. */
function showValue(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[ ${value.map(showValue).join(', ')} ]`;
  const type = (value as { _bsontype?: string } | null)?._bsontype;
  if (type === 'ObjectId') return `ObjectId('${String(value)}')`;
  if (type === 'Double') {
    const number = (value as { value: number }).value;
    return Number.isInteger(number) ? number.toFixed(1) : String(number);
  }
  if (type === 'Binary') {
    const binary = value as { sub_type: number; toString(encoding: 'hex'): string };
    return `BinData(${binary.sub_type}, ${binary.toString('hex').toUpperCase()})`;
  }
  const plain = toPlain(value);
  if (typeof plain !== 'object' || plain === null || type !== undefined) return String(plain);
  return `{ ${Object.entries(value as Document)
    .map(([key, inner]) => `${key}: ${showValue(inner)}`)
    .join(', ')} }`;
}

/** A document's own statement of its size: the buffer that it is in may be longer. */
const sizeOf = (bytes: Buffer) => bytes.readInt32LE(0);

/** A copy of a document that is good only for now. */
export const copyOf = (bytes: Buffer): Buffer =>
  Buffer.from(Uint8Array.prototype.subarray.call(bytes, 0, sizeOf(bytes)));

/** The whole document of a stored record. */
export const documentOf = (stored: StoredRecord): Document => decode(stored.bytes);
