import { badValue, notImplemented, StoreError } from '../errors.js';
import { encodeKey } from '../bson/key-encoding.js';
import { decode, isObject, isTrue, type Document } from '../bson/values.js';
import { runPipeline, type PipelineInput } from '../aggregation/pipeline.js';
import { checkStages } from '../aggregation/stages.js';
import { FieldSelection } from '../bson/bytes.js';
import { toPlain } from '../bson/values.js';
import { countRecords, findRecords, type Query } from '../query/access.js';
import { compileFilter } from '../query/filter.js';
import { valuesAt } from '../query/paths.js';
import { compileRecordProjection, projectRecords } from '../query/record-projection.js';
import { parseSort } from '../query/sort.js';
import {
  checkCollation,
  countArgument,
  documentArgument,
  flagArgument,
  namespaceOf,
  numberArgument,
  variablesOf,
} from './arguments.js';
import type { Command, Context } from './context.js';
import { defaultFirstBatch } from './cursors.js';

const refusedFindOptions = ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData'];

/** The query of a `find`, checked even where there is no collection. */
export function findQuery(command: Document): Query {
  checkCollation(command);
  for (const option of refusedFindOptions) {
    const value = command[option];
    const isAsked = isObject(value) ? Object.keys(value).length > 0 : isTrue(value);
    if (isAsked) throw notImplemented(`find's '${option}' is not served`);
  }
  const variables = variablesOf(command);
  const sort = documentArgument(command, 'sort');
  const filter = documentArgument(command, 'filter');
  compileFilter(filter, { variables });
  if (!('$natural' in sort)) parseSort(sort);
  return {
    filter,
    sort,
    skip: countArgument(command, 'skip'),
    limit: Math.abs(numberArgument(command, 'limit') ?? 0),
    hint: emptyToUndefined(command['hint']),
    variables,
  };
}

const emptyToUndefined = (hint: unknown) =>
  isObject(hint) && Object.keys(hint).length === 0 ? undefined : hint;

/** `find`. */
export const find: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['find'], 'find');
  const query = findQuery(command);
  const projection = compileRecordProjection(
    documentArgument(command, 'projection'),
    query.filter,
    query.variables ?? {},
  );
  const collection = store.catalog.find(namespace);
  const records = collection ? findRecords(store.environment, collection, query) : [];
  const limit = numberArgument(command, 'limit') ?? 0;
  return store.cursors.open(namespace, projectRecords(records, projection), {
    batchSize: countArgument(command, 'batchSize') ?? defaultFirstBatch,
    singleBatch: flagArgument(command, 'singleBatch') || limit < 0,
    noTimeout: flagArgument(command, 'noCursorTimeout'),
  });
};

/** `aggregate`. */
export const aggregate: Command = ({ command, database }, context) => {
  const { store } = context;
  checkCollation(command);
  const cursor = command['cursor'];
  if (!isObject(cursor)) {
    throw new StoreError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const batchSize = countArgument(cursor, 'batchSize') ?? defaultFirstBatch;
  if (typeof command['aggregate'] !== 'string') {
    checkStages(toPlain(command['pipeline']));
    throw notImplemented('Aggregations without a collection are not served');
  }
  const namespace = namespaceOf(database, command['aggregate'], 'aggregate');
  const results = runPipeline(command['pipeline'], pipelineInput(context, database, namespace, command));
  return store.cursors.open(namespace, results, { batchSize });
};

export function pipelineInput(
  { store }: Context,
  database: string,
  namespace: string,
  command: Document,
): PipelineInput {
  return {
    environment: store.environment,
    collection: store.catalog.find(namespace),
    other: (name) => store.catalog.find(`${database}.${name}`),
    variables: variablesOf(command),
    hint: emptyToUndefined(command['hint']),
  };
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
export const count: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['count'], 'count');
  checkCollation(command);
  const filter = documentArgument(command, 'query');
  compileFilter(filter);
  const collection = store.catalog.find(namespace);
  if (!collection) return { n: 0 };
  const skip = countArgument(command, 'skip') ?? 0;
  const limit = Math.abs(numberArgument(command, 'limit') ?? 0);
  return {
    n: countRecords(store.environment, collection, {
      filter,
      skip,
      limit,
      hint: emptyToUndefined(command['hint']),
    }),
  };
};

/** `distinct`: the values at a path, each once, elements of arrays one by one. */
export const distinct: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['distinct'], 'distinct');
  checkCollation(command);
  const key = command['key'];
  if (typeof key !== 'string')
    throw new StoreError(14, "BSON field 'distinct.key' is the wrong type, expected type 'string'");
  if (key === '') throw badValue('FieldPath cannot be constructed with empty string');
  const filter = documentArgument(command, 'query');
  compileFilter(filter);
  const collection = store.catalog.find(namespace);
  const parts = key.split('.');
  const selection = new FieldSelection([parts[0]!]);
  const values = new Map<string, unknown>();
  for (const { bytes } of collection ? findRecords(store.environment, collection, { filter }) : []) {
    for (const value of valuesAt(decode(selection.select(bytes)), parts)) {
      if (value === undefined) continue;
      const identity = encodeKey(value).toString('latin1');
      if (!values.has(identity)) values.set(identity, value);
    }
  }
  return { values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) };
};
