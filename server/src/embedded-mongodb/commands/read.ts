import { badValue, notImplemented, StoreError } from '../errors.js';
import { valueIdentity } from '../bson/identity.js';
import { compareValues } from '../bson/order.js';
import type { Collection } from '../storage/collection.js';
import { decode, isObject, isTrue, type Document } from '../bson/values.js';
import { FieldSelection } from '../bson/bytes.js';
import { countSteps, findSteps, type Query } from '../query/access.js';
import { nextTurn, settle, withoutPauses } from '../query/pauses.js';
import type { Store } from '../store.js';
import { compileFilter } from '../query/filter.js';
import { valuesAt } from '../query/paths.js';
import { compileRecordProjection, projectRecords } from '../query/record-projection.js';
import { parseSort } from '../query/sort.js';
import {
  collationOf,
  countArgument,
  deadlineOf,
  documentArgument,
  flagArgument,
  namespaceOf,
  numberArgument,
  variablesOf,
} from './arguments.js';
import type { Command } from './context.js';
import { defaultFirstBatch } from './cursors.js';
import { runOver } from './views.js';

const refusedFindOptions = ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData'];

/** The query of a `find`, checked even where there is no collection. */
export function findQuery(command: Document, collection: Collection | undefined): Query {
  const collation = collationOf(command, collection);
  for (const option of refusedFindOptions) {
    const value = command[option];
    const isAsked = isObject(value) ? Object.keys(value).length > 0 : isTrue(value);
    if (isAsked) throw notImplemented(`find's '${option}' is not served`);
  }
  const variables = variablesOf(command);
  const sort = documentArgument(command, 'sort');
  const filter = documentArgument(command, 'filter');
  compileFilter(filter, { variables, collation });
  if (!('$natural' in sort)) parseSort(sort);
  return {
    filter,
    sort,
    skip: countArgument(command, 'skip'),
    limit: Math.abs(numberArgument(command, 'limit') ?? 0),
    hint: emptyToUndefined(command['hint']),
    variables,
    collation,
    allowDiskUse: command['allowDiskUse'] === undefined || flagArgument(command, 'allowDiskUse'),
  };
}

const emptyToUndefined = (hint: unknown) =>
  isObject(hint) && Object.keys(hint).length === 0 ? undefined : hint;

/** `find`. */
export const find: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['find'], 'find');
  const collection = store.catalog.find(namespace);
  const query = findQuery(command, collection);
  const projection = compileRecordProjection(documentArgument(command, 'projection'), query);
  const limit = numberArgument(command, 'limit') ?? 0;
  const results = collection?.view
    ? runOver(store, database, String(command['find']), findStages(command, query), command)
    : projectRecords(collection ? findSteps(store.environment, collection, query) : [], projection);
  return store.cursors.open(namespace, results, {
    batchSize: countArgument(command, 'batchSize') ?? defaultFirstBatch,
    singleBatch: flagArgument(command, 'singleBatch') || limit < 0,
    noTimeout: flagArgument(command, 'noCursorTimeout'),
    isValid: stillThere(store, namespace, collection),
    deadline: deadlineOf(command),
  });
};

/** Tells whether a collection and the indexes it had are still there. */
export function stillThere(
  store: Store,
  namespace: string,
  collection: Collection | undefined,
): () => boolean {
  const ids = collection?.indexes.map(({ id }) => id) ?? [];
  return () => {
    const now = store.catalog.find(namespace);
    if (now === collection && now?.indexes.length === ids.length) return true;
    return now?.id === collection?.id && ids.every((id) => now?.indexes.some((index) => index.id === id));
  };
}

/** A `find` as stages over a view. */
function findStages(command: Document, { filter, sort, skip, limit }: Query): Document[] {
  const projection = documentArgument(command, 'projection');
  return [
    { $match: filter },
    ...(sort && Object.keys(sort).length > 0 && !('$natural' in sort) ? [{ $sort: sort }] : []),
    ...(skip ? [{ $skip: skip }] : []),
    ...(limit ? [{ $limit: limit }] : []),
    ...(Object.keys(projection).length > 0 ? [{ $project: projection }] : []),
  ];
}

/** `getMore`. */
export const getMore: Command = ({ command, database }, { store }) => {
  const id = command['getMore'] as { _bsontype?: string } | undefined;
  if (id?._bsontype !== 'Long')
    throw new StoreError(14, "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const namespace = namespaceOf(database, command['collection'], 'getMore');
  return store.cursors.next(id as never, namespace, countArgument(command, 'batchSize') ?? 0);
};

/** `killCursors`. */
export const killCursors: Command = ({ command }, { store }) => {
  const ids = command['cursors'];
  if (!Array.isArray(ids)) throw new StoreError(14, "BSON field 'killCursors.cursors' must be an array");
  const killed = ids.map((id) => store.cursors.kill(id as never));
  return {
    cursorsKilled: ids.filter((_, at) => killed[at]),
    cursorsNotFound: ids.filter((_, at) => !killed[at]),
    cursorsAlive: [],
    cursorsUnknown: [],
  };
};

/** `count`. */
export const count: Command = async ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['count'], 'count');
  const collection = store.catalog.find(namespace);
  const query: Query = {
    filter: documentArgument(command, 'query'),
    skip: countArgument(command, 'skip') ?? 0,
    limit: Math.abs(numberArgument(command, 'limit') ?? 0),
    hint: emptyToUndefined(command['hint']),
    collation: collationOf(command, collection),
  };
  compileFilter(query.filter, { collation: query.collation });
  if (!collection) return { n: 0 };
  if (!collection.view)
    return { n: await settle(countSteps(store.environment, collection, query), deadlineOf(command)) };
  const results = runOver(store, database, String(command['count']), findStages({}, query), command);
  return { n: [...withoutPauses(results)].length };
};

/** `distinct`: the values at a path, each once, elements of arrays one by one. */
export const distinct: Command = async ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['distinct'], 'distinct');
  const key = command['key'];
  if (typeof key !== 'string')
    throw new StoreError(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  if (key === '') throw badValue('FieldPath cannot be constructed with empty string');
  const collection = store.catalog.find(namespace);
  const collation = collationOf(command, collection);
  const query: Query = {
    filter: documentArgument(command, 'query'),
    hint: emptyToUndefined(command['hint']),
    collation,
  };
  compileFilter(query.filter, { collation });
  const parts = key.split('.');
  const identityOf = valueIdentity(collation);
  const values = new Map<string, unknown>();
  const documents = collection?.view
    ? runOver(store, database, String(command['distinct']), [{ $match: query.filter }], command)
    : projectRecords(collection ? findSteps(store.environment, collection, query) : [], {
        kind: 'fields',
        selection: new FieldSelection([parts[0]!]),
      });
  const deadline = deadlineOf(command);
  for (const bytes of documents) {
    if (bytes === null) await nextTurn(deadline);
    for (const value of bytes ? valuesAt(decode(bytes), parts) : []) {
      if (value === undefined) continue;
      const identity = identityOf(value);
      if (!values.has(identity)) values.set(identity, value);
    }
  }
  return { values: [...values.values()].sort((a, b) => compareValues(a, b, collation)) };
};
