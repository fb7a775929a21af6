import type { Decimal128, Double, Int32, Long } from 'bson';
import { deserialize, serialize } from 'bson';
import { StoreError } from '../errors.js';

/**
 * A document as the store works on it: decoded without promotion, so that int32, int64 and double stay what they are
 * (`Int32`, `Long`, `Double`); strings, booleans, dates, null, arrays and objects are JavaScript's own.
 */
export type Document = Record<string, unknown>;

/** Bytes that are no UTF-8 read as U+FFFD: a document that holds some must not be one that nobody can read. */
const anyText = { utf8: false } as const;

/** Decodes bytes without promotion. `$ref` documents come back as plain objects, not as the library's DBRef. */
export function decode(bytes: Uint8Array): Document {
  const document = deserialize(bytes, {
    promoteValues: false,
    bsonRegExp: true,
    allowObjectSmallerThanBufferSize: true,
    validation: anyText,
  });
  return mentionsReference(bytes) ? (withoutReferences(document) as Document) : document;
}

/** Decodes bytes to plain JavaScript numbers, for the aggregation language. Longs beyond 2^53 stay `Long`. */
export function decodePlain(bytes: Uint8Array): Document {
  const document = deserialize(bytes, {
    bsonRegExp: true,
    allowObjectSmallerThanBufferSize: true,
    validation: anyText,
  });
  return mentionsReference(bytes) ? (withoutReferences(document) as Document) : document;
}

export function encode(document: Document): Uint8Array {
  return serialize(document, { ignoreUndefined: true });
}

const reference = Buffer.from('$ref\0');
const mentionsReference = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(reference);

function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (bsonType(value) === 'DBRef') {
    const { collection, oid, db, fields } = value as {
      collection: string;
      oid: unknown;
      db?: string;
      fields: Document;
    };
    return {
      $ref: collection,
      $id: oid,
      ...(db === undefined ? {} : { $db: db }),
      ...(withoutReferences(fields) as Document),
    };
  }
  if (!isObject(value)) return value;
  for (const key of Object.keys(value)) setField(value, key, withoutReferences(value[key]));
  return value;
}

/**
 * The library's class name of a BSON value, or undefined for JavaScript's own values and for documents: one with a field
 * `_bsontype` is only a document.
 */
export function bsonType(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const type = (value as { _bsontype?: unknown })._bsontype;
  if (typeof type !== 'string' || Object.getPrototypeOf(value) === Object.prototype) return undefined;
  return type;
}

/** True for an embedded document: not an array, a date or another BSON value. */
export function isObject(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const type = (value as { _bsontype?: unknown })._bsontype;
  if (typeof type === 'string' && Object.getPrototypeOf(value) !== Object.prototype) return false;
  return !(value instanceof Date) && !(value instanceof RegExp) && !ArrayBuffer.isView(value);
}

/** Own field of a document, never something inherited. */
export function getField(document: Document, key: string): unknown {
  return Object.hasOwn(document, key) ? document[key] : undefined;
}

/** Sets an own field, `__proto__` too. */
export function setField(document: Document, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(document, key, { value, writable: true, enumerable: true, configurable: true });
  } else document[key] = value;
}

export function isNumeric(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  const type = bsonType(value);
  return type === 'Int32' || type === 'Double' || type === 'Long' || type === 'Decimal128';
}

/** The nearest JavaScript number of a BSON number; NaN for anything else. */
export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  switch (bsonType(value)) {
    case 'Int32':
    case 'Double':
      return (value as Int32 | Double).value;
    case 'Long':
      return (value as Long).toNumber();
    case 'Decimal128':
      return Number((value as Decimal128).toString());
    default:
      return NaN;
  }
}

/** MongoDB's truth of a flag: false, 0, null and missing are false. */
export function isTrue(value: unknown): boolean {
  if (isNumeric(value)) return toNumber(value) !== 0;
  return value !== undefined && value !== null && value !== false;
}

/** A deep copy in which documents and arrays are new; BSON values are immutable and shared. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (!isObject(value)) return value;
  const copy: Document = {};
  for (const key of Object.keys(value)) setField(copy, key, clone(value[key]));
  return copy as T;
}

/** The same value with JavaScript's own numbers and regular expressions, as the aggregation language wants it. */
export function toPlain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  switch (bsonType(value)) {
    case 'Int32':
    case 'Double':
      return (value as Int32 | Double).value;
    case 'Long': {
      const number = (value as Long).toNumber();
      return Number.isSafeInteger(number) ? number : value;
    }
    case 'BSONRegExp': {
      const { pattern, options } = value as { pattern: string; options: string };
      return plainRegex(pattern, options);
    }
    default:
  }
  if (!isObject(value)) return value;
  const copy: Document = {};
  for (const key of Object.keys(value)) setField(copy, key, toPlain(value[key]));
  return copy;
}

function plainRegex(pattern: string, options: string): RegExp {
  try {
    return new RegExp(pattern, options.replace(/[^ims]/g, ''));
  } catch {
    throw new StoreError(51091, `Regular expression is invalid: ${pattern}`);
  }
}

const typeNames: Record<string, string> = {
  Int32: 'int',
  Double: 'double',
  Long: 'long',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  Binary: 'binData',
  BSONRegExp: 'regex',
  Timestamp: 'timestamp',
  Code: 'javascript',
  BSONSymbol: 'symbol',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

/** MongoDB's alias of a value's type, as `$type` and messages name it. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'long';
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? 'int' : 'double';
    default:
  }
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  const type = bsonType(value);
  if (type === 'Code' && (value as { scope?: unknown }).scope) return 'javascriptWithScope';
  if (type !== undefined && typeNames[type] !== undefined) return typeNames[type];
  return ArrayBuffer.isView(value) ? 'binData' : 'object';
}
