import { StoreError } from '../errors.js';
import { FieldSelection } from '../bson/bytes.js';
import { FieldReader } from '../bson/field-reader.js';
import type { Collation } from '../bson/collation.js';
import { decode, type Document } from '../bson/values.js';
import type { Index } from '../indexes/index.js';
import { copyOf, type Collection, type StoredRecord } from '../storage/collection.js';
import type { Environment } from '../storage/environment.js';
import {
  indexKey,
  recordOfIndexKey,
  recordOfValue,
  recordValue,
  type RecordId,
} from '../storage/record-keys.js';
import { ExternalSort } from './external-sort.js';
import { compileFilter, type Filter } from './filter.js';
import { planQuery, type Plan } from './planner.js';
import { runThrough, Turn, withoutPauses, type Paused } from './pauses.js';
import { compileSort, keySize, parseSort, type Keyed, type Sorter, type SortField } from './sort.js';

/** A question about one collection's documents. */
export interface Query {
  filter: Document;
  sort?: Document | undefined;
  skip?: number | undefined;
  /** 0: no limit. */
  limit?: number | undefined;
  hint?: unknown;
  /** `let` of the command, for `$expr`. */
  variables?: Document | undefined;
  /** How texts compare; by bytes if there is none. */
  collation?: Collation | null | undefined;
  /** False: a sort that does not fit in memory is refused. */
  allowDiskUse?: boolean | undefined;
}

const firstChunk = 64;
const largestChunk = 4096;
/** Sorting keeps keys and record ids, not documents. MongoDB's own limit for a sort that may not go to disk. */
const sortMemory = 100 * 1024 * 1024;

/** How a query would be answered, compiled and checked. */
export interface PreparedQuery {
  plan: Plan;
  filter: Filter;
  sort: SortField[];
}

export function prepareQuery(collection: Collection, query: Query): PreparedQuery {
  const filter = compileFilter(query.filter, {
    ...(query.variables ? { variables: query.variables } : {}),
    collation: query.collation,
  });
  const natural = query.sort && '$natural' in query.sort;
  const sort = natural
    ? [{ path: '$natural', parts: [], descending: Number(query.sort!['$natural']) < 0 }]
    : parseSort(query.sort ?? {});
  const setting = { hint: query.hint, collated: Boolean(query.collation) };
  return { plan: planQuery(collection.indexes, query.filter, sort, setting), filter, sort };
}

/** The records that match, in the order asked for. Reads as it goes: what is not taken is not read. */
export function findRecords(
  environment: Environment,
  collection: Collection,
  query: Query,
): Generator<StoredRecord> {
  return withoutPauses(findSteps(environment, collection, query));
}

/** The same, with stops for other work. */
export function* findSteps(
  environment: Environment,
  collection: Collection,
  query: Query,
): Generator<Paused<StoredRecord>> {
  const { plan, filter, sort } = prepareQuery(collection, query);
  const matching = matchingRecords(environment, collection, plan, filter);
  const ordered = plan.sorted ? matching : sortRecords(environment, collection, matching, sort, query);
  yield* slice(ordered, query.skip ?? 0, query.limit ?? 0);
}

function* slice<T>(records: Iterable<Paused<T>>, skip: number, limit: number): Generator<Paused<T>> {
  let seen = 0;
  for (const record of records) {
    if (record !== null) seen += 1;
    if (record !== null && seen <= skip) continue;
    yield record;
    if (limit > 0 && seen >= skip + limit) return;
  }
}

function* matchingRecords(
  environment: Environment,
  collection: Collection,
  plan: Plan,
  filter: Filter,
): Generator<Paused<StoredRecord>> {
  for (const found of matchingAs(environment, collection, plan, filter, copyOf))
    yield found && { record: found.record, bytes: found.value };
}

/** What `make` makes of the records that match, in the plan's order. The bytes that it gets are good only until it returns. */
function* matchingAs<T>(
  environment: Environment,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  make: (bytes: Buffer) => T,
): Generator<Paused<{ record: RecordId; value: T }>> {
  const read = readerOf(filter);
  const matches = plan.exact ? () => true : (bytes: Buffer) => filter.matches(read(bytes));
  const turn = new Turn();
  if (!plan.index && !plan.either) {
    const makeOfMatching = (bytes: Buffer) => (matches(bytes) ? make(bytes) : undefined);
    yield* collection.scanAs(makeOfMatching, { reverse: plan.reverse, turn });
    return;
  }
  for (const { record, bytes } of fetchRecords(environment, collection, plan)) {
    if (matches(bytes)) yield { record, value: make(bytes) };
    if (!turn.isOver()) continue;
    yield null;
    turn.renew();
  }
}

/**
 * What `make` makes of the records that match, in the order asked for, with stops for other work. The bytes that it gets
 * are good only until it returns.
 */
export function* findAs<T>(
  environment: Environment,
  collection: Collection,
  query: Query,
  make: (bytes: Buffer) => T,
): Generator<Paused<T>> {
  const { plan, filter, sort } = prepareQuery(collection, query);
  const { skip = 0, limit = 0 } = query;
  const ofMatching = function* (): Generator<Paused<{ value: T }>> {
    if (plan.sorted) return yield* matchingAs(environment, collection, plan, filter, make);
    const matching = matchingRecords(environment, collection, plan, filter);
    for (const stored of sortRecords(environment, collection, matching, sort, query))
      yield stored && { value: make(stored.bytes) };
  };
  for (const found of slice(ofMatching(), skip, limit)) yield found && found.value;
}

/** Decodes what a filter looks at. */
function readerOf({ topFields, asksTypes }: Filter): (bytes: Buffer) => Document {
  // A whole document may refer to its bytes.
  if (!topFields) return (bytes) => decode(copyOf(bytes));
  if (!asksTypes) {
    const reader = new FieldReader(topFields, decode);
    return (bytes) => reader.read(bytes);
  }
  const selection = new FieldSelection(topFields);
  return (bytes) => decode(selection.select(bytes));
}

function* fetchRecords(
  environment: Environment,
  collection: Collection,
  plan: Plan,
): Generator<StoredRecord> {
  for (const record of recordIds(environment, plan)) {
    const bytes = collection.get(record);
    // Removed since its entry was read: between two batches of a cursor.
    if (bytes) yield { record, bytes };
  }
}

/** Record ids in the order of the plan's index, each once; of several plans, one after another. */
function* recordIds(environment: Environment, plan: Plan): Generator<RecordId> {
  const { index, ranges, reverse, either } = plan;
  if (either) {
    const met = new Set<RecordId>();
    for (const branch of either) {
      for (const record of recordIds(environment, branch)) {
        if (met.has(record)) continue;
        met.add(record);
        yield record;
      }
    }
    return;
  }
  const seen = index!.isMultikey || index!.hasCutKeys ? new Set<RecordId>() : null;
  for (const { from, to } of reverse ? [...ranges].reverse() : ranges) {
    for (const record of rangeRecords(environment, index!, from, to, reverse)) {
      if (seen?.has(record)) continue;
      seen?.add(record);
      yield record;
    }
  }
}

function* rangeRecords(
  environment: Environment,
  index: Index,
  from: Buffer,
  to: Buffer,
  reverse: boolean,
): Generator<RecordId> {
  const { unique } = index.definition;
  const [low, high] = [indexKey(index.id, from), indexKey(index.id, to)];
  // Backwards, LMDB starts at the given key itself; `to` is outside of the range and never a stored key's whole.
  let start = reverse ? high : low;
  const end = reverse ? low : high;
  for (let limit = firstChunk, first = true; ; limit = Math.min(limit * 4, largestChunk), first = false) {
    const options = { start, end, limit, reverse, exclusiveStart: reverse || !first, inclusiveEnd: reverse };
    let last: Buffer | undefined;
    let count = 0;
    if (unique) {
      for (const { key, value } of [...environment.indexes.getRange(options)]) {
        count += 1;
        last = key;
        yield recordOfValue(value);
      }
    } else {
      for (const key of [...environment.indexes.getKeys(options)]) {
        count += 1;
        last = key;
        yield recordOfIndexKey(key);
      }
    }
    if (count < limit || !last) return;
    start = last;
  }
}

function* sortRecords(
  { spill, memory }: Environment,
  collection: Collection,
  records: Iterable<Paused<StoredRecord>>,
  sort: readonly SortField[],
  { collation, allowDiskUse = true, skip = 0, limit = 0 }: Query,
): Generator<Paused<StoredRecord>> {
  const sorter = compileSort(sort, collation);
  const selection = new FieldSelection(new Set(sort.map(({ parts }) => parts[0]!)));
  const wanted = limit > 0 ? skip + limit : Infinity;
  // Under a collation keys are no bytes, which is what is sorted on disk.
  const mayUseDisk = allowDiskUse && !collation;
  let onDisk: ExternalSort | null = null;
  let keyed: KeyedRecord[] = [];
  let [size, place] = [0, 0];
  try {
    for (const stored of records) {
      if (stored === null) {
        yield null;
        continue;
      }
      const { record, bytes } = stored;
      const key = sorter.keyOf(decode(selection.select(bytes)));
      if (onDisk) {
        onDisk.add(key as Buffer, recordValue(record));
        continue;
      }
      keyed.push({ key, place, record });
      place += 1;
      size += keySize(key) + keyOverhead;
      if (keyed.length >= 2 * wanted + keptAtLeast) {
        keyed = firstOf(keyed, sorter, wanted);
        size = keyed.reduce((sum, one) => sum + keySize(one.key) + keyOverhead, 0);
      }
      if (mayUseDisk && size > memory.sort) {
        onDisk = moveToDisk(keyed, new ExternalSort(spill, memory.sort));
        keyed = [];
      } else if (size > sortMemory) throw sortTooLarge();
    }
    if (onDisk) yield* fetchRecordsOf(collection, onDisk);
    else yield* fetchSorted(collection, firstOf(keyed, sorter, wanted));
  } finally {
    onDisk?.close();
  }
}

/** Equal keys keep the order in which they are added. */
function moveToDisk(keyed: KeyedRecord[], sort: ExternalSort): ExternalSort {
  for (const { key, record } of keyed.sort((a, b) => a.place - b.place))
    sort.add(key as Buffer, recordValue(record));
  return sort;
}

function* fetchRecordsOf(collection: Collection, sort: ExternalSort): Generator<Paused<StoredRecord>> {
  const turn = new Turn();
  for (const { value } of sort.sorted()) {
    const record = recordOfValue(value);
    const bytes = collection.get(record);
    if (bytes) yield { record, bytes };
    if (!turn.isOver()) continue;
    yield null;
    turn.renew();
  }
}

interface KeyedRecord extends Keyed {
  record: RecordId;
}

/** With a limit no more than its double is kept while sorting. */
const keptAtLeast = 1000;
/** What a key's buffer and its entry take beside the bytes. */
const keyOverhead = 200;

const firstOf = (keyed: KeyedRecord[], sorter: Sorter, wanted: number) =>
  keyed.sort(sorter.compare).slice(0, wanted);

function sortTooLarge(): StoreError {
  return new StoreError(
    292,
    `Executor error during find command :: caused by :: Sort exceeded memory limit of ${sortMemory} bytes: a sort under a collation, or without allowDiskUse, is done in memory`,
  );
}

function* fetchSorted(
  collection: Collection,
  keyed: readonly { record: RecordId }[],
): Generator<StoredRecord> {
  for (const { record } of keyed) {
    const bytes = collection.get(record);
    if (bytes) yield { record, bytes };
  }
}

/** How many documents match, from an index alone where it can tell. */
export const countRecords = (environment: Environment, collection: Collection, query: Query): number =>
  runThrough(countSteps(environment, collection, query));

/** The same, with stops for other work. */
export function* countSteps(
  environment: Environment,
  collection: Collection,
  query: Query,
): Generator<null, number> {
  const { skip = 0, limit = 0 } = query;
  const { plan, filter } = prepareQuery(collection, query);
  const total = yield* countAll(environment, collection, plan, filter, limit > 0 ? skip + limit : Infinity);
  const left = Math.max(0, total - skip);
  return limit > 0 ? Math.min(left, limit) : left;
}

function* countAll(
  environment: Environment,
  collection: Collection,
  plan: Plan,
  filter: Filter,
  enough: number,
): Generator<null, number> {
  if (plan.exact && !plan.index) return collection.counters.documents;
  if (plan.exact && plan.index && !plan.index.isMultikey && !plan.index.hasCutKeys) {
    const { id } = plan.index;
    return plan.ranges.reduce(
      (sum, { from, to }) =>
        sum + environment.indexes.getKeysCount({ start: indexKey(id, from), end: indexKey(id, to) }),
      0,
    );
  }
  let count = 0;
  for (const found of matchingAs(environment, collection, plan, filter, () => true)) {
    if (found === null) yield null;
    else count += 1;
    if (count >= enough) break;
  }
  return count;
}
