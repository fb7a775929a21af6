import type { Collation } from '../bson/collation.js';
import { equalValues } from '../bson/order.js';
import { bsonType, isObject } from '../bson/values.js';
import { compileElementMatch, compileFilter, isOperatorDocument } from '../query/filter.js';

/** What `$pull` removes: elements equal to a value, or that fulfil a query on themselves or on their fields. */
export function pullMatching(operand: unknown, collation: Collation | null): (element: unknown) => boolean {
  if (operand instanceof RegExp || bsonType(operand) === 'BSONRegExp') {
    const { matches } = compileFilter({ element: operand });
    return (element) => !Array.isArray(element) && matches({ element });
  }
  if (!isObject(operand)) return (element) => equalValues(element, operand, collation);
  if (isOperatorDocument(operand)) {
    const matches = compileElementMatch(operand, { collation });
    return (element) => matches([element]);
  }
  const { matches } = compileFilter(operand, { collation });
  return (element) => isObject(element) && matches(element);
}
