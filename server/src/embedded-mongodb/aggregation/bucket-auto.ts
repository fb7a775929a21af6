import type { Options } from 'mingo/types';
import { notImplemented, StoreError } from '../errors.js';
import { compareValues } from '../bson/order.js';
import { isNumeric, isObject, toNumber, type Document } from '../bson/values.js';
import { evalExpr } from './mingo.js';
import { checkExpression } from './expression.js';
import { groupDocuments } from './group.js';

/** `$bucketAuto`: about equally many documents in each bucket; equal values are never parted. */
export function bucketAutomatically(
  documents: readonly Document[],
  spec: Document,
  options: Options,
): Document[] {
  const count = toNumber(spec['buckets']);
  const sorted = documents
    .map((document) => ({
      document,
      value: (evalExpr(document as never, spec['groupBy'] as never, options) as unknown) ?? null,
    }))
    .sort((a, b) => compareValues(a.value, b.value));
  const size = Math.max(1, Math.round(sorted.length / count));
  const output = (spec['output'] as Document | undefined) ?? { count: { $sum: 1 } };
  const results: Document[] = [];
  for (let start = 0; start < sorted.length;) {
    let end = results.length === count - 1 ? sorted.length : Math.min(start + size, sorted.length);
    while (end < sorted.length && compareValues(sorted[end]!.value, sorted[end - 1]!.value) === 0) end += 1;
    const inside = sorted.slice(start, end);
    const [group] = groupDocuments(
      inside.map(({ document }) => document),
      { _id: null, ...output },
      options,
    );
    results.push({ ...group, _id: { min: inside[0]!.value, max: (sorted[end] ?? sorted[end - 1])!.value } });
    start = end;
  }
  return results.map(({ _id, ...fields }) => ({ _id, ...fields }));
}

/** Checks what `$bucketAuto` is told. Throws MongoDB's errors; granularities are refused. */
export function checkBucketAuto(spec: unknown): void {
  if (!isObject(spec)) throw new StoreError(40240, 'The argument to $bucketAuto must be an object');
  for (const key of Object.keys(spec)) {
    if (!['groupBy', 'buckets', 'output', 'granularity'].includes(key))
      throw new StoreError(40245, `Unrecognized option to $bucketAuto: ${key}.`);
  }
  if (spec['groupBy'] === undefined || spec['buckets'] === undefined)
    throw new StoreError(40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified");
  const { buckets, output } = spec;
  if (!isNumeric(buckets) || !Number.isInteger(toNumber(buckets)))
    throw new StoreError(40241, "The $bucketAuto 'buckets' field must be a numeric value");
  if (toNumber(buckets) <= 0)
    throw new StoreError(40243, "The $bucketAuto 'buckets' field must be greater than 0");
  if (output !== undefined && !isObject(output))
    throw new StoreError(40244, "The $bucketAuto 'output' field must be an object");
  if ('granularity' in spec) throw notImplemented("$bucketAuto's 'granularity' is not served");
  checkExpression(spec['groupBy']);
}
