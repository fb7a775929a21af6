import type { Options } from 'mingo/types';
import { isObject, setField, type Document } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { evalExpr } from './mingo.js';

/** `$redact`: what the expression says of a document, and on `$$DESCEND` of every document within; undefined: pruned. */
export function redact(document: Document, expression: unknown, options: Options): Document | undefined {
  const action = evalExpr(document as never, expression as never, options) as unknown;
  if (action === '$$KEEP') return document;
  if (action === '$$PRUNE') return undefined;
  if (action !== '$$DESCEND')
    throw new StoreError(17053, '$redact must evaluate to one of $$KEEP, $$PRUNE or $$DESCEND');
  const result: Document = {};
  for (const [name, value] of Object.entries(document)) {
    const kept = within(value, expression, options);
    if (kept !== undefined) setField(result, name, kept);
  }
  return result;
}

/** Elements of arrays that are no documents stay; arrays in arrays are walked too. */
function within(value: unknown, expression: unknown, options: Options): unknown {
  if (isObject(value)) return redact(value, expression, options);
  if (!Array.isArray(value)) return value;
  return value
    .map((element: unknown) => within(element, expression, options))
    .filter((element) => element !== undefined);
}
