import { StoreError } from '../errors.js';
import { decode } from '../bson/values.js';
import { findRecords, type Query } from '../query/access.js';
import { compileFilter } from '../query/filter.js';
import type { Collection, StoredRecord } from '../storage/collection.js';
import type { RecordId } from '../storage/record-keys.js';
import type { Store } from '../store.js';
import type { WriteError } from './write-errors.js';

/** What statements of one command have done so far. */
export interface Totals {
  n: number;
  nModified: number;
  upserted: { index: number; _id: unknown }[];
}

/** One update or delete. */
export interface WriteStatement {
  query: Query;
  /** All that match, or only the first. */
  all: boolean;
  change(collection: Collection, stored: StoredRecord, totals: Totals): void;
  /** Called if nothing matched. */
  insert?(index: number, totals: Totals): void;
}

/** Documents changed in one transaction: more would fill memory with changed pages and keep others waiting. */
const changedTogether = 5000;

/** Where a command's statements stand between two transactions. */
interface Progress {
  index: number;
  /** The records that the statement at `index` found in which collection, and how many of them are done. */
  records: readonly RecordId[] | null;
  collection: number | undefined;
  at: number;
  totals: Totals;
  errors: readonly WriteError[];
  done: boolean;
}

/**
 * Runs statements in order, each against what the one before left. As in MongoDB one that changes many documents lets
 * other writes in between, and skips what no longer matches then; each transaction's part is on disk when the next one
 * begins. A statement that cannot be read fails in its turn.
 */
export async function runStatements(
  store: Store,
  namespace: string,
  statements: readonly (WriteStatement | StoreError)[],
  ordered: boolean,
): Promise<{ totals: Totals; errors: readonly WriteError[] }> {
  let progress: Progress = {
    index: 0,
    records: null,
    collection: undefined,
    at: 0,
    totals: { n: 0, nModified: 0, upserted: [] },
    errors: [],
    done: false,
  };
  while (!progress.done) {
    const before: Progress = progress;
    progress = await store.writer.run(() => runPart(store, namespace, statements, ordered, before));
  }
  return progress;
}

/** One transaction's part. It may have to run again, so it changes nothing of what it is given. */
function runPart(
  store: Store,
  namespace: string,
  statements: readonly (WriteStatement | StoreError)[],
  ordered: boolean,
  before: Progress,
): Progress {
  const totals = { ...before.totals, upserted: [...before.totals.upserted] };
  const errors = [...before.errors];
  let left = changedTogether;
  for (let { index } = before; index < statements.length; index += 1) {
    const statement = statements[index]!;
    const resumed = index === before.index && before.records !== null;
    try {
      if (statement instanceof StoreError) throw statement;
      const collection = store.catalog.find(namespace);
      if (resumed && collection?.id !== before.collection)
        throw new StoreError(175, `collection dropped: ${namespace}`);
      const records = resumed ? before.records! : matchingNow(store, collection, statement);
      const stillMatches = resumed ? matcherOf(statement.query) : () => true;
      for (let at = resumed ? before.at : 0; at < records.length; at += 1) {
        if (left === 0)
          return { index, records, collection: collection?.id, at, totals, errors, done: false };
        const bytes = collection?.get(records[at]!);
        if (!bytes || !stillMatches(bytes)) continue;
        statement.change(collection!, { record: records[at]!, bytes }, totals);
        left -= 1;
      }
      if (records.length === 0) statement.insert?.(index, totals);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      errors.push({ index, error });
      if (ordered) break;
    }
  }
  return { ...before, totals, errors, done: true };
}

/** The matching records, found before anything is changed: an update must not meet what it moved. */
function matchingNow(
  store: Store,
  collection: Collection | undefined,
  { query, all }: Pick<WriteStatement, 'query' | 'all'>,
): RecordId[] {
  if (!collection) return [];
  const wanted = all ? query : { ...query, limit: 1 };
  return Array.from(findRecords(store.environment, collection, wanted), ({ record }) => record);
}

function matcherOf({ filter, variables = {}, collation }: Query): (bytes: Buffer) => boolean {
  const { matches } = compileFilter(filter, { variables, collation });
  return (bytes) => matches(decode(bytes));
}

/** The first match, for a command that changes one document. Only inside a transaction. */
export function firstMatch(
  store: Store,
  collection: Collection | undefined,
  query: Query,
): StoredRecord | undefined {
  if (!collection) return undefined;
  const [found] = findRecords(store.environment, collection, { ...query, limit: 1 });
  return found;
}
