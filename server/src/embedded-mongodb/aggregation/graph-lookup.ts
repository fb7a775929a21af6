import type { Options } from 'mingo/types';
import { StoreError } from '../errors.js';
import { valueIdentity } from '../bson/identity.js';
import { isNumeric, isObject, toNumber, type Document } from '../bson/values.js';
import { compileFilter } from '../query/filter.js';
import { valuesAt } from '../query/paths.js';
import { withComputed } from '../query/projection.js';
import { evalExpr } from './mingo.js';
import { checkExpression } from './expression.js';
import { variablesOf } from './lookup.js';

interface GraphLookup {
  from: string;
  startWith: unknown;
  connectFromField: string;
  connectToField: string;
  as: string;
  maxDepth?: unknown;
  depthField?: string;
  restrictSearchWithMatch?: Document;
}

/** `$graphLookup`: all documents that can be reached from a value, each once, nearest first. */
export function graphLookup(raw: Document, options: Options): (document: Document) => Document {
  const spec = raw as unknown as GraphLookup;
  const resolve = options.collectionResolver as ((name: string) => Document[]) | undefined;
  const restriction = compileFilter(spec.restrictSearchWithMatch ?? {}, {
    variables: variablesOf(options),
    plain: true,
  });
  const reachable = (resolve?.(spec.from) ?? []).filter((document) => restriction.matches(document));
  const identityOf = valueIdentity(null);
  const byValue = tableOf(reachable, spec.connectToField.split('.'), identityOf);
  const asParts = spec.as.split('.');
  return (document) => {
    const start = evalExpr(document as never, spec.startWith as never, options) as unknown;
    return withComputed(document, asParts, reach(spec, start, byValue, identityOf));
  };
}

function tableOf(
  documents: readonly Document[],
  parts: readonly string[],
  identityOf: (value: unknown) => string,
): Map<string, Document[]> {
  const table = new Map<string, Document[]>();
  for (const document of documents) {
    for (const identity of new Set(valuesAt(document, parts).map((value) => identityOf(value ?? null)))) {
      const held = table.get(identity);
      if (held) held.push(document);
      else table.set(identity, [document]);
    }
  }
  return table;
}

/** Goes from value to value in steps of equal distance. */
function reach(
  { connectFromField, maxDepth, depthField }: GraphLookup,
  start: unknown,
  byValue: ReadonlyMap<string, Document[]>,
  identityOf: (value: unknown) => string,
): Document[] {
  const deepest = maxDepth === undefined ? Infinity : toNumber(maxDepth);
  const fromParts = connectFromField.split('.');
  const found = new Set<Document>();
  const results: Document[] = [];
  const asked = new Set<string>();
  let frontier: unknown[] = Array.isArray(start) ? (start as unknown[]) : [start ?? null];
  for (let depth = 0; depth <= deepest && frontier.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of frontier) {
      const identity = identityOf(value);
      if (asked.has(identity)) continue;
      asked.add(identity);
      for (const document of byValue.get(identity) ?? []) {
        if (found.has(document)) continue;
        found.add(document);
        results.push(
          depthField === undefined ? document : withComputed(document, depthField.split('.'), depth),
        );
        next.push(...valuesAt(document, fromParts).filter((one) => one !== undefined));
      }
    }
    frontier = next;
  }
  return results;
}

const stringFields = ['from', 'as', 'connectFromField', 'connectToField'];
const optionalFields = ['startWith', 'maxDepth', 'depthField', 'restrictSearchWithMatch'];

/** Checks what `$graphLookup` is told. Throws MongoDB's errors. */
export function checkGraphLookup(spec: unknown): void {
  if (!isObject(spec)) throw new StoreError(9, 'the $graphLookup stage specification must be an object');
  for (const key of Object.keys(spec)) {
    if (![...stringFields, ...optionalFields].includes(key))
      throw new StoreError(40104, `Unknown argument to $graphLookup: ${key}`);
  }
  const missing = [...stringFields, 'startWith'].find((key) => !(key in spec));
  if (missing !== undefined)
    throw new StoreError(
      40105,
      `$graphLookup requires 'from', 'as', 'startWith', 'connectFromField', and 'connectToField' to be specified.`,
    );
  const wrong = stringFields.find((key) => typeof spec[key] !== 'string');
  if (wrong !== undefined) throw new StoreError(40103, `expected string as argument for ${wrong}`);
  const { maxDepth, depthField, restrictSearchWithMatch } = spec;
  if (maxDepth !== undefined && (!isNumeric(maxDepth) || !(toNumber(maxDepth) >= 0)))
    throw new StoreError(40101, 'maxDepth requires a nonnegative argument');
  if (depthField !== undefined && typeof depthField !== 'string')
    throw new StoreError(40103, 'expected string as argument for depthField');
  if (restrictSearchWithMatch !== undefined && !isObject(restrictSearchWithMatch))
    throw new StoreError(40185, 'restrictSearchWithMatch must be an object');
  checkExpression(spec['startWith']);
}
