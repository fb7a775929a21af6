import { normalCritical } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { checkProportion } from './proportion-check.js';
import type { ProportionInterval } from './wilson.js';

/**
 * The Agresti–Coull interval of a proportion: the plain normal interval after adding z²/2 successes and as many
 * failures; clipped to 0 and 1.
 *
 * Centre p̃ = (x + z²/2)/(n + z²), half width z√(p̃(1 − p̃)/(n + z²)).
 *
 * @param count how many of the n have the property
 * @param n the base
 * @param level confidence, between 0 and 1
 * @returns proportions (the estimate is x/n, not p̃); reasons as `wilsonInterval`
 * @see Agresti & Coull (1998), "Approximate is better than 'exact' for interval estimation of binomial proportions"
 */
export function agrestiCoullInterval(count: number, n: number, level = 0.95): Outcome<ProportionInterval> {
  const reason = checkProportion(count, n, level);
  if (reason !== null) return failure(reason);
  const z = normalCritical(level);
  const size = n + z * z;
  const centre = (count + (z * z) / 2) / size;
  const half = z * Math.sqrt((centre * (1 - centre)) / size);
  return success({
    estimate: count / n,
    lower: Math.max(0, centre - half),
    upper: Math.min(1, centre + half),
  });
}
