import { isObject, type Document } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { countRecords, findRecords, prepareQuery, type Query } from '../query/access.js';
import type { Plan } from '../query/planner.js';
import { collationOf, documentArgument, namespaceOf } from './arguments.js';
import type { Command } from './context.js';
import { findQuery } from './read.js';
import { serverVersion } from './handshake.js';

/** `explain` of a find, count, distinct, update, delete, findAndModify, or of an aggregation's first stages. */
export const explain: Command = ({ command, database }, { store }) => {
  const inner = documentArgument(command, 'explain');
  const [name = ''] = Object.keys(inner);
  const namespace = namespaceOf(database, inner[name], name);
  const collection = store.catalog.find(namespace);
  const query = { ...queryOf(name, inner), collation: collationOf(inner, collection) };
  const planner: Document = {
    namespace,
    parsedQuery: query.filter,
    winningPlan: { stage: 'EOF' },
    rejectedPlans: [],
  };
  const reply: Document = {
    explainVersion: '1',
    queryPlanner: planner,
    serverInfo: { version: serverVersion },
    command: inner,
  };
  if (!collection) return reply;
  const { plan } = prepareQuery(collection, query);
  planner['winningPlan'] = describePlan(plan, query);
  if (command['verbosity'] !== 'queryPlanner') {
    const startedAt = performance.now();
    const returned =
      name === 'count'
        ? countRecords(store.environment, collection, query)
        : countUp(findRecords(store.environment, collection, query));
    reply['executionStats'] = {
      executionSuccess: true,
      nReturned: returned,
      executionTimeMillis: Math.round(performance.now() - startedAt),
      executionStages: planner['winningPlan'],
    };
  }
  return reply;
};

function queryOf(name: string, inner: Document): Query {
  switch (name) {
    case 'find':
      return findQuery(inner, undefined);
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return {
        filter: documentArgument(inner, 'query'),
        sort: documentArgument(inner, 'sort'),
        hint: inner['hint'],
      };
    case 'aggregate': {
      const pipeline = Array.isArray(inner['pipeline']) ? (inner['pipeline'] as Document[]) : [];
      const [first, second] = pipeline;
      const filter = isObject(first?.['$match']) ? first['$match'] : {};
      const sort = (isObject(first?.['$match']) ? second : first)?.['$sort'];
      return { filter, ...(isObject(sort) ? { sort } : {}), hint: inner['hint'] };
    }
    case 'update':
    case 'delete': {
      const [statement] = (inner[name === 'update' ? 'updates' : 'deletes'] ?? []) as Document[];
      return { filter: documentArgument(statement ?? {}, 'q'), hint: statement?.['hint'] };
    }
    default:
      throw new StoreError(59, `Explain failed due to unknown command: ${name}`);
  }
}

function describePlan(plan: Plan, query: Query): Document {
  const needsFilter = !plan.exact && Object.keys(query.filter).length > 0;
  const filter = needsFilter ? { filter: query.filter } : {};
  const base: Document = plan.either
    ? { stage: 'FETCH', ...filter, inputStage: { stage: 'OR', inputStages: plan.either.map(describeScan) } }
    : plan.index
      ? { stage: 'FETCH', ...filter, inputStage: describeScan(plan) }
      : { stage: 'COLLSCAN', ...filter, direction: plan.reverse ? 'backward' : 'forward' };
  const sorted = plan.sorted ? base : { stage: 'SORT', sortPattern: query.sort, inputStage: base };
  const skipped = query.skip ? { stage: 'SKIP', skipAmount: query.skip, inputStage: sorted } : sorted;
  return query.limit ? { stage: 'LIMIT', limitAmount: query.limit, inputStage: skipped } : skipped;
}

function describeScan({ index, ranges, reverse }: Plan): Document {
  const { spec, name, unique, sparse, partialFilter } = index!.definition;
  return {
    stage: 'IXSCAN',
    keyPattern: spec['key'],
    indexName: name,
    isMultiKey: index!.isMultikey,
    isUnique: unique,
    isSparse: sparse,
    isPartial: partialFilter !== null,
    direction: reverse ? 'backward' : 'forward',
    ranges: ranges.length,
  };
}

function countUp(records: Iterable<unknown>): number {
  let count = 0;
  for (const _record of records) count += 1;
  return count;
}
