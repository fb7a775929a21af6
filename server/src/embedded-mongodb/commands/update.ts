import { failedToParse, StoreError } from '../errors.js';
import { isObject, isTrue, toNumber, type Document } from '../bson/values.js';
import type { Query } from '../query/access.js';
import { compileFilter } from '../query/filter.js';
import type { Collection } from '../storage/collection.js';
import type { Store } from '../store.js';
import { compileUpdate, type Update } from '../update/update.js';
import {
  collationOf,
  documentArgument,
  flagArgument,
  listArgument,
  namespaceOf,
  variablesOf,
} from './arguments.js';
import type { Command } from './context.js';
import { matchingNow, modifyRecord, upsert } from './modify.js';
import { writeReply, type WriteError } from './write-errors.js';

interface Totals {
  n: number;
  nModified: number;
  upserted: { index: number; _id: unknown }[];
}

interface Statement {
  query: Query;
  update: Update;
  multi: boolean;
  upsert: boolean;
  /** The collection's validator is not asked. */
  unchecked: boolean;
}

/** `update`: its statements in order, each against what the one before left. */
export const update: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['update'], 'update');
  const ordered = command['ordered'] === undefined || flagArgument(command, 'ordered');
  const collection = store.catalog.find(namespace);
  const statements = listArgument(command, 'updates')
    .map(checkFields)
    .map((raw) => compileSafely(() => compileStatement(raw, command, collection)));
  return store.writer.run(() => {
    const totals: Totals = { n: 0, nModified: 0, upserted: [] };
    const errors = runStatements(statements, ordered, (statement, index) =>
      applyStatement(store, namespace, statement, index, totals),
    );
    const { n, nModified, upserted } = totals;
    return writeReply({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, errors);
  });
};

/** `delete`: `limit` 1 removes the first match, 0 all of them. */
export const remove: Command = ({ command, database }, { store }) => {
  const namespace = namespaceOf(database, command['delete'], 'delete');
  const ordered = command['ordered'] === undefined || flagArgument(command, 'ordered');
  const held = store.catalog.find(namespace);
  const statements = listArgument(command, 'deletes').map((raw) =>
    compileSafely(() => {
      const collation = collationOf(raw, held);
      const limit = toNumber(raw['limit'] ?? 0);
      if (limit !== 0 && limit !== 1) {
        throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
      }
      const query: Query = {
        filter: documentArgument(raw, 'q'),
        hint: raw['hint'],
        variables: variablesOf(command),
        collation,
      };
      compileFilter(query.filter, { variables: variablesOf(command), collation });
      return { query, all: limit === 0 };
    }),
  );
  return store.writer.run(() => {
    let n = 0;
    const errors = runStatements(statements, ordered, ({ query, all }) => {
      const collection = store.catalog.find(namespace);
      if (!collection) return;
      for (const { record, bytes } of matchingNow(store, collection, query, all)) {
        collection.remove(record, bytes);
        n += 1;
      }
    });
    return writeReply({ n }, errors);
  });
};

/** The fields of one update; `sort` came with MongoDB 8. */
const statementFields = new Set(['q', 'u', 'c', 'multi', 'upsert', 'collation', 'arrayFilters', 'hint']);

/** A field that is not known fails the whole command, before any statement runs. */
function checkFields(raw: Document): Document {
  const unknown = isObject(raw) ? Object.keys(raw).find((field) => !statementFields.has(field)) : undefined;
  if (unknown === undefined) return raw;
  throw new StoreError(40415, `BSON field 'update.updates.${unknown}' is an unknown field.`);
}

function compileStatement(raw: Document, command: Document, collection: Collection | undefined): Statement {
  if (!isObject(raw)) throw new StoreError(14, "BSON field 'updates' must hold objects");
  const collation = collationOf(raw, collection);
  const arrayFilters = raw['arrayFilters'] === undefined ? [] : listArgument(raw, 'arrayFilters');
  const variables = { ...variablesOf(command), ...documentArgument(raw, 'c') };
  const multi = isTrue(raw['multi']);
  const compiled = compileUpdate(raw['u'], arrayFilters, variables, collation);
  if (multi && compiled.isReplacement)
    throw failedToParse('multi update is not supported for replacement-style update');
  const query: Query = { filter: documentArgument(raw, 'q'), hint: raw['hint'], variables, collation };
  // A wrong filter is an error even where there is no collection to ask.
  compileFilter(query.filter, { variables, collation });
  return {
    query,
    update: compiled,
    multi,
    upsert: isTrue(raw['upsert']),
    unchecked: flagArgument(command, 'bypassDocumentValidation'),
  };
}

function applyStatement(
  store: Store,
  namespace: string,
  statement: Statement,
  index: number,
  totals: Totals,
): void {
  const collection = store.catalog.find(namespace);
  const { query, update: compiled, multi, unchecked } = statement;
  const circumstances = { filter: query.filter, now: new Date(), unchecked };
  let found = false;
  for (const stored of matchingNow(store, collection, query, multi)) {
    found = true;
    const { changed } = modifyRecord(collection!, stored, compiled, circumstances);
    totals.n += 1;
    if (changed) totals.nModified += 1;
  }
  if (found || !statement.upsert) return;
  const { id } = upsert(store, namespace, compiled, circumstances);
  totals.n += 1;
  totals.upserted.push({ index, _id: id });
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

function runStatements<T extends object>(
  statements: readonly (T | StoreError)[],
  ordered: boolean,
  run: (statement: T, index: number) => void,
): WriteError[] {
  const errors: WriteError[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      if (statement instanceof StoreError) throw statement;
      run(statement, index);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      errors.push({ index, error });
      if (ordered) break;
    }
  }
  return errors;
}
