import { randomBytes } from 'node:crypto';
import { Binary } from 'bson';
import { StoreError } from '../errors.js';
import { decode, decodePlain, encode, isTrue, type Document } from '../bson/values.js';
import { parseIndex } from '../indexes/definition.js';
import { Index } from '../indexes/index.js';
import { Collection } from './collection.js';
import type { Environment } from './environment.js';
import { clearSome, hasLeavings, leave } from './leavings.js';

/** The version of what is on the disk. Another one is refused at start. */
const layoutVersion = 1;
/** Entries cleared in one transaction. */
const clearedTogether = 5000;
const layoutKey = Buffer.from('layout');
const collectionKey = (namespace: string) => Buffer.from(`c:${namespace}`);
const countersKey = (id: number) => Buffer.from(`n:${id}`);

/** `database.collection`, split at the first dot. */
export function splitNamespace(namespace: string): { database: string; collection: string } {
  const dot = namespace.indexOf('.');
  return { database: namespace.slice(0, dot), collection: namespace.slice(dot + 1) };
}

function checkNamespace(namespace: string): void {
  const { database, collection } = splitNamespace(namespace);
  const invalid = (why: string) => new StoreError(73, `Invalid namespace specified '${namespace}': ${why}`);
  if (database === '' || collection === '')
    throw new StoreError(73, `Invalid namespace specified '${namespace}'`);
  if (/[/\\. "$\0]/.test(database) || Buffer.byteLength(database) > 63) throw invalid('database name');
  if (/[$\0]/.test(collection) || collection.startsWith('.')) throw invalid('collection name');
  if (collection.startsWith('system.')) throw invalid('system collections cannot be written');
  if (Buffer.byteLength(namespace) > 255) throw invalid('Fully qualified namespace is too long');
}

/** Which collections and indexes there are. What it holds in memory equals what the last transaction left on disk. */
export class Catalog {
  readonly #environment: Environment;
  #collections = new Map<string, Collection>();
  #nextId = 1;
  #hasLeavings = false;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.reload();
  }

  /** Reads everything again, after a transaction that was undone. */
  reload(): void {
    this.#collections = new Map();
    this.#nextId = 1;
    this.#hasLeavings = hasLeavings(this.#environment);
    const layout = this.#environment.catalog.get(layoutKey);
    if (!layout) return;
    const { version, nextId } = decodePlain(layout) as { version: number; nextId: number };
    if (version !== layoutVersion) {
      throw new Error(`the data folder was written by another version of the store (layout ${version})`);
    }
    this.#nextId = nextId;
    const entries = this.#environment.catalog.getRange({ start: Buffer.from('c:'), end: Buffer.from('c;') });
    for (const { key, value } of entries) this.#load(key.toString('utf8', 2), decode(value));
  }

  #load(namespace: string, entry: Document): void {
    const { id, uuid, options } = entry as { id: { value: number }; uuid: Binary; options: Document };
    const saved = entry['indexes'] as {
      id: { value: number };
      spec: Document;
      multikey: boolean[];
      cut: boolean;
    }[];
    const counters = this.#environment.catalog.get(countersKey(id.value))!;
    this.#collections.set(
      namespace,
      new Collection(
        this.#environment,
        { namespace, id: id.value, uuid: Buffer.from(uuid.buffer), options },
        saved.map((index) => new Index(parseIndex(index.spec), index.id.value, index.multikey, index.cut)),
        {
          documents: counters.readDoubleBE(0),
          bytes: counters.readDoubleBE(8),
          nextRecord: counters.readDoubleBE(16),
        },
      ),
    );
  }

  /** Whether dropped collections left something that is still to be cleared. */
  get hasLeavings(): boolean {
    return this.#hasLeavings;
  }

  /** Clears a part of what dropped collections left. Only inside a transaction. */
  clearSome(): void {
    clearSome(this.#environment, clearedTogether);
    this.#hasLeavings = hasLeavings(this.#environment);
  }

  find(namespace: string): Collection | undefined {
    return this.#collections.get(namespace);
  }

  /** All collections, by namespace. */
  all(): Collection[] {
    return [...this.#collections.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  }

  inDatabase(database: string): Collection[] {
    return this.all().filter(({ namespace }) => splitNamespace(namespace).database === database);
  }

  /** An id for a collection or an index, never given before. Only inside a transaction. */
  newId(): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#environment.catalog.putSync(
      layoutKey,
      Buffer.from(encode({ version: layoutVersion, nextId: this.#nextId })),
    );
    return id;
  }

  /** Makes a collection with its `_id` index. Only inside a transaction. */
  create(namespace: string, options: Document = {}): Collection {
    checkNamespace(namespace);
    if (this.#collections.has(namespace)) {
      throw new StoreError(48, `Collection ${namespace} already exists.`);
    }
    const identity = { namespace, id: this.newId(), uuid: newUuid(), options };
    const definition = parseIndex({
      key: { _id: 1 },
      name: '_id_',
      ...('collation' in options ? { collation: options['collation'] } : {}),
    });
    const index = new Index(definition, this.newId());
    const collection = new Collection(this.#environment, identity, [index], {
      documents: 0,
      bytes: 0,
      nextRecord: 1,
    });
    collection.indexesChanged = true;
    collection.countersChanged = true;
    this.#collections.set(namespace, collection);
    return collection;
  }

  findOrCreate(namespace: string): Collection {
    return this.#collections.get(namespace) ?? this.create(namespace);
  }

  /** The collection is gone at once; what it held is cleared in the transactions after (`clearSome`). */
  drop(collection: Collection): void {
    leave(this.#environment, 'documents', collection.id);
    for (const { id } of collection.indexes) leave(this.#environment, 'indexes', id);
    this.#hasLeavings = true;
    this.#environment.catalog.removeSync(collectionKey(collection.namespace));
    this.#environment.catalog.removeSync(countersKey(collection.id));
    this.#collections.delete(collection.namespace);
  }

  rename(collection: Collection, namespace: string): void {
    checkNamespace(namespace);
    this.#environment.catalog.removeSync(collectionKey(collection.namespace));
    this.#collections.delete(collection.namespace);
    const { id, uuid, options, counters } = collection;
    const identity = { namespace, id, uuid, options };
    const renamed = new Collection(this.#environment, identity, [...collection.indexes], counters);
    renamed.indexesChanged = true;
    renamed.countersChanged = true;
    this.#collections.set(namespace, renamed);
  }

  /** Writes what changed in memory. The writer calls it last in every transaction. */
  save(): void {
    for (const collection of this.#collections.values()) {
      if (collection.indexesChanged) this.#saveDefinition(collection);
      if (collection.countersChanged) this.#saveCounters(collection);
    }
  }

  #saveDefinition(collection: Collection): void {
    const { id, uuid, options } = collection;
    const indexes = collection.indexes.map((index) => ({
      id: index.id,
      spec: index.definition.spec,
      multikey: index.multikey,
      cut: isTrue(index.hasCutKeys),
    }));
    const entry = { id, uuid: new Binary(uuid, Binary.SUBTYPE_UUID), options, indexes };
    this.#environment.catalog.putSync(collectionKey(collection.namespace), Buffer.from(encode(entry)));
    collection.indexesChanged = false;
  }

  #saveCounters(collection: Collection): void {
    const { documents, bytes, nextRecord } = collection.counters;
    const value = Buffer.alloc(24);
    value.writeDoubleBE(documents, 0);
    value.writeDoubleBE(bytes, 8);
    value.writeDoubleBE(nextRecord, 16);
    this.#environment.catalog.putSync(countersKey(collection.id), value);
    collection.countersChanged = false;
  }
}

/** A random (version 4) UUID's 16 bytes. */
function newUuid(): Buffer {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes;
}
