import { getField, isObject, type Document } from '../bson/values.js';
import { withComputed } from '../query/projection.js';

/**
 * `$unwind`: a document for each element of an array. What is no array counts as its only element; missing, null and
 * empty arrays give a document only with `preserveNullAndEmptyArrays`.
 */
export function unwindDocument(spec: unknown): (document: Document) => Document[] {
  const options = isObject(spec) ? spec : { path: spec };
  const parts = String(options['path']).slice(1).split('.');
  const preserve = options['preserveNullAndEmptyArrays'] === true;
  const indexField = options['includeArrayIndex'];
  const indexParts = typeof indexField === 'string' ? indexField.split('.') : null;
  const withIndex = (document: Document, index: number | null) =>
    indexParts ? withComputed(document, indexParts, index) : document;
  return (document) => {
    const value = parts.reduce<unknown>(
      (held, part) => (isObject(held) ? getField(held, part) : undefined),
      document,
    );
    if (Array.isArray(value) && value.length > 0) {
      return value.map((element, at) => withIndex(withComputed(document, parts, element), at));
    }
    if (!Array.isArray(value) && value !== undefined && value !== null) return [withIndex(document, null)];
    if (!preserve) return [];
    return [withIndex(Array.isArray(value) ? without(document, parts) : document, null)];
  };
}

function without(document: Document, [key = '', ...rest]: readonly string[]): Document {
  const { [key]: value, ...others } = document;
  if (rest.length === 0) return others;
  return isObject(value) ? { ...document, [key]: without(value, rest) } : document;
}
