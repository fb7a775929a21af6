import { ObjectId } from 'bson';
import { StoreError } from '../errors.js';
import { equalValues } from '../bson/order.js';
import { bsonType, clone, getField, isObject, type Document } from '../bson/values.js';
import { isOperatorDocument } from '../query/filter.js';
import { changeAt, valueAt } from './paths.js';

/** The document that an upsert starts from: the fields that the filter holds to one value. */
export function documentFromFilter(filter: Document): Document {
  const document: Document = {};
  collect(filter, document);
  return document;
}

function collect(filter: Document, document: Document): void {
  for (const [path, operand] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(operand)) {
      for (const branch of operand) if (isObject(branch)) collect(branch, document);
    } else if (path === '$or' && Array.isArray(operand) && operand.length === 1 && isObject(operand[0])) {
      collect(operand[0], document);
    } else if (!path.startsWith('$')) collectField(path, operand, document);
  }
}

function collectField(path: string, operand: unknown, document: Document): void {
  const value = heldValue(operand);
  if (value === undefined) return;
  const parts = path.split('.');
  const held = valueAt(document, parts);
  if (held !== undefined && !equalValues(held, value)) {
    throw new StoreError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
  }
  changeAt(document, parts, true, () => clone(value));
}

/** The one value that a condition allows, or undefined. */
function heldValue(operand: unknown): unknown {
  if (operand instanceof RegExp || bsonType(operand) === 'BSONRegExp') return undefined;
  if (!isOperatorDocument(operand)) return operand;
  if ('$eq' in operand) return operand['$eq'];
  for (const operator of ['$in', '$all']) {
    const list = operand[operator];
    if (Array.isArray(list) && list.length === 1 && !isOperatorDocument(list[0])) return list[0];
  }
  return undefined;
}

/** The same document with `_id` first: its own, or a new ObjectId. */
export function withIdFirst(document: Document): Document {
  const { _id, ...rest } = document;
  return { _id: getField(document, '_id') === undefined ? new ObjectId() : _id, ...rest };
}
