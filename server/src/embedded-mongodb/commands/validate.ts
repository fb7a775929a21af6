import { Long } from 'bson';
import { StoreError } from '../errors.js';
import { decode } from '../bson/values.js';
import type { Index } from '../indexes/index.js';
import type { Collection, StoredRecord } from '../storage/collection.js';
import type { Environment } from '../storage/environment.js';
import { cutKey, indexKey, recordOfValue, treeStart } from '../storage/record-keys.js';
import { namespaceOf } from './arguments.js';
import type { Command } from './context.js';

/** No more than this many errors are listed. */
const mostErrors = 100;

/**
 * `validate`: whether documents, indexes and counts agree, entry by entry. Others wait meanwhile, so that what is compared
 * is one state.
 */
export const validate: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['validate'], 'validate');
  return store.writer.run(() => {
    const collection = store.catalog.find(namespace);
    if (!collection) throw new StoreError(26, `Collection '${namespace}' does not exist to validate.`);
    const errors: string[] = [];
    const keys = new Map(collection.indexes.map((index) => [index, 0]));
    let documents = 0;
    for (const stored of collection.scan()) {
      documents += 1;
      for (const index of collection.indexes)
        keys.set(index, keys.get(index)! + checkEntries(store.environment, index, stored, errors));
    }
    checkCounts(store.environment, collection, keys, documents, errors);
    return {
      ns: namespace,
      nInvalidDocuments: 0,
      nrecords: Long.fromNumber(documents),
      nIndexes: collection.indexes.length,
      keysPerIndex: Object.fromEntries(
        [...keys].map(([{ definition }, count]) => [definition.name, Long.fromNumber(count)]),
      ),
      valid: errors.length === 0,
      warnings: [],
      errors: errors.slice(0, mostErrors),
    };
  });
};

/** Looks up each entry that a document must have; gives how many those are. */
function checkEntries(
  environment: Environment,
  index: Index,
  { record, bytes }: StoredRecord,
  errors: string[],
): number {
  const { name, unique } = index.definition;
  const { keys } = index.entries(decode(bytes));
  for (const key of keys) {
    const held = environment.indexes.get(indexKey(index.id, cutKey(key), unique ? undefined : record));
    if (!held || (unique && recordOfValue(held) !== record))
      errors.push(`the index ${name} lacks an entry of record ${record}`);
  }
  return keys.length;
}

function checkCounts(
  environment: Environment,
  { indexes, counters }: Collection,
  keys: ReadonlyMap<Index, number>,
  documents: number,
  errors: string[],
): void {
  for (const index of indexes) {
    const range = { start: treeStart(index.id), end: treeStart(index.id + 1) };
    const held = environment.indexes.getKeysCount(range);
    if (held !== keys.get(index))
      errors.push(`the index ${index.definition.name} holds ${held} entries, not ${keys.get(index)}`);
  }
  if (documents !== counters.documents)
    errors.push(`${counters.documents} documents are counted, ${documents} are there`);
}
