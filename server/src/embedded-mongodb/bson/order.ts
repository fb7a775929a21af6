import type { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson';
import type { Collation } from './collation.js';
import { compareExact, exactDouble, parseDecimal, type ExactDecimal } from './decimal.js';
import { bsonType, isObject, toNumber, type Document } from './values.js';

/** MongoDB's order of types; numbers are one type, strings and symbols another. */
export const Rank = {
  minKey: 1,
  undefined: 2,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  code: 60,
  codeWithScope: 65,
  maxKey: 127,
} as const;

const ranks: Record<string, number> = {
  Int32: Rank.number,
  Double: Rank.number,
  Long: Rank.number,
  Decimal128: Rank.number,
  ObjectId: Rank.objectId,
  Binary: Rank.binary,
  BSONRegExp: Rank.regex,
  Timestamp: Rank.timestamp,
  BSONSymbol: Rank.string,
  MinKey: Rank.minKey,
  MaxKey: Rank.maxKey,
};

/** The rank of a value's type. A missing field ranks as null, as it does in sorts and indexes. */
export function rankOf(value: unknown): number {
  if (value === undefined || value === null) return Rank.null;
  switch (typeof value) {
    case 'string':
      return Rank.string;
    case 'number':
    case 'bigint':
      return Rank.number;
    case 'boolean':
      return Rank.boolean;
    default:
  }
  if (Array.isArray(value)) return Rank.array;
  const type = bsonType(value);
  if (type !== undefined && !isObject(value)) {
    if (type === 'Code') return (value as Code).scope ? Rank.codeWithScope : Rank.code;
    return ranks[type] ?? Rank.object;
  }
  if (value instanceof Date) return Rank.date;
  if (value instanceof RegExp) return Rank.regex;
  return ArrayBuffer.isView(value) ? Rank.binary : Rank.object;
}

/** Compares any two BSON values in MongoDB's order, texts by `collation` if there is one: negative, 0 or positive. */
export function compareValues(a: unknown, b: unknown, collation: Collation | null = null): number {
  if (a === b && typeof a !== 'number') return 0;
  const rank = rankOf(a);
  const difference = rank - rankOf(b);
  return difference !== 0 ? difference : compareOfRank(rank, a, b, collation);
}

function compareOfRank(rank: number, a: unknown, b: unknown, collation: Collation | null): number {
  switch (rank) {
    case Rank.number:
      return compareNumbers(a, b);
    case Rank.string:
      return collation ? collation.compare(String(a), String(b)) : compareStrings(String(a), String(b));
    case Rank.object:
      return compareObjects(a as Document, b as Document, collation);
    case Rank.array:
      return compareArrays(a as unknown[], b as unknown[], collation);
    case Rank.binary:
      return compareBinary(binaryParts(a), binaryParts(b));
    case Rank.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case Rank.boolean:
    case Rank.date:
      return Number(a) - Number(b);
    case Rank.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    case Rank.regex: {
      const [left, right] = [regexParts(a), regexParts(b)];
      return compareStrings(left.pattern, right.pattern) || compareStrings(left.options, right.options);
    }
    case Rank.code:
    case Rank.codeWithScope:
      return (
        compareStrings((a as Code).code, (b as Code).code) ||
        compareObjects((a as Code).scope ?? {}, (b as Code).scope ?? {}, collation)
      );
    default:
      return 0;
  }
}

export const equalValues = (a: unknown, b: unknown, collation: Collation | null = null) =>
  compareValues(a, b, collation) === 0;

/** By UTF-8 bytes, which is by code point; UTF-16 order differs where surrogates meet U+E000 and above. */
function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    if (left >= 0xd800 && right >= 0xd800) return surrogatesLast(left) - surrogatesLast(right);
    return left - right;
  }
  return a.length - b.length;
}

const surrogatesLast = (unit: number) => (unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

function compareObjects(a: Document, b: Document, collation: Collation | null): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  for (let index = 0; index < left.length && index < right.length; index += 1) {
    const [key, other] = [left[index]!, right[index]!];
    const order =
      rankOf(a[key]) - rankOf(b[other]) ||
      compareStrings(key, other) ||
      compareValues(a[key], b[other], collation);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareArrays(a: unknown[], b: unknown[], collation: Collation | null): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const order = compareValues(a[index], b[index], collation);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** A binary's bytes and subtype; plain buffers have subtype 0. */
export function binaryParts(value: unknown): { bytes: Uint8Array; subtype: number } {
  if (ArrayBuffer.isView(value)) return { bytes: value as Uint8Array, subtype: 0 };
  const binary = value as Binary;
  return { bytes: binary.buffer.subarray(0, binary.position), subtype: binary.sub_type };
}

function compareBinary(
  a: { bytes: Uint8Array; subtype: number },
  b: { bytes: Uint8Array; subtype: number },
): number {
  return a.bytes.length - b.bytes.length || a.subtype - b.subtype || Buffer.compare(a.bytes, b.bytes);
}

/** Pattern and flags of either class of regular expression. */
export function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags.replace(/[^imsx]/g, '') };
  const { pattern, options } = value as BSONRegExp;
  return { pattern, options };
}

/** The exact value of a finite BSON number. */
export function exactNumber(value: unknown): ExactDecimal {
  if (typeof value === 'number') return exactDouble(value);
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  const type = bsonType(value);
  if (type === 'Int32' || type === 'Double') return exactDouble((value as Int32 | Double).value);
  return parseDecimal((value as Long | Decimal128).toString());
}

function isExactAsDouble(value: unknown): boolean {
  if (typeof value === 'number') return true;
  const type = bsonType(value);
  return type === 'Int32' || type === 'Double';
}

function compareNumbers(a: unknown, b: unknown): number {
  const left = toNumber(a);
  const right = toNumber(b);
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(right)) - Number(Number.isNaN(left));
  if (left !== right) return left < right ? -1 : 1;
  if (isExactAsDouble(a) && isExactAsDouble(b)) return 0;
  const leftText = String(a);
  const rightText = String(b);
  if (leftText.endsWith('Infinity') || rightText.endsWith('Infinity')) {
    return infinity(leftText) - infinity(rightText);
  }
  return compareExact(exactNumber(a), exactNumber(b));
}

/** ±1 for an infinity; 0 for a decimal so large that its nearest double is one. */
function infinity(text: string): number {
  if (!text.endsWith('Infinity')) return 0;
  return text.startsWith('-') ? -1 : 1;
}
