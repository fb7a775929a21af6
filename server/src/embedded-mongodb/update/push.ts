import { badValue } from '../errors.js';
import type { Collation } from '../bson/collation.js';
import { compareValues } from '../bson/order.js';
import { clone, isNumeric, isObject, toNumber, typeName, type Document } from '../bson/values.js';
import { compileSort } from '../query/sort.js';

const modifiers = new Set(['$each', '$position', '$slice', '$sort']);

/** `$push`: an element, or `$each` with `$position`, `$sort` and `$slice`, applied in that order. */
export function pushElements(
  operand: unknown,
  collation: Collation | null,
): (array: readonly unknown[]) => unknown[] {
  if (!isObject(operand) || !('$each' in operand)) return (array) => [...array, clone(operand)];
  const each = operand['$each'];
  if (!Array.isArray(each))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  for (const key of Object.keys(operand)) {
    if (!modifiers.has(key)) throw badValue(`Unrecognized clause in $push: ${key}`);
  }
  const position = integerOf(operand, '$position');
  const slice = integerOf(operand, '$slice');
  const sort = '$sort' in operand ? sorter(operand['$sort'], collation) : null;
  return (array) => {
    const at =
      position === null ? array.length : position < 0 ? Math.max(0, array.length + position) : position;
    let result = [...array.slice(0, at), ...(clone(each) as unknown[]), ...array.slice(at)];
    if (sort) result = sort(result);
    if (slice !== null) result = slice < 0 ? result.slice(slice) : result.slice(0, slice);
    return result;
  };
}

function integerOf(operand: Document, key: string): number | null {
  if (!(key in operand)) return null;
  const value = operand[key];
  if (!isNumeric(value) || !Number.isInteger(toNumber(value))) {
    throw badValue(`The value for ${key} must be an integer value but was given type: ${typeName(value)}`);
  }
  return toNumber(value);
}

function sorter(spec: unknown, collation: Collation | null): (array: unknown[]) => unknown[] {
  if (isNumeric(spec)) {
    const sign = toNumber(spec);
    if (sign !== 1 && sign !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (array) => array.sort((a, b) => sign * compareValues(a, b, collation));
  }
  if (!isObject(spec) || Object.keys(spec).length === 0) {
    throw badValue(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  const { keyOf, compare } = compileSort(spec, collation);
  return (array) =>
    array
      .map((element, place) => ({ key: keyOf(isObject(element) ? element : {}), place, element }))
      .sort(compare)
      .map(({ element }) => element);
}
