import type { ScoreFreedom } from '../protected-tallies.js';
import type { Moments } from '../tallies.js';

/** An SD of whole numbers from few people, or of people nearly all alike, would tell how many answered what. */
export const SD_NEEDS_MINIMA = 10;

/**
 * Numeric answers are never tabulated by value, but a mean next to an end of the range tells that nearly all answered that
 * end: it is told only where everyone may have answered something else, or all are known to have answered the same.
 *
 * @param n numeric answers
 * @param range the largest answer allowed less the smallest
 */
export function numericScores(
  n: number,
  { sum, squares }: Moments,
  range: number,
  minimum: number,
): ScoreFreedom | null {
  const clearOf = (distance: number): boolean => distance === 0 || distance >= n;
  if (!clearOf(sum) || !clearOf(range * n - sum)) return null;
  const spread = n === 0 ? 0 : squares - (sum * sum) / n;
  const alike = sum === 0 || sum === range * n;
  return { below: 0, above: 0, withheld: !alike && (n < SD_NEEDS_MINIMA * minimum || spread < n) };
}
