import type { Options } from 'mingo/types';
import { isObject, type Document } from '../bson/values.js';
import { failedToParse } from '../errors.js';
import { checkWindowFields, setWindowFields } from './window-fields.js';

interface Filling {
  /** `$setWindowFields`, for the methods that look at other documents. */
  windows: Document | null;
  /** What stands in for a missing value. */
  values: [string, unknown][];
}

function read(spec: Document): Filling {
  const methods: Record<string, string> = { locf: '$locf', linear: '$linearFill' };
  const output: Document = {};
  const values: [string, unknown][] = [];
  for (const [path, field] of Object.entries(spec['output'] as Document)) {
    if (!isObject(field)) throw failedToParse(`The field '${path}' must be an object`);
    const method = methods[String(field['method'])];
    if ('value' in field) values.push([path, field['value']]);
    else if (method) output[path] = { [method]: `$${path}` };
    else throw failedToParse("Method must be either 'locf' or 'linear'");
  }
  if (Object.keys(output).length === 0) return { windows: null, values };
  const { partitionByFields, partitionBy, sortBy } = spec;
  const fields = Array.isArray(partitionByFields) ? (partitionByFields as string[]) : null;
  const by = fields ? Object.fromEntries(fields.map((name) => [name, `$${name}`])) : partitionBy;
  const windows: Document = { output };
  if (by !== undefined) windows['partitionBy'] = by;
  if (sortBy !== undefined) windows['sortBy'] = sortBy;
  return { windows, values };
}

/** Checks `$fill`; gives the expressions within, which are checked elsewhere. Throws FailedToParse. */
export function checkFill(spec: unknown): unknown[] {
  if (!isObject(spec) || !isObject(spec['output']))
    throw failedToParse("the $fill stage needs an object with 'output'");
  if (spec['partitionBy'] !== undefined && spec['partitionByFields'] !== undefined)
    throw failedToParse("Maximum one of 'partitionBy' and 'partitionByFields can be specified in '$fill'");
  const { windows, values } = read(spec);
  if (windows && spec['sortBy'] === undefined) throw failedToParse("$fill with a method needs 'sortBy'");
  return [...(windows ? checkWindowFields(windows) : []), ...values.map(([, value]) => value)];
}

/** `$fill`, but for its constant values: those are `$addFields` (`filledValues`). */
export function fillByMethods(
  documents: Iterable<Document>,
  spec: Document,
  options: Options,
): Iterable<Document> {
  const { windows } = read(spec);
  return windows ? setWindowFields(documents, windows, options) : documents;
}

/** The `$addFields` of the constant values. */
export const filledValues = (spec: Document): Document =>
  Object.fromEntries(read(spec).values.map(([path, value]) => [path, { $ifNull: [`$${path}`, value] }]));
