import { tHalfWidth } from './describe.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';

/**
 * Student's t interval of a mean known by its moments: mean ± t √(s²/n), n − 1 degrees of freedom.
 *
 * @param sd with n − 1, in the unit of the mean
 * @param level confidence, between 0 and 1
 * @returns `tooFewValues` under two values; `invalidValue`
 * @see Student (1908), "The probable error of a mean"
 */
export function meanInterval(
  mean: number,
  sd: number,
  n: number,
  level = 0.95,
): Outcome<{ readonly lower: number; readonly upper: number }> {
  if (!Number.isFinite(mean) || !(sd >= 0) || !Number.isFinite(n) || !isLevel(level))
    return failure('invalidValue');
  if (n < 2) return failure('tooFewValues');
  const half = tHalfWidth(sd / Math.sqrt(n), n - 1, level);
  return success({ lower: mean - half, upper: mean + half });
}
