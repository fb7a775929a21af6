import type { Options } from 'mingo/types';
import { StoreError } from '../errors.js';
import { compareValues, rankOf } from '../bson/order.js';
import type { Document } from '../bson/values.js';
import { evalExpr } from './mingo.js';
import { groupDocuments } from './group.js';

/** `$bucket`: groups by the boundary at or below a value; buckets come in order, empty ones not at all. */
export function bucketDocuments(
  documents: readonly Document[],
  spec: Document,
  options: Options,
): Document[] {
  const boundaries = spec['boundaries'] as unknown[];
  const highest = boundaries.at(-1);
  const keyOf = (document: Document): unknown => {
    const value = evalExpr(document as never, spec['groupBy'] as never, options) as unknown;
    const inside = compareValues(value, boundaries[0]) >= 0 && compareValues(value, highest) < 0;
    if (inside) return boundaries.findLast((boundary) => compareValues(boundary, value) <= 0);
    if (!('default' in spec)) {
      throw new StoreError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    }
    return spec['default'];
  };
  const output = (spec['output'] as Document | undefined) ?? { count: { $sum: 1 } };
  const groups = groupDocuments(documents, { _id: null, ...output }, options, keyOf);
  return groups.sort((a, b) => compareValues(a['_id'], b['_id']));
}

/** Checks `$bucket`'s boundaries: of one type, rising, with the default outside of them. */
export function checkBucket({ boundaries, groupBy, ...rest }: Document): void {
  if (groupBy === undefined || boundaries === undefined) {
    throw new StoreError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  if (!Array.isArray(boundaries) || boundaries.length < 2) {
    throw new StoreError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  }
  boundaries.slice(1).forEach((boundary, at) => {
    if (rankOf(boundary) !== rankOf(boundaries[at])) {
      throw new StoreError(
        40193,
        "All values in the 'boundaries' option to $bucket must have the same type.",
      );
    }
    if (compareValues(boundary, boundaries[at]) <= 0) {
      throw new StoreError(40194, "The 'boundaries' option to $bucket must be sorted in ascending order");
    }
  });
  if (!('default' in rest)) return;
  const fallback = rest['default'];
  if (compareValues(fallback, boundaries[0]) >= 0 && compareValues(fallback, boundaries.at(-1)) < 0) {
    throw new StoreError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  }
}
