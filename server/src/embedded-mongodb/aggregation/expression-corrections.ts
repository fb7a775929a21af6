import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import type { Long } from 'bson';
import { ObjectId } from 'bson';
import { StoreError } from '../errors.js';
import { binaryParts, compareValues, rankOf, Rank } from '../bson/order.js';
import { bsonType, isTrue, typeName } from '../bson/values.js';

type Expression = (document: unknown, operand: unknown, options: Options) => unknown;

/** Missing sorts before null in expressions, unlike in queries and sorts. */
export function compareInExpression(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compareValues(a, b);
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
    return accept(compareInExpression(a, b));
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
    return Math.sign(compareInExpression(a, b));
  },
  $in: (document, operand, options) => {
    const [wanted, list] = pair('$in', document, operand, options);
    if (!Array.isArray(list)) {
      throw new StoreError(40081, `$in requires an array as a second argument, found: ${typeName(list)}`);
    }
    return list.some((element) => compareInExpression(element, wanted) === 0);
  },
  $and: (document, operand, options) =>
    operands(operand).every((one) => isTrue(evalExpr(document as never, one as never, options))),
  $or: (document, operand, options) =>
    operands(operand).some((one) => isTrue(evalExpr(document as never, one as never, options))),
  $not: (document, operand, options) =>
    !isTrue(evalExpr(document as never, operands(operand)[0] as never, options)),
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
  $type: (document, operand, options) =>
    typeName(evalExpr(document as never, single(operand) as never, options)),
  $toString: (document, operand, options) => {
    const value = evalExpr(document as never, single(operand) as never, options) as unknown;
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

const operands = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand]);
const single = (operand: unknown): unknown =>
  Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
const at = (operand: unknown, key: string): unknown => (operand as Record<string, unknown>)[key];

/** Expressions of MongoDB's that mingo has not. */
export const missingExpressions: Record<string, Expression> = {
  $toObjectId: (document, operand, options) => {
    const value = evalExpr(document as never, single(operand) as never, options) as unknown;
    if (value === undefined || value === null) return null;
    if (bsonType(value) === 'ObjectId') return value;
    if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
    throw new StoreError(
      241,
      `Failed to parse objectId '${String(value)}' in $convert with no onError value`,
    );
  },
  $binarySize: (document, operand, options) => {
    const value = evalExpr(document as never, single(operand) as never, options) as unknown;
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return Buffer.byteLength(value);
    if (rankOf(value) === Rank.binary) return binaryParts(value).bytes.length;
    throw new StoreError(
      51276,
      `$binarySize requires a string or BinData argument, found: ${typeName(value)}`,
    );
  },
  $tsSecond: (document, operand, options) => {
    const value = evalExpr(document as never, single(operand) as never, options) as unknown;
    return bsonType(value) === 'Timestamp' ? (value as Long).getHighBitsUnsigned() : null;
  },
};
