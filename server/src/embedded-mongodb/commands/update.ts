import { failedToParse, StoreError } from '../errors.js';
import { isObject, isTrue, toNumber, type Document } from '../bson/values.js';
import type { Query } from '../query/access.js';
import { compileFilter } from '../query/filter.js';
import type { Collection } from '../storage/collection.js';
import type { Store } from '../store.js';
import { compileUpdate } from '../update/update.js';
import {
  collationOf,
  documentArgument,
  flagArgument,
  listArgument,
  namespaceOf,
  variablesOf,
} from './arguments.js';
import type { Command } from './context.js';
import { modifyRecord, upsert } from './modify.js';
import { writeReply } from './write-errors.js';
import { runStatements, type WriteStatement } from './write-statements.js';

/** `update`: its statements in order, each against what the one before left. */
export const update: Command = async ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['update'], 'update');
  const ordered = command['ordered'] === undefined || flagArgument(command, 'ordered');
  const collection = store.catalog.find(namespace);
  const statements = listArgument(command, 'updates')
    .map(checkFields)
    .map((raw) => compileSafely(() => compileStatement(raw, command, { store, namespace, collection })));
  const { totals, errors } = await runStatements(store, namespace, statements, ordered);
  const { n, nModified, upserted } = totals;
  return writeReply({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, errors);
};

/** `delete`: `limit` 1 removes the first match, 0 all of them. */
export const remove: Command = async ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['delete'], 'delete');
  const ordered = command['ordered'] === undefined || flagArgument(command, 'ordered');
  const held = store.catalog.find(namespace);
  const statements = listArgument(command, 'deletes').map((raw) =>
    compileSafely((): WriteStatement => {
      const collation = collationOf(raw, held);
      const limit = toNumber(raw['limit'] ?? 0);
      if (limit !== 0 && limit !== 1) {
        throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
      }
      const variables = variablesOf(command);
      const query: Query = { filter: documentArgument(raw, 'q'), hint: raw['hint'], variables, collation };
      compileFilter(query.filter, { variables, collation });
      const change: WriteStatement['change'] = (collection, { record, bytes }, totals) => {
        collection.remove(record, bytes);
        totals.n += 1;
      };
      return { query, all: limit === 0, change };
    }),
  );
  const { totals, errors } = await runStatements(store, namespace, statements, ordered);
  return writeReply({ n: totals.n }, errors);
};

/** The fields of one update; `sort` came with MongoDB 8. */
const statementFields = new Set(['q', 'u', 'c', 'multi', 'upsert', 'collation', 'arrayFilters', 'hint']);

/** A field that is not known fails the whole command, before any statement runs. */
function checkFields(raw: Document): Document {
  const unknown = isObject(raw) ? Object.keys(raw).find((field) => !statementFields.has(field)) : undefined;
  if (unknown === undefined) return raw;
  throw new StoreError(40415, `BSON field 'update.updates.${unknown}' is an unknown field.`);
}

interface Target {
  store: Store;
  namespace: string;
  collection: Collection | undefined;
}

function compileStatement(
  raw: Document,
  command: Document,
  { store, namespace, collection }: Target,
): WriteStatement {
  if (!isObject(raw)) throw new StoreError(14, "BSON field 'updates' must hold objects");
  const collation = collationOf(raw, collection);
  const arrayFilters = raw['arrayFilters'] === undefined ? [] : listArgument(raw, 'arrayFilters');
  const variables = { ...variablesOf(command), ...documentArgument(raw, 'c') };
  const all = isTrue(raw['multi']);
  const compiled = compileUpdate(raw['u'], arrayFilters, variables, collation);
  if (all && compiled.isReplacement)
    throw failedToParse('multi update is not supported for replacement-style update');
  const filter = documentArgument(raw, 'q');
  // A wrong filter is an error even where there is no collection to ask.
  compileFilter(filter, { variables, collation });
  const unchecked = flagArgument(command, 'bypassDocumentValidation');
  const now = new Date();
  const statement: WriteStatement = {
    query: { filter, hint: raw['hint'], variables, collation },
    all,
    change: (target, stored, totals) => {
      const { changed } = modifyRecord(target, stored, compiled, { filter, now, unchecked });
      totals.n += 1;
      if (changed) totals.nModified += 1;
    },
  };
  if (!isTrue(raw['upsert'])) return statement;
  const insert: WriteStatement['insert'] = (index, totals) => {
    const { id } = upsert(store, namespace, compiled, { filter, now, unchecked });
    totals.n += 1;
    totals.upserted.push({ index, _id: id });
  };
  return { ...statement, insert };
}

/** A statement that cannot be read fails by itself, in its turn. */
function compileSafely<T>(compile: () => T): T | StoreError {
  try {
    return compile();
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}
