import { badValue, notImplemented, StoreError } from '../errors.js';
import { KeyWriter } from '../bson/key-encoding.js';
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

const writer = new KeyWriter();

/**
 * A document's sort key as bytes, so that sorting is comparing bytes. Of an array, the least element counts when
 * ascending and the greatest when descending; an empty array sorts below null, a missing field as null.
 */
export function compileSort(spec: Document | readonly SortField[]): (document: Document) => Buffer {
  const fields = Array.isArray(spec) ? (spec as SortField[]) : parseSort(spec as Document);
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

/** By key; equal keys keep their order. */
export function compareKeyed(a: { key: Buffer; place: number }, b: { key: Buffer; place: number }): number {
  return Buffer.compare(a.key, b.key) || a.place - b.place;
}
