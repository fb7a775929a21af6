import { Int32 } from 'bson';
import { checkExpression, compileExpression } from '../aggregation/expression.js';
import type { MergeStage, OutStage } from '../aggregation/write-stage.js';
import { decode, encode, getField, isObject, setField, toPlain, type Document } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { findRecords } from '../query/access.js';
import type { Collection, StoredRecord } from '../storage/collection.js';
import { Undo } from '../storage/writer.js';
import type { Store } from '../store.js';
import { compileUpdate, type Update } from '../update/update.js';
import { prepareDocument } from './insert.js';
import { encodeChecked } from './modify.js';

/** `$out`: the documents take the place of what the target held; its indexes stay. All or nothing. */
export function writeOut(store: Store, { namespace }: OutStage, documents: Iterable<Uint8Array>): void {
  // Read to the end first: the target may be what is read from.
  const results = Array.from(documents, (bytes) => Buffer.from(bytes));
  try {
    const target = targetCollection(store, namespace);
    const old = [...target.scan()];
    for (const { record, bytes } of old) target.remove(record, bytes);
    for (const bytes of results) target.insert(prepared(bytes));
  } catch (error) {
    throw error instanceof StoreError ? new Undo(error) : error;
  }
}

/** `$merge`: document by document; what is merged before one fails stays, as in MongoDB. */
export function writeMerge(
  store: Store,
  stage: MergeStage,
  documents: Iterable<Uint8Array>,
  variables: Document,
): void {
  const merge = compileMerge(stage, variables);
  const results = Array.from(documents, (bytes) => decode(bytes));
  const target = targetCollection(store, stage.namespace);
  checkIdentifies(target, stage.on);
  for (const document of results) {
    const found = findTarget(store, target, stage.on, document);
    if (found) merge.matched(target, found, document);
    else mergeNew(target, stage, document);
  }
}

function targetCollection(store: Store, namespace: string): Collection {
  const target = store.catalog.findOrCreate(namespace);
  if (target.view) throw new StoreError(166, `Namespace ${namespace} is a view, not a collection`);
  return target;
}

function prepared(bytes: Buffer): Buffer {
  const document = prepareDocument(bytes);
  if (document instanceof StoreError) throw document;
  return document;
}

/** A unique index must hold just the fields of `on`, or a document might match several. */
function checkIdentifies(target: Collection, on: readonly string[]): void {
  const wanted = [...on].sort().join('\0');
  const found = target.indexes.some(
    ({ definition: { unique, partialFilter, collation, fields } }) =>
      unique &&
      !partialFilter &&
      collation === target.collation &&
      fields
        .map(({ path }) => path)
        .sort()
        .join('\0') === wanted,
  );
  if (!found && wanted !== '_id')
    throw new StoreError(51183, 'Cannot find index to verify that join fields will be unique');
}

function findTarget(
  store: Store,
  target: Collection,
  on: readonly string[],
  document: Document,
): StoredRecord | undefined {
  const filter: Document = {};
  for (const path of on) {
    const value = valueOn(document, path);
    setField(filter, path, { $eq: value });
  }
  const [found] = findRecords(store.environment, target, { filter, limit: 1, collation: target.collation });
  return found;
}

function valueOn(document: Document, path: string): unknown {
  const value = path
    .split('.')
    .reduce<unknown>((held, part) => (isObject(held) ? getField(held, part) : undefined), document);
  // A document without an `_id` gets one, which no other has.
  if (value === undefined && path === '_id') return undefined;
  if (value === undefined || value === null || Array.isArray(value)) {
    throw new StoreError(
      51132,
      "$merge write error: 'on' field cannot be missing, null, undefined or an array",
    );
  }
  return value;
}

interface Merge {
  matched(target: Collection, found: StoredRecord, document: Document): void;
}

function compileMerge(stage: MergeStage, variables: Document): Merge {
  const { whenMatched } = stage;
  if (whenMatched === 'keepExisting') return { matched: () => undefined };
  if (whenMatched === 'fail') {
    return {
      matched: (target, _found, document) => {
        throw new StoreError(
          11000,
          `PlanExecutor error during aggregation :: caused by :: E11000 duplicate key error collection: ${target.namespace}`,
          {
            keyPattern: Object.fromEntries(stage.on.map((path) => [path, new Int32(1)])),
            keyValue: Object.fromEntries(stage.on.map((path) => [path, getField(document, path)])),
          },
        );
      },
    };
  }
  const updateFor = updates(stage, variables);
  return {
    matched: (target, { record, bytes }, document) => {
      const changed = updateFor(document).apply(decode(bytes), {
        filter: {},
        inserting: false,
        now: new Date(),
      });
      const after = encodeChecked(changed);
      if (!after.equals(bytes)) target.replace(record, bytes, after);
    },
  };
}

function updates({ whenMatched, let: own }: MergeStage, variables: Document): (document: Document) => Update {
  if (whenMatched === 'replace') return (document) => compileUpdate(document);
  if (!Array.isArray(whenMatched)) {
    return ({ _id, ...rest }) =>
      Object.keys(rest).length > 0 ? compileUpdate({ $set: rest }) : compileUpdate({ $set: { _id } });
  }
  const pipeline = whenMatched;
  compileUpdate(pipeline, [], { ...variables, new: {}, ...own });
  checkExpression(toPlain(own));
  const evaluated = Object.entries(own).map(
    ([name, expression]) => [name, compileExpression(toPlain(expression), variables)] as const,
  );
  return (document) => {
    const plain = toPlain(document) as Document;
    const given = Object.fromEntries(evaluated.map(([name, evaluate]) => [name, evaluate(plain)]));
    return compileUpdate(pipeline, [], { ...variables, new: plain, ...given });
  };
}

function mergeNew(target: Collection, { whenNotMatched }: MergeStage, document: Document): void {
  if (whenNotMatched === 'discard') return;
  if (whenNotMatched === 'fail') {
    throw new StoreError(
      13113,
      '$merge could not find a matching document in the target collection for at least one document in the source collection',
    );
  }
  target.insert(prepared(Buffer.from(encode(document))));
}
