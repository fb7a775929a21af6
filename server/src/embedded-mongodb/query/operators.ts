import { badValue, notImplemented } from '../errors.js';
import type { Collation } from '../bson/collation.js';
import { compareValues, equalValues, rankOf, Rank, regexParts } from '../bson/order.js';
import { bsonType, isNumeric, isTrue, toNumber, typeName } from '../bson/values.js';
import { compileBits } from './bit-tests.js';

/** A test of the values at a path. A value is tested as a whole, or also by each element if it is an array. */
export interface ValueTest {
  /** Tests the value as it stands, an array as an array. */
  whole?: (value: unknown) => boolean;
  /** Tests the value and, if it is an array, each of its elements. */
  each?: (value: unknown) => boolean;
  /** True for `$ne`, `$nin`: no value at the path may match. */
  negated: boolean;
  /** `$not`: not all of these hold. */
  inner?: readonly ValueTest[];
  /** `$all`: each of these holds, each for some value. */
  allOf?: readonly ValueTest[];
}

const isRegex = (value: unknown) => value instanceof RegExp || bsonType(value) === 'BSONRegExp';

/** The test of `{field: operand}`. */
export function equalsOperand(operand: unknown, collation: Collation | null): ValueTest {
  if (isRegex(operand)) return { each: matchesRegex(operand), negated: false };
  return { each: equals(operand, collation), negated: false };
}

function equals(operand: unknown, collation: Collation | null): (value: unknown) => boolean {
  if (typeof operand === 'string' && !collation) {
    return (value) => value === operand || (typeof value === 'object' && equalValues(value, operand));
  }
  return (value) => equalValues(value, operand, collation);
}

/** Compiles one operator of a field. `siblings` holds `$options` of a `$regex`. Throws BadValue for an unknown one. */
export function compileOperator(
  operator: string,
  operand: unknown,
  siblings: Record<string, unknown>,
  collation: Collation | null,
): ValueTest {
  switch (operator) {
    case '$eq':
      return { each: equals(operand, collation), negated: false };
    case '$ne':
      if (isRegex(operand)) throw badValue("Can't have regex as arg to $ne.");
      return { each: equals(operand, collation), negated: true };
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isRegex(operand)) throw badValue(`Can't have RegEx as arg to predicate over field`);
      return { each: comparison(operator, operand, collation), negated: false };
    case '$in':
      return { each: isIn(operand, operator, collation), negated: false };
    case '$nin':
      return { each: isIn(operand, operator, collation), negated: true };
    case '$exists': {
      const wanted = isTrue(operand);
      return { whole: (value) => value !== undefined, negated: !wanted };
    }
    case '$type':
      return { each: hasType(operand), negated: false };
    case '$size':
      return { whole: hasSize(operand), negated: false };
    case '$mod':
      return { each: hasRemainder(operand), negated: false };
    case '$regex':
      return { each: compileRegexOperator(operand, siblings['$options']), negated: false };
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return { each: compileBits(operator, operand), negated: false };
    case '$geoWithin':
    case '$geoIntersects':
    case '$near':
    case '$nearSphere':
      throw notImplemented(`${operator} is not served`);
    default:
      throw badValue(`unknown operator: ${operator}`);
  }
}

/** Comparisons stay within the operand's type, except against MinKey and MaxKey; null compares with missing. */
function comparison(
  operator: string,
  operand: unknown,
  collation: Collation | null,
): (value: unknown) => boolean {
  const rank = rankOf(operand);
  const anyType = rank === Rank.minKey || rank === Rank.maxKey;
  const orEqual = operator.endsWith('e');
  const sign = operator.startsWith('$gt') ? 1 : -1;
  const isNaNOperand = rank === Rank.number && Number.isNaN(toNumber(operand));
  if (isNaNOperand) return (value) => orEqual && isNumeric(value) && Number.isNaN(toNumber(value));
  return (value) => {
    const valueRank = rankOf(value);
    if (!anyType && valueRank !== rank) return false;
    if (rank === Rank.number && Number.isNaN(toNumber(value))) return false;
    const order = compareValues(value, operand, collation) * sign;
    return order > 0 || (orEqual && order === 0);
  };
}

function isIn(operand: unknown, operator: string, collation: Collation | null): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`);
  const strings = new Set<string>();
  const ids = new Set<string>();
  const others: ((value: unknown) => boolean)[] = [];
  for (const wanted of operand as unknown[]) {
    if (typeof wanted === 'string' && !collation) strings.add(wanted);
    else if (bsonType(wanted) === 'ObjectId') ids.add(String(wanted));
    else if (isRegex(wanted)) others.push(matchesRegex(wanted));
    else if (isOperatorLike(wanted)) throw badValue(`cannot nest $ under ${operator}`);
    else others.push(equals(wanted, collation));
  }
  return (value) =>
    (typeof value === 'string' && strings.has(value)) ||
    (ids.size > 0 && bsonType(value) === 'ObjectId' && ids.has(String(value))) ||
    others.some((test) => test(value));
}

function isOperatorLike(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || bsonType(value) || Array.isArray(value)) return false;
  const [first] = Object.keys(value);
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

const typeCodes: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  [-1]: 'minKey',
  255: 'minKey',
  127: 'maxKey',
};
const aliases = new Set(Object.values(typeCodes));

function hasType(operand: unknown): (value: unknown) => boolean {
  const wanted = new Set<string>();
  const operands = Array.isArray(operand) ? (operand as unknown[]) : [operand];
  if (operands.length === 0) throw badValue('$type must match at least one type');
  for (const one of operands) {
    if (one === 'number') for (const name of ['int', 'long', 'double', 'decimal']) wanted.add(name);
    else if (typeof one === 'string' && aliases.has(one)) wanted.add(one);
    else if (isNumeric(one) && typeCodes[toNumber(one)]) wanted.add(typeCodes[toNumber(one)]!);
    else if (typeof one === 'string') throw badValue(`Unknown type name alias: ${one}`);
    else
      throw badValue(
        isNumeric(one)
          ? `Invalid numerical type code: ${toNumber(one)}`
          : 'type must be represented as a number or a string',
      );
  }
  return (value) => value !== undefined && wanted.has(typeName(value));
}

function hasSize(operand: unknown): (value: unknown) => boolean {
  if (!isNumeric(operand))
    throw badValue(`Failed to parse $size. Expected a number in: $size: ${String(operand)}`);
  const size = toNumber(operand);
  if (!Number.isInteger(size)) throw badValue(`Failed to parse $size. Expected an integer: $size: ${size}`);
  if (size < 0) throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
  return (value) => Array.isArray(value) && value.length === size;
}

function hasRemainder(operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length < 2) throw badValue('malformed mod, not enough elements');
  if (operand.length > 2) throw badValue('malformed mod, too many elements');
  if (!isNumeric(operand[0])) throw badValue('malformed mod, divisor not a number');
  if (!isNumeric(operand[1])) throw badValue('malformed mod, remainder not a number');
  const divisor = Math.trunc(toNumber(operand[0]));
  const remainder = Math.trunc(toNumber(operand[1]));
  if (divisor === 0) throw badValue('divisor cannot be 0');
  return (value) => {
    if (!isNumeric(value)) return false;
    const number = Math.trunc(toNumber(value));
    return Number.isFinite(number) && number % divisor === remainder;
  };
}

function compileRegexOperator(operand: unknown, options: unknown): (value: unknown) => boolean {
  if (typeof operand !== 'string' && !isRegex(operand)) throw badValue('$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const parts = typeof operand === 'string' ? { pattern: operand, options: '' } : regexParts(operand);
  return regexTest(parts.pattern, (options as string | undefined) ?? parts.options);
}

/** `{field: /x/}` matches strings, and the same regular expression as a value. */
function matchesRegex(operand: unknown): (value: unknown) => boolean {
  const { pattern, options } = regexParts(operand);
  const test = regexTest(pattern, options);
  return (value) => test(value) || (isRegex(value) && equalValues(value, operand));
}

function regexTest(pattern: string, options: string): (value: unknown) => boolean {
  const regex = compileRegex(pattern, options);
  return (value) =>
    (typeof value === 'string' || bsonType(value) === 'BSONSymbol') && regex.test(String(value));
}

/** A PCRE pattern as JavaScript's, with the differences that can be bridged. Throws BadValue for the rest. */
export function compileRegex(pattern: string, options: string): RegExp {
  let source = pattern;
  let flags = [...new Set(options)].join('');
  if (/[^imsxu]/.test(flags)) throw badValue(`invalid flag in regex options: ${options}`);
  const leading = /^\(\?([ims]+)\)/.exec(source);
  if (leading) {
    source = source.slice(leading[0].length);
    flags = [...new Set(flags + leading[1]!)].join('');
  }
  if (flags.includes('x'))
    source = source.replace(/\\#|\\\s|#.*$|\s+/gm, (text) => (text[0] === '\\' ? text : ''));
  flags = flags.replace(/[xu]/g, '');
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    // PCRE takes escapes that JavaScript's unicode mode does not.
  }
  try {
    return new RegExp(source, flags);
  } catch {
    throw badValue(`Regular expression is invalid: ${pattern}`);
  }
}
