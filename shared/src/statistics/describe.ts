import { quantileSorted } from 'simple-statistics';
import { tCritical } from './distributions/student-t.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';
import { allFinite, sampleMoments, type Values } from './sample.js';

export interface Description {
  readonly n: number;
  readonly mean: number;
  /** With n − 1; null for a single value. */
  readonly standardDeviation: number | null;
  /** Quartiles of type 7: linear between the ordered values. */
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  /** Student's t interval of the mean: no width where all values are the same; null for a single value. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
}

/**
 * Size, mean, standard deviation, quartiles and the mean's interval of a simple random sample.
 *
 * @param values any order, in the scale's unit; leave missing values out
 * @param level confidence, between 0 and 1
 * @returns `noData`; `invalidValue` where a value is not finite
 * @see Hyndman & Fan (1996), "Sample quantiles in statistical packages"; Student (1908)
 */
export function describeValues(values: Values, level = 0.95): Outcome<Description> {
  if (values.length === 0) return failure('noData');
  if (!allFinite(values) || !isLevel(level)) return failure('invalidValue');
  const { n, mean, squares } = sampleMoments(values);
  if (!Number.isFinite(squares)) return failure('overflow');
  const sorted = Array.from(Float64Array.from(values).sort());
  const standardDeviation = n > 1 ? Math.sqrt(squares / (n - 1)) : null;
  const half = standardDeviation === null ? null : tHalfWidth(standardDeviation / Math.sqrt(n), n - 1, level);
  return success({
    n,
    mean,
    standardDeviation,
    q1: quantileSorted(sorted, 0.25),
    median: quantileSorted(sorted, 0.5),
    q3: quantileSorted(sorted, 0.75),
    interval: half === null ? null : { lower: mean - half, upper: mean + half },
  });
}

/**
 * The middle value (type 7: of an even number, half way between the two in the middle).
 *
 * @param values any order; leave missing values out
 * @returns `noData`; `invalidValue` where a value is not finite
 */
export function median(values: Values): Outcome<number> {
  if (values.length === 0) return failure('noData');
  if (!allFinite(values)) return failure('invalidValue');
  return success(quantileSorted(Array.from(Float64Array.from(values).sort()), 0.5));
}

/** Half the width of a t interval; 0 for a standard error of 0. */
export function tHalfWidth(standardError: number, df: number, level: number): number {
  return standardError === 0 ? 0 : tCritical(level, df) * standardError;
}
