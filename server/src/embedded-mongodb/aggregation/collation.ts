import type { Options } from 'mingo/types';
import type { Collation } from '../bson/collation.js';
import { bsonType, isObject } from '../bson/values.js';
import { notImplemented } from '../errors.js';

/**
 * The collation that stages and expressions compare texts by. mingo has its own kind of collation, which nothing that is
 * served looks at; ours travels in its place.
 */
export const collationIn = (options: Options): Collation | null =>
  (options.collation as unknown as Collation | undefined) ?? null;

/** Operators that compare texts inside mingo, by bytes: refused under a collation rather than answered wrongly. */
const comparesByBytes: ReadonlySet<string> = new Set([
  '$max',
  '$min',
  '$maxN',
  '$minN',
  '$top',
  '$topN',
  '$bottom',
  '$bottomN',
  '$sortArray',
  '$indexOfArray',
  '$setUnion',
  '$setIntersection',
  '$setDifference',
  '$setEquals',
  '$setIsSubset',
  '$bucket',
  '$bucketAuto',
  '$graphLookup',
  '$setWindowFields',
]);
/** As accumulators of `$group` these are the store's own, and know collations. */
const ownAccumulators: ReadonlySet<string> = new Set(['$max', '$min']);

/** Refuses, under a collation, stages and expressions that would ignore it. */
export function checkCollated(value: unknown): void {
  if (Array.isArray(value)) value.forEach(checkCollated);
  if (!isObject(value) || bsonType(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (comparesByBytes.has(key)) throw notImplemented(`${key} under a collation is not served`);
    if (key === '$group' && isObject(inner)) checkGroup(inner);
    else checkCollated(inner);
  }
}

function checkGroup(spec: Record<string, unknown>): void {
  for (const [field, accumulator] of Object.entries(spec)) {
    const [operator, operand] = isObject(accumulator) ? (Object.entries(accumulator)[0] ?? []) : [];
    const isOwn = field !== '_id' && operator !== undefined && ownAccumulators.has(operator);
    checkCollated(isOwn ? operand : accumulator);
  }
}
