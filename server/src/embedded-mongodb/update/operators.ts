import { Int32, Long, Timestamp } from 'bson';
import { badValue, failedToParse, StoreError, typeMismatch } from '../errors.js';
import { calculate } from '../bson/arithmetic.js';
import type { Collation } from '../bson/collation.js';
import { compareValues, equalValues } from '../bson/order.js';
import { bsonType, clone, isNumeric, isObject, isTrue, toNumber, typeName } from '../bson/values.js';
import { removed } from './paths.js';
import { pushElements } from './push.js';
import { pullMatching } from './pull.js';

/** Where a change happens, for messages. */
export interface Place {
  path: string;
  /** The document's `_id`, as MongoDB's messages show it. */
  shownId: string;
  now: Date;
}

/** One operator on one path, with its operand checked. */
export interface Change {
  /** Whether the way to the field is made if it is not there. */
  creates: boolean;
  /** The new value; `removed`; or undefined to leave everything as it is. */
  apply: (value: unknown, place: Place) => unknown;
}

const notNumeric = (operator: string, { path, shownId }: Place, value: unknown) =>
  typeMismatch(
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${shownId}} has the field '${path.split('.').at(-1)}' of non-numeric type ${typeName(value)}`,
  );

const notArray = (operator: string, { path, shownId }: Place, value: unknown) =>
  badValue(
    operator === '$push'
      ? `The field '${path}' must be an array but is of type ${typeName(value)} in document {_id: ${shownId}}`
      : `Cannot apply ${operator} to a non-array value`,
  );

type MakeChange = (operand: unknown, path: string, collation: Collation | null) => Change;

/** MongoDB's update operators on one field, apart from `$rename` and `$setOnInsert`. */
export const changes: Readonly<Record<string, MakeChange>> = {
  $set: (operand) => ({ creates: true, apply: () => clone(operand) }),
  $unset: () => ({ creates: false, apply: (value) => (value === undefined ? undefined : removed) }),
  $inc: (operand, path) => {
    if (!isNumeric(operand))
      throw typeMismatch(`Cannot increment with non-numeric argument: {${path}: ${show(operand)}}`);
    return {
      creates: true,
      apply: (value, place) => {
        if (value === undefined) return operand;
        if (!isNumeric(value)) throw notNumeric('$inc', place, value);
        return calculate('add', value, operand);
      },
    };
  },
  $mul: (operand, path) => {
    if (!isNumeric(operand))
      throw typeMismatch(`Cannot multiply with non-numeric argument: {${path}: ${show(operand)}}`);
    return {
      creates: true,
      apply: (value, place) => {
        if (value === undefined) return calculate('multiply', new Int32(0), operand);
        if (!isNumeric(value)) throw notNumeric('$mul', place, value);
        return calculate('multiply', value, operand);
      },
    };
  },
  $min: (operand, _path, collation) => ({
    creates: true,
    apply: (value) =>
      value === undefined || compareValues(operand, value, collation) < 0 ? clone(operand) : undefined,
  }),
  $max: (operand, _path, collation) => ({
    creates: true,
    apply: (value) =>
      value === undefined || compareValues(operand, value, collation) > 0 ? clone(operand) : undefined,
  }),
  $currentDate: (operand) => {
    const kind = isObject(operand) ? operand['$type'] : isTrue(operand) || operand === false ? 'date' : null;
    if (kind !== 'date' && kind !== 'timestamp') {
      throw badValue(
        isObject(operand)
          ? "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}"
          : `${typeName(operand)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).`,
      );
    }
    return {
      creates: true,
      apply: (_value, { now }) =>
        kind === 'date' ? now : new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }),
    };
  },
  $push: (operand, _path, collation) => {
    const push = pushElements(operand, collation);
    return {
      creates: true,
      apply: (value, place) => {
        if (value !== undefined && !Array.isArray(value)) throw notArray('$push', place, value);
        return push((value as unknown[] | undefined) ?? []);
      },
    };
  },
  $addToSet: (operand, _path, collation) => {
    const each = isObject(operand) && '$each' in operand ? operand['$each'] : [operand];
    if (!Array.isArray(each)) {
      throw typeMismatch(
        `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
      );
    }
    return {
      creates: true,
      apply: (value, place) => {
        if (value !== undefined && !Array.isArray(value)) throw notArray('$addToSet', place, value);
        const set = [...((value as unknown[] | undefined) ?? [])];
        for (const element of each as unknown[]) {
          if (!set.some((held) => equalValues(held, element, collation))) set.push(clone(element));
        }
        return set;
      },
    };
  },
  $pop: (operand) => {
    const end = toNumber(operand);
    if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${show(operand)}`);
    return {
      creates: false,
      apply: (value, { path }) => {
        if (value === undefined) return undefined;
        if (!Array.isArray(value))
          throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeName(value)}'`);
        return end === 1 ? value.slice(0, -1) : value.slice(1);
      },
    };
  },
  $pull: (operand, _path, collation) => {
    const matches = pullMatching(operand, collation);
    return { creates: false, apply: (value, place) => without(value, matches, '$pull', place) };
  },
  $pullAll: (operand, _path, collation) => {
    if (!Array.isArray(operand))
      throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
    const matches = (element: unknown) => operand.some((one) => equalValues(one, element, collation));
    return { creates: false, apply: (value, place) => without(value, matches, '$pullAll', place) };
  },
  $bit: (operand, path) => {
    const operations = isObject(operand) ? Object.entries(operand) : [];
    if (operations.length === 0)
      throw badValue(
        `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
      );
    return {
      creates: true,
      apply: (value, place) => operations.reduce((bits, one) => bitwise(bits, one, path, place), value),
    };
  },
};

function without(
  value: unknown,
  matches: (element: unknown) => boolean,
  operator: string,
  place: Place,
): unknown {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw notArray(operator, place, value);
  return (value as unknown[]).filter((element) => !matches(element));
}

function bitwise(
  value: unknown,
  [operation, operand]: [string, unknown],
  path: string,
  place: Place,
): unknown {
  const isInteger = (one: unknown) => ['Int32', 'Long'].includes(bsonType(one) ?? '');
  if (!['and', 'or', 'xor'].includes(operation)) {
    throw badValue(
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}' which is an unknown operator: {${operation}: ${show(operand)}}`,
    );
  }
  if (!isInteger(operand))
    throw badValue(
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(operand)}' is not supported here: {${operation}: ${show(operand)}}`,
    );
  const current = value ?? new Int32(0);
  if (!isInteger(current)) {
    throw badValue(
      `Cannot apply $bit to a value of non-integral type. {_id: ${place.shownId}} has the field '${path}' of non-integer type ${typeName(value)}`,
    );
  }
  const [a, b] = [BigInt(String(current)), BigInt(String(operand))];
  const result = operation === 'and' ? a & b : operation === 'or' ? a | b : a ^ b;
  const isInt = bsonType(current) === 'Int32' && bsonType(operand) === 'Int32';
  return isInt ? new Int32(Number(result)) : Long.fromBigInt(result);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

/** The error for a name that is no update operator. */
export const unknownModifier = (operator: string) =>
  new StoreError(
    9,
    `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );
