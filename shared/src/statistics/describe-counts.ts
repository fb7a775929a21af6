import { failure, success, type Outcome } from './outcome.js';

export interface CountsDescription {
  /** The base: how many answers (or, of weighted counts, their weight). */
  readonly n: number;
  readonly mean: number;
  /** Standard deviation with n − 1; null where n ≤ 1. */
  readonly sd: number | null;
}

/**
 * Mean and standard deviation of answers that were tallied by score: the same as over the rows, without the rows.
 *
 * @param scores the score of each option, in the scale's unit
 * @param counts how many chose each option, same order
 * @returns `differentLengths`, `invalidValue` (a negative or infinite count, a score that is no number), `noData`
 */
export function describeCounts(
  scores: readonly number[],
  counts: readonly number[],
): Outcome<CountsDescription> {
  if (scores.length !== counts.length) return failure('differentLengths');
  if (!scores.every(Number.isFinite) || !counts.every((count) => Number.isFinite(count) && count >= 0)) {
    return failure('invalidValue');
  }
  let n = 0;
  let sum = 0;
  counts.forEach((count, k) => {
    n += count;
    sum += count * scores[k]!;
  });
  if (n === 0) return failure('noData');
  const mean = sum / n;
  if (!Number.isFinite(mean)) return failure('overflow');
  if (n <= 1) return success({ n, mean, sd: null });
  const squares = counts.reduce((total, count, k) => total + count * (scores[k]! - mean) ** 2, 0);
  return success({ n, mean, sd: Math.sqrt(squares / (n - 1)) });
}

/**
 * Mean and standard deviation from sums that were kept while counting: the same as over the rows, save for rounding where
 * the values are far from 0 by their spread (keep sums of differences from the lowest value).
 *
 * @param n how many values, whole
 * @param sum of the values
 * @param squares sum of their squares
 * @returns `noData`, `invalidValue` (n not whole, sums that no values have), `overflow`
 */
export function describeSums(n: number, sum: number, squares: number): Outcome<CountsDescription> {
  if (n === 0) return failure('noData');
  if (!Number.isSafeInteger(n) || n < 0 || !Number.isFinite(sum) || !(squares >= 0)) {
    return failure('invalidValue');
  }
  const mean = sum / n;
  // Rounding alone may bring the difference under 0.
  const within = Math.max(0, squares - n * mean * mean);
  return success({ n, mean, sd: n > 1 ? Math.sqrt(within / (n - 1)) : null });
}
