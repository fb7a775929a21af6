import { StoreError } from '../errors.js';
import { KeyWriter } from '../bson/key-encoding.js';
import { getField, isObject, type Document } from '../bson/values.js';
import type { IndexField } from './definition.js';

/** What an index holds for one document. */
export interface IndexEntries {
  keys: Buffer[];
  /** By field: whether its path met an array in this document; empty: none did. */
  multikey: readonly boolean[];
  /** The fields' values of each key, for the message about a duplicate. */
  values: unknown[][];
}

/** A field on its way down the document. `done`: nothing more to walk; an array here is a value of its own. */
interface Walk {
  value: unknown;
  rest: readonly string[];
  done: boolean;
}

/** Marks an empty array, which is indexed below null. */
const emptyArray = Symbol('empty array');

/**
 * The keys of a document in an index: one, or one per element where a path meets an array. Fields that meet the same
 * array walk it together; two different arrays cannot be indexed together (CannotIndexParallelArrays).
 * Null keys stand for missing fields. Sparse: none if every field is missing.
 */
export function indexEntries(
  document: Document,
  fields: readonly IndexField[],
  sparse: boolean,
): IndexEntries {
  const simple = simpleEntry(document, fields, sparse);
  if (simple) return simple;
  const multikey = fields.map(() => false);
  const rows: unknown[][] = [];
  expand(
    fields.map(({ parts }) => ({ value: document, rest: parts, done: false })),
    multikey,
    rows,
  );
  const kept = sparse ? rows.filter((row) => row.some((value) => value !== undefined)) : rows;
  const seen = new Set<string>();
  const entries: IndexEntries = { keys: [], multikey, values: [] };
  for (const row of kept) {
    const key = encodeRow(row, fields);
    if (kept.length > 1) {
      const text = key.toString('latin1');
      if (seen.has(text)) continue;
      seen.add(text);
    }
    entries.keys.push(key);
    entries.values.push(row.map((value) => (value === emptyArray ? undefined : (value ?? null))));
  }
  return entries;
}

/** The usual case: fields at the top that hold no array make one key. */
function simpleEntry(
  document: Document,
  fields: readonly IndexField[],
  sparse: boolean,
): IndexEntries | null {
  const row: unknown[] = [];
  let missing = 0;
  for (const { parts } of fields) {
    if (parts.length > 1) return null;
    const value = getField(document, parts[0]!);
    if (Array.isArray(value)) return null;
    if (value === undefined) missing += 1;
    row.push(value ?? null);
  }
  if (sparse && missing === row.length) return noEntries;
  return { keys: [encodeRow(row, fields)], multikey: metNoArray, values: [row] };
}

/** Of a document in which no path met an array. */
const metNoArray: readonly boolean[] = [];
export const noEntries: IndexEntries = { keys: [], multikey: metNoArray, values: [] };

const writer = new KeyWriter();

function encodeRow(row: readonly unknown[], fields: readonly IndexField[]): Buffer {
  writer.clear();
  for (let at = 0; at < row.length; at += 1) {
    const { descending } = fields[at]!;
    if (row[at] === emptyArray) writer.undefined(descending);
    else writer.value(row[at], descending);
  }
  return writer.take();
}

function expand(walks: Walk[], multikey: boolean[], rows: unknown[][]): void {
  const walked = walks.map(descend);
  const array = commonArray(walked);
  if (!array) {
    rows.push(walked.map((walk) => walk.value));
    return;
  }
  walked.forEach((walk, index) => {
    if (!walk.done && walk.value === array) multikey[index] = true;
  });
  const elements: unknown[] = array.length === 0 ? [emptyArray] : array;
  for (const element of elements) {
    expand(
      walked.map((walk) => (!walk.done && walk.value === array ? enter(walk, element) : walk)),
      multikey,
      rows,
    );
  }
}

/** Walks down embedded documents until the path ends, something is missing, or an array is met. */
function descend(walk: Walk): Walk {
  let { value, rest } = walk;
  if (walk.done) return walk;
  while (rest.length > 0 && isObject(value)) {
    value = getField(value, rest[0]!);
    rest = rest.slice(1);
  }
  if (Array.isArray(value)) return descendArray(value, rest);
  return rest.length > 0 ? { value: undefined, rest: [], done: true } : { value, rest, done: true };
}

/** A number in the path means that element, unless an element has a field of that name. */
function descendArray(array: unknown[], rest: readonly string[]): Walk {
  const [head] = rest;
  if (head === undefined || !/^\d+$/.test(head)) return { value: array, rest, done: false };
  if (array.some((element) => isObject(element) && Object.hasOwn(element, head))) {
    return { value: array, rest, done: false };
  }
  return descend({ value: array[Number(head)], rest: rest.slice(1), done: false });
}

function enter(walk: Walk, element: unknown): Walk {
  if (element === emptyArray) {
    return { value: walk.rest.length === 0 ? emptyArray : undefined, rest: [], done: true };
  }
  if (walk.rest.length === 0) return { value: element, rest: [], done: true };
  return isObject(element)
    ? { value: element, rest: walk.rest, done: false }
    : { value: undefined, rest: [], done: true };
}

function commonArray(walks: readonly Walk[]): unknown[] | null {
  let found: { array: unknown[]; rest: readonly string[] } | null = null;
  for (const { value, rest, done } of walks) {
    if (done || !Array.isArray(value)) continue;
    if (found && found.array !== value) {
      const name = (parts: readonly string[]) => parts.at(-1) ?? '';
      throw new StoreError(171, `cannot index parallel arrays [${name(rest)}] [${name(found.rest)}]`);
    }
    found = { array: value, rest };
  }
  return found?.array ?? null;
}
