import { StoreError } from '../errors.js';
import { getField, isObject, setField, toPlain, type Document } from '../bson/values.js';

/** Returned by a change that removes the field. */
export const removed = Symbol('removed');

const isPosition = (part: string) => /^(0|[1-9]\d*)$/.test(part);
/** Padding an array to a far index is refused, as MongoDB does. */
const mostPadding = 1_500_000;

/** What the positional parts of an update's paths mean for one document. */
export interface PositionalSetting {
  /** The array element that the query matched; undefined if none. */
  matchedPosition: (arrayPath: string) => number | undefined;
  arrayFilters: ReadonlyMap<string, (element: unknown) => boolean>;
}

/** Replaces `$`, `$[]` and `$[name]` by the positions that they stand for in this document. */
export function concretePaths(
  document: Document,
  parts: readonly string[],
  setting: PositionalSetting,
): string[][] {
  const at = parts.findIndex((part) => part === '$' || part.startsWith('$['));
  if (at < 0) return [[...parts]];
  const [head, part, rest] = [parts.slice(0, at), parts[at]!, parts.slice(at + 1)];
  return positions(document, head, part, setting).flatMap((position) =>
    concretePaths(document, [...head, String(position), ...rest], setting),
  );
}

function positions(
  document: Document,
  head: readonly string[],
  part: string,
  setting: PositionalSetting,
): number[] {
  const path = head.join('.');
  if (part === '$') {
    const position = setting.matchedPosition(path);
    if (position === undefined) {
      throw new StoreError(2, 'The positional operator did not find the match needed from the query.');
    }
    return [position];
  }
  const array = valueAt(document, head);
  if (array === undefined) {
    throw new StoreError(2, `The path '${path}' must exist in the document in order to apply array updates.`);
  }
  if (!Array.isArray(array)) {
    throw new StoreError(
      2,
      `Cannot apply array updates to non-array element ${head.at(-1)}: ${JSON.stringify(toPlain(array))}`,
    );
  }
  const name = part.slice(2, -1);
  const matches = name === '' ? () => true : setting.arrayFilters.get(name);
  if (!matches) {
    throw new StoreError(2, `No array filter found for identifier '${name}' in path '${path}.${part}'`);
  }
  return [...array.keys()].filter((position) => matches(array[position]));
}

/** The value at a concrete path, or undefined. */
export function valueAt(document: Document, parts: readonly string[]): unknown {
  let value: unknown = document;
  for (const part of parts) {
    if (isObject(value)) value = getField(value, part);
    else if (Array.isArray(value) && isPosition(part)) value = value[Number(part)];
    else return undefined;
  }
  return value;
}

/**
 * Changes the value at a concrete path in place. `create`: makes the documents on the way, and pads arrays with null;
 * otherwise nothing happens where the path ends early. `change` gets undefined for a missing value; its `removed`
 * takes the field away (an array's element becomes null), its undefined leaves everything as it is.
 */
export function changeAt(
  document: Document,
  parts: readonly string[],
  create: boolean,
  change: (value: unknown) => unknown,
): void {
  let container: unknown = document;
  for (const [at, part] of parts.entries()) {
    const last = at === parts.length - 1;
    if (!isObject(container) && !Array.isArray(container)) {
      if (!create) return;
      throw notViable(parts, at, container);
    }
    const value = read(container, part);
    if (last) {
      write(container, part, change(value), parts, at);
      return;
    }
    if (value === undefined) {
      if (!create) return;
      const made: Document = {};
      write(container, part, made, parts, at);
      container = made;
    } else container = value;
  }
}

function read(container: Document | unknown[], part: string): unknown {
  if (!Array.isArray(container)) return getField(container, part);
  return isPosition(part) ? container[Number(part)] : undefined;
}

function write(
  container: Document | unknown[],
  part: string,
  value: unknown,
  parts: readonly string[],
  at: number,
): void {
  if (value === undefined) return;
  if (!Array.isArray(container)) {
    if (value === removed) Reflect.deleteProperty(container, part);
    else setField(container, part, value);
    return;
  }
  if (value === removed) {
    if (isPosition(part) && Number(part) < container.length) container[Number(part)] = null;
    return;
  }
  if (!isPosition(part)) throw notViable(parts, at, container);
  const position = Number(part);
  if (position - container.length > mostPadding) {
    throw new StoreError(2, `can't backfill more than ${mostPadding} elements`);
  }
  while (container.length < position) container.push(null);
  container[position] = value;
}

function notViable(parts: readonly string[], at: number, container: unknown): StoreError {
  const element = JSON.stringify({ [parts[at - 1] ?? '']: toPlain(container) }).replaceAll('"', '');
  return new StoreError(28, `Cannot create field '${parts[at]}' in element ${element.replaceAll(':', ': ')}`);
}
