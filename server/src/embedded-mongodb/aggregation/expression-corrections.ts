import type { Options } from 'mingo/types';
import type { Long } from 'bson';
import { ObjectId } from 'bson';
import type { Collation } from '../bson/collation.js';
import { StoreError } from '../errors.js';
import { binaryParts, compareValues, rankOf, Rank } from '../bson/order.js';
import { bsonType, isTrue, typeName, type Document } from '../bson/values.js';
import { evalExpr, expressions } from './mingo.js';
import { collationIn } from './collation.js';

type Expression = (document: unknown, operand: unknown, options: Options) => unknown;

/** Missing sorts before null in expressions, unlike in queries and sorts. */
export function compareInExpression(a: unknown, b: unknown, collation: Collation | null = null): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compareValues(a, b, collation);
}

function pair(name: string, document: unknown, operand: unknown, options: Options): [unknown, unknown] {
  if (!Array.isArray(operand) || operand.length !== 2) {
    throw new StoreError(
      16020,
      `Expression ${name} takes exactly 2 arguments. ${Array.isArray(operand) ? operand.length : 1} were passed in.`,
    );
  }
  return [evalExpr(document as never, operand[0], options), evalExpr(document as never, operand[1], options)];
}

const comparison =
  (name: string, accept: (order: number) => boolean): Expression =>
  (document, operand, options) => {
    const [a, b] = pair(name, document, operand, options);
    return accept(compareInExpression(a, b, collationIn(options)));
  };

/** mingo compares by JavaScript's classes, or by text: here all BSON types compare in MongoDB's order. */
export const expressionCorrections: Record<string, Expression> = {
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cmp: (document, operand, options) => {
    const [a, b] = pair('$cmp', document, operand, options);
    return Math.sign(compareInExpression(a, b, collationIn(options)));
  },
  $in: (document, operand, options) => {
    const [wanted, list] = pair('$in', document, operand, options);
    if (!Array.isArray(list)) {
      throw new StoreError(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
    }
    return list.some((element) => compareInExpression(element, wanted, collationIn(options)) === 0);
  },
  $and: (document, operand, options) =>
    operands(operand).every((one) => isTrue(evaluate(document, one, options))),
  $or: (document, operand, options) =>
    operands(operand).some((one) => isTrue(evaluate(document, one, options))),
  $not: (document, operand, options) => !isTrue(evaluate(document, operands(operand)[0], options)),
  $cond: (document, operand, options) => {
    const [condition, then, otherwise] = Array.isArray(operand)
      ? (operand as unknown[])
      : [at(operand, 'if'), at(operand, 'then'), at(operand, 'else')];
    return evalExpr(
      document as never,
      (isTrue(evalExpr(document as never, condition as never, options)) ? then : otherwise) as never,
      options,
    );
  },
  $type: (document, operand, options) => typeName(evaluate(document, single(operand), options)),
  $switch: (document, operand, options) => {
    const { branches, default: fallback } = operand as { branches: Document[]; default?: unknown };
    for (const branch of branches) {
      if (isTrue(evaluate(document, branch['case'], options)))
        return evaluate(document, branch['then'], options);
    }
    if ('default' in (operand as object)) return evaluate(document, fallback, options);
    throw new StoreError(
      40066,
      '$switch could not find a matching branch for an input, and no default was specified.',
    );
  },
  $size: (document, operand, options) => {
    const value = evaluate(document, single(operand), options);
    if (!Array.isArray(value)) {
      throw new StoreError(
        17124,
        `The argument to $size must be an array, but was of type: ${typeName(value)}`,
      );
    }
    return value.length;
  },
  $toUpper: (document, operand, options) =>
    textOf(evaluate(document, single(operand), options)).toUpperCase(),
  $toLower: (document, operand, options) =>
    textOf(evaluate(document, single(operand), options)).toLowerCase(),
  $setUnion: (document, operand, options) => inOrder(setUnion(document, operand, options)),
  $setIntersection: (document, operand, options) => inOrder(setIntersection(document, operand, options)),
  $toString: (document, operand, options) => {
    const value = evaluate(document, single(operand), options);
    if (value === undefined || value === null) return null;
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'object' && !['ObjectId', 'Long', 'Decimal128'].includes(bsonType(value) ?? '')) {
      throw new StoreError(
        241,
        `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`,
      );
    }
    return String(value);
  },
};

const setUnion: Expression = (...given) => (expressions().$setUnion as unknown as Expression)(...given);
const setIntersection: Expression = (...given) =>
  (expressions().$setIntersection as unknown as Expression)(...given);

/** Sets have no order; MongoDB answers with them sorted. */
const inOrder = (set: unknown) =>
  Array.isArray(set) ? [...(set as unknown[])].sort((a, b) => compareInExpression(a, b)) : set;

const evaluate = (document: unknown, expression: unknown, options: Options): unknown =>
  evalExpr(document as never, expression as never, options) as unknown;

/** Text for a change of case: null and missing are empty. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw new StoreError(16007, `can't convert from BSON type ${typeName(value)} to String`);
}

const operands = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand]);
const single = (operand: unknown): unknown =>
  Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
const at = (operand: unknown, key: string): unknown => (operand as Record<string, unknown>)[key];

/** Expressions of MongoDB's that mingo has not. */
export const missingExpressions: Record<string, Expression> = {
  $indexOfCP: (document, operand, options) => {
    const [text, wanted, start = 0, end] = operands(operand).map((one) => evaluate(document, one, options));
    if (text === undefined || text === null) return null;
    if (typeof text !== 'string' || typeof wanted !== 'string') {
      throw new StoreError(
        40093,
        `$indexOfCP requires strings, found: ${typeName(text)} and ${typeName(wanted)}`,
      );
    }
    const characters = [...text].slice(0, end === undefined ? undefined : Number(end));
    const at = characters.slice(Number(start)).join('').indexOf(wanted);
    return at < 0 ? -1 : Number(start) + [...characters.slice(Number(start)).join('').slice(0, at)].length;
  },
  $toObjectId: (document, operand, options) => {
    const value = evaluate(document, single(operand), options);
    if (value === undefined || value === null) return null;
    if (bsonType(value) === 'ObjectId') return value;
    if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
    throw new StoreError(
      241,
      `Failed to parse objectId '${String(value)}' in $convert with no onError value`,
    );
  },
  $binarySize: (document, operand, options) => {
    const value = evaluate(document, single(operand), options);
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return Buffer.byteLength(value);
    if (rankOf(value) === Rank.binary) return binaryParts(value).bytes.length;
    throw new StoreError(
      51276,
      `$binarySize requires a string or BinData argument, found: ${typeName(value)}`,
    );
  },
  $tsSecond: (document, operand, options) => {
    const value = evaluate(document, single(operand), options);
    return bsonType(value) === 'Timestamp' ? (value as Long).getHighBitsUnsigned() : null;
  },
};
