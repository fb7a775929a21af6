import { normalCritical } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { checkProportion } from './proportion-check.js';

/** A proportion (0 to 1) with the limits of its interval. */
export interface ProportionInterval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson's score interval of a proportion, without continuity correction: the proportions that a two-sided score
 * test would not reject. It stays within 0 and 1 and is not empty at 0 or n, so it serves small groups too.
 *
 * Centre (p + z²/2n)/(1 + z²/n), half width z√(p(1 − p)/n + z²/4n²)/(1 + z²/n).
 *
 * @param count how many of the n have the property; whole or weighted, 0 ≤ count ≤ n
 * @param n the base
 * @param level confidence, between 0 and 1 (default 0.95)
 * @returns proportions; `noData` where n = 0; `invalidValue` where count or level is out of range
 * @see Wilson (1927), "Probable inference, the law of succession, and statistical inference"; Newcombe (1998)
 */
export function wilsonInterval(count: number, n: number, level = 0.95): Outcome<ProportionInterval> {
  const reason = checkProportion(count, n, level);
  if (reason !== null) return failure(reason);
  const { lower, upper } = wilsonLimits(count, n, normalCritical(level));
  return success({ estimate: count / n, lower, upper });
}

/** The limits of Wilson's interval for a critical z; at 0 and n the outer limit is exact. */
export function wilsonLimits(count: number, n: number, z: number): { lower: number; upper: number } {
  const z2 = z * z;
  const centre = count + z2 / 2;
  const half = z * Math.sqrt((count * (n - count)) / n + z2 / 4);
  return {
    lower: count === 0 ? 0 : Math.max(0, (centre - half) / (n + z2)),
    upper: count === n ? 1 : Math.min(1, (centre + half) / (n + z2)),
  };
}
