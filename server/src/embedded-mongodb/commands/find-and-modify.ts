import { failedToParse } from '../errors.js';
import { decode, type Document } from '../bson/values.js';
import type { Query } from '../query/access.js';
import { compileRecordProjection, projectBytes } from '../query/record-projection.js';
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
import { modifyRecord, upsert } from './modify.js';
import { firstMatch } from './write-statements.js';

/** `findAndModify`: finds, changes and answers in one transaction. */
export const findAndModify: Command = ({ command, database, name }, { store }) => {
  const namespace = namespaceOf(database, command[name], name);
  const collation = collationOf(command, store.catalog.find(namespace));
  const removes = flagArgument(command, 'remove');
  const returnsNew = flagArgument(command, 'new');
  const upserts = flagArgument(command, 'upsert');
  if (removes && command['update'] !== undefined)
    throw failedToParse('Cannot specify both an update and remove=true');
  if (removes && upserts) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (removes && returnsNew)
    throw failedToParse(
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  if (!removes && command['update'] === undefined)
    throw failedToParse('Either an update or remove=true must be specified');
  const variables = variablesOf(command);
  const filter = documentArgument(command, 'query');
  const query: Query = {
    filter,
    sort: documentArgument(command, 'sort'),
    hint: command['hint'],
    variables,
    collation,
  };
  const projection = compileRecordProjection(documentArgument(command, 'fields'), query);
  const show = (bytes: Buffer): Document => decode(Buffer.from(projectBytes(bytes, projection)));
  if (removes) return store.writer.run(() => removeFirst(store, namespace, query, show));
  const arrayFilters = command['arrayFilters'] === undefined ? [] : listArgument(command, 'arrayFilters');
  const unchecked = flagArgument(command, 'bypassDocumentValidation');
  const update = compileUpdate(command['update'], arrayFilters, variables, collation);
  return store.writer.run(() =>
    modifyFirst(store, namespace, { query, update, upserts, returnsNew, unchecked, show }),
  );
};

function removeFirst(
  store: Store,
  namespace: string,
  query: Query,
  show: (bytes: Buffer) => Document,
): Document {
  const collection = store.catalog.find(namespace);
  const found = firstMatch(store, collection, query);
  if (!found) return { lastErrorObject: { n: 0 }, value: null };
  collection!.remove(found.record, found.bytes);
  return { lastErrorObject: { n: 1 }, value: show(found.bytes) };
}

interface Task {
  query: Query;
  update: Update;
  upserts: boolean;
  returnsNew: boolean;
  unchecked: boolean;
  show: (bytes: Buffer) => Document;
}

function modifyFirst(
  store: Store,
  namespace: string,
  { query, update, upserts, returnsNew, unchecked, show }: Task,
): Document {
  const collection = store.catalog.find(namespace);
  const circumstances = { filter: query.filter, now: new Date(), unchecked };
  const found = firstMatch(store, collection, query);
  if (found) {
    const { before, after } = modifyRecord(collection!, found, update, circumstances);
    return { lastErrorObject: { n: 1, updatedExisting: true }, value: show(returnsNew ? after : before) };
  }
  if (!upserts) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const { id, bytes } = upsert(store, namespace, update, circumstances);
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: id },
    value: returnsNew ? show(bytes) : null,
  };
}
