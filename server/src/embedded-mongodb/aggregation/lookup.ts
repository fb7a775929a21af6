import type { Options } from 'mingo/types';
import { StoreError } from '../errors.js';
import { valueIdentity } from '../bson/identity.js';
import { isObject, type Document } from '../bson/values.js';
import { valuesAt } from '../query/paths.js';
import { withComputed } from '../query/projection.js';
import { evalExpr, newAggregator } from './mingo.js';
import { collationIn } from './collation.js';

interface LookupSpec {
  from?: string;
  localField?: string;
  foreignField?: string;
  let?: Document;
  pipeline?: Document[];
  as: string;
}

/** The `$$` variables in force: the command's `let`, and those of `$lookup`s around a sub-pipeline. */
export function variablesOf(options: Options): Document {
  const { local } = options as unknown as { local?: { variables?: Document } };
  return { ...options.variables, ...local?.variables };
}

/**
 * `$lookup`: by equality of two fields (elements of arrays each, missing as null), by a pipeline, or both. The foreign
 * collection is read once, and found in by a table of its values.
 */
export function lookupDocuments(raw: Document, options: Options): (document: Document) => Document {
  const spec = raw as unknown as LookupSpec;
  const foreign = foreignDocuments(spec, options);
  const identityOf = valueIdentity(collationIn(options));
  const byValue =
    spec.localField !== undefined && spec.foreignField !== undefined
      ? tableOf(foreign, spec.foreignField.split('.'), identityOf)
      : null;
  const localParts = spec.localField?.split('.') ?? [];
  const asParts = spec.as.split('.');
  return (document) => {
    const matched = byValue ? joined(foreign, byValue, keysOf(document, localParts, identityOf)) : foreign;
    const result = spec.pipeline ? runFor(document, matched, spec, options) : matched;
    return withComputed(document, asParts, result);
  };
}

function foreignDocuments({ from }: LookupSpec, options: Options): Document[] {
  if (from === undefined) throw new StoreError(9, "must specify 'pipeline' when 'from' is empty");
  const resolve = options.collectionResolver as ((name: string) => Document[]) | undefined;
  return resolve?.(from) ?? [];
}

function tableOf(
  documents: readonly Document[],
  parts: readonly string[],
  identityOf: (value: unknown) => string,
): Map<string, number[]> {
  const table = new Map<string, number[]>();
  documents.forEach((document, at) => {
    for (const key of keysOf(document, parts, identityOf)) {
      const places = table.get(key);
      if (places) places.push(at);
      else table.set(key, [at]);
    }
  });
  return table;
}

function keysOf(
  document: Document,
  parts: readonly string[],
  identityOf: (value: unknown) => string,
): Set<string> {
  const values = valuesAt(document, parts);
  return new Set((values.length > 0 ? values : [null]).map(identityOf));
}

function joined(
  foreign: readonly Document[],
  table: ReadonlyMap<string, number[]>,
  keys: ReadonlySet<string>,
): Document[] {
  const places = new Set([...keys].flatMap((key) => table.get(key) ?? []));
  return [...places].sort((a, b) => a - b).map((at) => foreign[at]!);
}

function runFor(document: Document, matched: Document[], spec: LookupSpec, options: Options): Document[] {
  const variables: Document = variablesOf(options);
  for (const [name, expression] of Object.entries(spec.let ?? {})) {
    variables[name] = evalExpr(document as never, expression as never, options) as unknown;
  }
  const { context, collectionResolver, collation } = options;
  const settings = {
    context,
    scriptEnabled: false,
    variables,
    ...(collation ? { collation } : {}),
    ...(collectionResolver ? { collectionResolver } : {}),
  };
  return newAggregator(spec.pipeline as never, settings as never).run(matched as never);
}

/** Checks what `$lookup` is told. Throws FailedToParse. */
export function checkLookup(spec: unknown): void {
  if (!isObject(spec)) throw new StoreError(9, 'the $lookup stage specification must be an object');
  const { as, localField, foreignField, pipeline } = spec;
  if (typeof as !== 'string') throw new StoreError(9, "must specify 'as' field for a $lookup");
  if (typeof spec['from'] !== 'string') throw new StoreError(9, "$lookup 'from' must be a string");
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw new StoreError(
      9,
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    );
  }
  if (localField === undefined && pipeline === undefined) {
    throw new StoreError(
      9,
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
}
