import type { Iterator } from 'mingo/lazy';
import type { Options } from 'mingo/types';
import { isObject, toNumber, typeName, type Document } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { compileFilter } from '../query/filter.js';
import { withoutPauses } from '../query/pauses.js';
import { compileProjection, withComputed } from '../query/projection.js';
import { Lazy, evalExpr } from './mingo.js';
import { bucketAutomatically } from './bucket-auto.js';
import { collationIn } from './collation.js';
import { bucketDocuments } from './bucket.js';
import { graphLookup } from './graph-lookup.js';
import { densify } from './densify.js';
import { diskUseOf } from './disk-use.js';
import { fillByMethods, filledValues } from './fill.js';
import { groupDocuments, groupOnDisk } from './group.js';
import { lookupDocuments, variablesOf } from './lookup.js';
import { projectDocuments } from './project.js';
import { redact } from './redact.js';
import { sortDocuments } from './sort-documents.js';
import { unwindDocument } from './unwind.js';
import { setWindowFields } from './window-fields.js';

type Stage = (documents: Iterator, spec: never, options: Options) => Iterator;

/** Stages where mingo's answer differs from MongoDB's in comparison, in types, in field order or in the empty case. */
export const stageCorrections: Record<string, Stage> = {
  $match: (documents, spec: Document, options) => {
    const filter = compileFilter(spec, {
      variables: variablesOf(options),
      plain: true,
      collation: collationIn(options),
    });
    return documents.filter((document: Document) => filter.matches(document));
  },
  $sort: (documents, spec: Document, options) =>
    fromSteps(() => withoutPauses(sortDocuments(inTurn(documents), spec, options))),
  $group: (documents, spec: Document, options) =>
    fromSteps(() =>
      diskUseOf(options)?.groupsOnDisk
        ? withoutPauses(groupOnDisk(inTurn(documents), spec, options))
        : groupDocuments(inTurn(documents), spec, options),
    ),
  $project: (documents, spec: Document, options) => documents.map(projectDocuments(spec, options)),
  $unset: (documents, spec: string | string[], options) =>
    documents.map(
      projectDocuments(
        Object.fromEntries((Array.isArray(spec) ? spec : [spec]).map((path) => [path, 0])),
        options,
      ),
    ),
  // An empty input gives no document, not a count of 0.
  $count: (documents, spec: string) => {
    let counted = false;
    return Lazy(() => {
      if (counted) return { done: true };
      counted = true;
      const count = documents.size();
      return count > 0 ? { value: { [spec]: count }, done: false } : { done: true };
    });
  },
  $limit: (documents, spec: unknown) => documents.take(toNumber(spec)),
  $skip: (documents, spec: unknown) => documents.drop(toNumber(spec)),
  $addFields: (documents, spec: Document, options) => documents.map(addFields(spec, options)),
  $set: (documents, spec: Document, options) => documents.map(addFields(spec, options)),
  $bucket: (documents, spec: Document, options) =>
    documents.transform(((all: Document[]) => Lazy(bucketDocuments(all, spec, options))) as never),
  $bucketAuto: (documents, spec: Document, options) =>
    documents.transform(((all: Document[]) => Lazy(bucketAutomatically(all, spec, options))) as never),
  $graphLookup: (documents, spec: Document, options) => {
    let lookup: ((document: Document) => Document) | null = null;
    return documents.map((document: Document) => (lookup ??= graphLookup(spec, options))(document));
  },
  $sortByCount: (documents, spec: unknown, options) =>
    documents.transform(((all: Document[]) =>
      Lazy(
        groupDocuments(all, { _id: spec, count: { $sum: 1 } }, options).sort(
          (a, b) => Number(b['count']) - Number(a['count']),
        ),
      )) as never),
  $setWindowFields: (documents, spec: Document, options) =>
    fromSteps(() => setWindowFields(inTurn(documents), spec, options)),
  $densify: (documents, spec: Document, options) =>
    fromSteps(() => densify(inTurn(documents), spec, options)),
  $fill: (documents, spec: Document, options) =>
    fromSteps(() => fillByMethods(inTurn(documents), spec, options)).map(
      addFields(filledValues(spec), options),
    ),
  $redact: (documents, spec: unknown, options) =>
    documents
      .map((document: Document) => redact(document, spec, options))
      .filter((document: unknown) => document !== undefined),
  // Each document at most once.
  $sample: (documents, spec: Document) =>
    documents.transform(((all: Document[]) => Lazy(sample([...all], toNumber(spec['size'])))) as never),
  $replaceRoot: (documents, spec: Document, options) => documents.map(replaceRoot(spec['newRoot'], options)),
  $replaceWith: (documents, spec: unknown, options) => documents.map(replaceRoot(spec, options)),
  $lookup: (documents, spec: Document, options) => {
    let lookup: ((document: Document) => Document) | null = null;
    return documents.map((document: Document) => (lookup ??= lookupDocuments(spec, options))(document));
  },
  $unwind: (documents, spec: unknown) => {
    const unwind = unwindDocument(spec);
    let pending: Document[] = [];
    return Lazy(() => {
      while (pending.length === 0) {
        const { value, done } = documents.next();
        if (done) return { done: true };
        pending = unwind(value as Document).reverse();
      }
      return { value: pending.pop() as never, done: false };
    });
  },
};

/** A stage that begins its work when its first document is asked for. */
function fromSteps(start: () => Iterable<Document>): Iterator {
  let steps: globalThis.Iterator<Document> | null = null;
  return Lazy(() => {
    const next = (steps ??= start()[Symbol.iterator]()).next();
    return next.done ? { done: true } : { value: next.value as never, done: false };
  });
}

/** The documents of the stage before, one by one. */
function* inTurn(documents: Iterator): Generator<Document> {
  for (let next = documents.next(); !next.done; next = documents.next()) yield next.value as Document;
}

/** Fields are added to copies: documents that `$lookup` found are shared between its results. */
function addFields(spec: Document, options: Options): (document: Document) => Document {
  const fields = flatten(spec, []);
  return (document) => {
    let result = document;
    for (const { parts, expression } of fields) {
      const value = evalExpr(document as never, expression as never, options) as unknown;
      result =
        value === undefined
          ? compileProjection({ [parts.join('.')]: 0 }, noComputing)(result)
          : withComputed(result, parts, value);
    }
    return result;
  };
}

const noComputing = { compute: () => () => undefined };

function flatten(spec: Document, head: readonly string[]): { parts: string[]; expression: unknown }[] {
  return Object.entries(spec).flatMap(([key, expression]) => {
    const parts = [...head, ...key.split('.')];
    const nested =
      isObject(expression) &&
      Object.keys(expression).length > 0 &&
      !Object.keys(expression)[0]!.startsWith('$');
    return nested ? flatten(expression, parts) : [{ parts, expression }];
  });
}

function sample(documents: Document[], size: number): Document[] {
  for (let at = 0; at < Math.min(size, documents.length); at += 1) {
    const other = at + Math.floor(Math.random() * (documents.length - at));
    [documents[at], documents[other]] = [documents[other]!, documents[at]!];
  }
  return documents.slice(0, size);
}

function replaceRoot(expression: unknown, options: Options): (document: Document) => Document {
  return (document) => {
    const value = evalExpr(document as never, expression as never, options) as unknown;
    if (isObject(value)) return value;
    throw new StoreError(
      40228,
      `'newRoot' expression must evaluate to an object, but resulting value was of type: '${typeName(value)}'.`,
    );
  };
}
