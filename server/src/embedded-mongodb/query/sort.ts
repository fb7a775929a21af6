import { badValue, notImplemented, StoreError } from '../errors.js';
import type { Collation } from '../bson/collation.js';
import { KeyWriter } from '../bson/key-encoding.js';
import { compareValues, Rank, rankOf } from '../bson/order.js';
import { isNumeric, isObject, toNumber, type Document } from '../bson/values.js';
import { valuesAt, visitPath } from './paths.js';

export interface SortField {
  path: string;
  parts: readonly string[];
  descending: boolean;
}

/** Checks a sort specification: `{a: 1, b: -1}`. */
export function parseSort(spec: Document): SortField[] {
  return Object.entries(spec).map(([path, order]) => {
    if (isObject(order) && '$meta' in order) throw notImplemented('$meta sorts are not served');
    if (!isNumeric(order))
      throw new StoreError(15974, `Illegal key in $sort specification: ${path}: ${String(order)}`);
    const number = toNumber(order);
    if (number !== 1 && number !== -1)
      throw new StoreError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (path === '' || path.split('.').includes(''))
      throw badValue('FieldPath field names may not be empty strings.');
    return { path, parts: path.split('.'), descending: number === -1 };
  });
}

/** What is sorted: its key, and its place before sorting, which decides between equal keys. */
export interface Keyed {
  key: SortKey;
  place: number;
}

/** Bytes whose order is the sort's; under a collation, the values themselves. */
type SortKey = Buffer | unknown[];

export interface Sorter {
  keyOf: (document: Document) => SortKey;
  compare: (a: Keyed, b: Keyed) => number;
}

/**
 * How to sort. Of an array, the least element counts when ascending and the greatest when descending; an empty array
 * sorts below null, a missing field as null. Without a collation keys are bytes, so that sorting is comparing bytes.
 */
export function compileSort(
  spec: Document | readonly SortField[],
  collation: Collation | null | undefined,
): Sorter {
  const fields = Array.isArray(spec) ? (spec as SortField[]) : parseSort(spec as Document);
  return collation ? byValues(fields, collation) : { keyOf: keyWriter(fields), compare: compareBytes };
}

/** About how many bytes of memory a key takes. */
export function keySize(key: SortKey): number {
  if (Buffer.isBuffer(key)) return key.length;
  return key.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length * 2 : 16), 0);
}

const compareBytes = (a: Keyed, b: Keyed) =>
  Buffer.compare(a.key as Buffer, b.key as Buffer) || a.place - b.place;

const writer = new KeyWriter();

function keyWriter(fields: readonly SortField[]): (document: Document) => Buffer {
  return (document) => {
    writer.clear();
    for (const field of fields) writeField(document, field);
    return writer.take();
  };
}

function writeField(document: Document, { parts, descending }: SortField): void {
  const values = valuesAt(document, parts);
  if (values.length === 0) {
    if (endsInEmptyArray(document, parts)) writer.undefined(descending);
    else writer.value(null, descending);
    return;
  }
  const start = writer.length;
  let best: Buffer | null = null;
  for (const value of values) {
    writer.truncate(start);
    writer.value(value, descending);
    if (values.length === 1) return;
    const key = writer.take().subarray(start);
    if (!best || Buffer.compare(key, best) < 0) best = key;
  }
  writer.truncate(start);
  writer.bytes(best!);
}

const endsInEmptyArray = (document: Document, parts: readonly string[]) =>
  visitPath(document, parts, (value) => Array.isArray(value) && value.length === 0);

/** Marks an empty array in a key of values. */
const emptyArray = Symbol('empty array');

function byValues(fields: readonly SortField[], collation: Collation): Sorter {
  const compare = (a: unknown, b: unknown) => {
    if (a !== emptyArray && b !== emptyArray) return compareValues(a, b, collation);
    const rank = (value: unknown) => (value === emptyArray ? Rank.undefined : rankOf(value));
    return rank(a) - rank(b);
  };
  const bestOf = (document: Document, { parts, descending }: SortField): unknown => {
    const values = valuesAt(document, parts);
    if (values.length === 0) return endsInEmptyArray(document, parts) ? emptyArray : null;
    return values.reduce((best, value) => (compare(value, best) < 0 !== descending ? value : best));
  };
  return {
    keyOf: (document) => fields.map((field) => bestOf(document, field)),
    compare: (a, b) => {
      for (const [at, { descending }] of fields.entries()) {
        const order = compare((a.key as unknown[])[at], (b.key as unknown[])[at]);
        if (order !== 0) return descending ? -order : order;
      }
      return a.place - b.place;
    },
  };
}
