import { getField, isObject, type Document } from '../bson/values.js';

const isPosition = (part: string) => /^(0|[1-9]\d*)$/.test(part);

/**
 * Visits what a dotted path means in a document, as MongoDB's queries do: every element of an array on the way, and
 * the numbered one if the path has a number there. `visit` gets the value at the path's end (an array as a whole) or
 * undefined where the path ends early; it is not called for array elements that are no documents. Stops at true.
 */
export function visitPath(
  container: Document,
  parts: readonly string[],
  visit: (value: unknown) => boolean,
  at = 0,
): boolean {
  const value = getField(container, parts[at]!);
  if (at === parts.length - 1) return visit(value);
  if (isObject(value)) return visitPath(value, parts, visit, at + 1);
  if (Array.isArray(value)) return visitArray(value, parts, visit, at + 1);
  return visit(undefined);
}

function visitArray(
  array: readonly unknown[],
  parts: readonly string[],
  visit: (value: unknown) => boolean,
  at: number,
): boolean {
  for (const element of array) {
    if (isObject(element) && visitPath(element, parts, visit, at)) return true;
  }
  const part = parts[at]!;
  if (!isPosition(part) || Number(part) >= array.length) return false;
  const element = array[Number(part)];
  if (at === parts.length - 1) return visit(element);
  if (isObject(element)) return visitPath(element, parts, visit, at + 1);
  return Array.isArray(element) && visitArray(element, parts, visit, at + 1);
}

/** Values that a sort or a distinct sees at a path: elements of arrays each, a missing field as undefined. */
export function valuesAt(document: Document, parts: readonly string[]): unknown[] {
  const values: unknown[] = [];
  visitPath(document, parts, (value) => {
    if (Array.isArray(value)) values.push(...(value as unknown[]));
    else values.push(value);
    return false;
  });
  return values;
}
