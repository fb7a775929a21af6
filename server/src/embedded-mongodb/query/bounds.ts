import { holdsText } from '../bson/collation.js';
import { encodeKey } from '../bson/key-encoding.js';
import { Rank, rankOf, regexParts } from '../bson/order.js';
import { bsonType, isNumeric, isObject, isTrue, toNumber, type Document } from '../bson/values.js';
import { isOperatorDocument } from './filter.js';

/** A place between keys: just before all keys that begin with `prefix`, or just after them. */
export interface Edge {
  prefix: Buffer;
  after: boolean;
}

export interface Interval {
  low: Edge;
  high: Edge;
}

/** What a filter says of one path, as key intervals of which one must hold. */
export interface Condition {
  path: string;
  intervals: Interval[];
  /** Each interval is one value. */
  points: boolean;
  /** Being in an interval is all that the filter asks: the document need not be looked at for it. */
  exact: boolean;
  /** No missing field fulfils it, so a sparse index has every match. */
  excludesMissing: boolean;
}

export interface Conditions {
  all: Condition[];
  /** Something in the filter is not in `all`. */
  others: boolean;
}

const before = (...bytes: number[]): Edge => ({ prefix: Buffer.from(bytes), after: false });
const after = (...bytes: number[]): Edge => ({ prefix: Buffer.from(bytes), after: true });

function point(value: unknown): Interval {
  const prefix = encodeKey(value);
  return { low: { prefix, after: false }, high: { prefix, after: true } };
}

/**
 * The conditions of a filter that an index can serve: those of its top level and of its `$and`s. Indexes hold texts in
 * the order of their bytes, so a collation's comparison of texts is none of them.
 */
export function conditionsOf(filter: Document, collated = false): Conditions {
  const conditions: Conditions = { all: [], others: false };
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$comment') continue;
    if (key === '$and' && Array.isArray(operand)) {
      for (const branch of operand) {
        const inner = conditionsOf(branch as Document, collated);
        conditions.all.push(...inner.all);
        conditions.others ||= inner.others;
      }
    } else if (key.startsWith('$')) conditions.others = true;
    else addField(conditions, key, operand, collated);
  }
  return conditions;
}

const comparisons: ReadonlySet<string> = new Set(['$eq', '$in', '$gt', '$gte', '$lt', '$lte']);

function addField(conditions: Conditions, path: string, operand: unknown, collated: boolean): void {
  const operators: [string, unknown][] = isOperatorDocument(operand)
    ? Object.entries(operand)
    : [['$eq', operand]];
  for (const [operator, value] of operators) {
    const byLanguage = collated && comparisons.has(operator) && holdsText(value);
    const condition = byLanguage ? null : conditionOf(path, operator, value, operand);
    if (condition) conditions.all.push(condition);
    else if (operator !== '$options' || !isObject(operand) || !('$regex' in operand))
      conditions.others = true;
  }
}

function conditionOf(path: string, operator: string, value: unknown, siblings: unknown): Condition | null {
  switch (operator) {
    case '$eq':
      return isRegex(value) ? patternOrItself(path, value) : equality(path, [value]);
    case '$in':
      return Array.isArray(value) ? equality(path, value) : null;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return range(path, operator, value);
    case '$regex':
      return prefixOf(path, value, isObject(siblings) ? siblings['$options'] : undefined);
    case '$exists':
      // Everything but what is missing; null is indexed as missing is, so the document decides.
      return isTrue(value)
        ? {
            path,
            intervals: [{ low: before(0), high: after(255) }],
            points: false,
            exact: false,
            excludesMissing: true,
          }
        : null;
    default:
      return null;
  }
}

const isRegex = (value: unknown) => value instanceof RegExp || bsonType(value) === 'BSONRegExp';

function equality(path: string, values: readonly unknown[]): Condition | null {
  if (values.some((value) => isRegex(value) || Array.isArray(value) || value === undefined)) return null;
  const keys = new Map(values.map((value) => [encodeKey(value).toString('latin1'), value]));
  const sorted = [...keys.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  const hasNull = sorted.includes(null);
  return {
    path,
    intervals: sorted.map(point),
    points: true,
    exact: !hasNull,
    excludesMissing: !hasNull,
  };
}

/** Types whose ranges stay within the type and whose order an index keeps. */
const ranged: readonly number[] = [
  Rank.number,
  Rank.string,
  Rank.objectId,
  Rank.date,
  Rank.boolean,
  Rank.timestamp,
];
const lowestNumber = encodeKey(NaN);

function range(path: string, operator: string, value: unknown): Condition | null {
  const rank = rankOf(value);
  if (!ranged.includes(rank) || (isNumeric(value) && Number.isNaN(toNumber(value)))) return null;
  const prefix = encodeKey(value);
  const isLow = operator.startsWith('$gt');
  const edge: Edge = { prefix, after: isLow !== operator.endsWith('e') };
  // NaN is below all numbers but less than none of them.
  const typeStart: Edge = rank === Rank.number ? { prefix: lowestNumber, after: true } : before(rank);
  return {
    path,
    intervals: [isLow ? { low: edge, high: after(rank) } : { low: typeStart, high: edge }],
    points: false,
    exact: true,
    excludesMissing: true,
  };
}

/** `{field: /^abc/}` finds texts, and the same regular expression as a value. */
function patternOrItself(path: string, value: unknown): Condition | null {
  const { pattern, options } = regexParts(value);
  const condition = prefixOf(path, pattern, options);
  return condition && { ...condition, intervals: [...condition.intervals, point(value)] };
}

/** `/^abc/` begins with a literal: a range of strings, of which the expression then decides. */
function prefixOf(path: string, value: unknown, options: unknown): Condition | null {
  if (typeof value !== 'string' || (options !== undefined && options !== '')) return null;
  const literal = /^\^([\p{L}\p{N} _:;,@#%&=<>!"'/~`-]+)(.?)/u.exec(value);
  if (!literal || value.includes('|')) return null;
  const [, text = '', next = ''] = literal;
  const characters = [...text];
  // A quantifier makes the last character optional.
  const kept = ['*', '?', '{'].includes(next) ? characters.slice(0, -1) : characters;
  if (kept.length === 0) return null;
  const encoded = encodeKey(kept.join(''));
  const prefix = encoded.subarray(0, encoded.length - 1);
  return {
    path,
    intervals: [{ low: { prefix, after: false }, high: { prefix, after: true } }],
    points: false,
    exact: false,
    excludesMissing: true,
  };
}

/** Intervals as a descending field holds them. */
export function invert({ low, high }: Interval): Interval {
  return { low: flip(high), high: flip(low) };
}

const flip = ({ prefix, after: isAfter }: Edge): Edge => ({
  prefix: Buffer.from(prefix.map((byte) => byte ^ 0xff)),
  after: !isAfter,
});

/** The higher of two lower edges, or the lower of two upper ones. */
export function narrow(a: Interval, b: Interval): Interval | null {
  const low = compareEdges(a.low, b.low) >= 0 ? a.low : b.low;
  const high = compareEdges(a.high, b.high) <= 0 ? a.high : b.high;
  return compareEdges(low, high) < 0 ? { low, high } : null;
}

/** Orders edges as places between keys. */
export function compareEdges(a: Edge, b: Edge): number {
  return Buffer.compare(edgeKey(a), edgeKey(b));
}

/** The least key at or after an edge: keys from a low edge's on, and before a high edge's, are inside. */
export function edgeKey({ prefix, after: isAfter }: Edge): Buffer {
  if (!isAfter) return prefix;
  const key = Buffer.from(prefix);
  for (let at = key.length - 1; at >= 0; at -= 1) {
    if (key[at]! < 0xff) {
      key[at]! += 1;
      return key.subarray(0, at + 1);
    }
  }
  return Buffer.from([...prefix, 0xff, 0xff]);
}
