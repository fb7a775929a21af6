import { binomialLowerTail, binomialQuantile } from './distributions/binomial.js';
import { failure, success, type Outcome } from './outcome.js';

export interface FunnelLimits {
  /** 95 % limits, roughly two standard deviations from the target. */
  readonly lower95: number;
  readonly upper95: number;
  /** 99.8 % limits, roughly three. */
  readonly lower998: number;
  readonly upper998: number;
}

/**
 * The control limits of a funnel plot of proportions: where a unit with n answers would fall by chance alone if its
 * true proportion were the target. Exact binomial limits, interpolated so that they run smoothly over n:
 * r = smallest r with F(r) ≥ p, a = (F(r) − p)/(F(r) − F(r − 1)), limit (r − a)/n.
 *
 * @param n the unit's base, whole and over 0
 * @param target the proportion that the units share, strictly between 0 and 1
 * @returns proportions. For a small n a lower limit may lie under 0: no result of that unit can be unusually low
 *   (a chart draws it at 0). `noData` for n = 0, `invalidValue` otherwise
 * @see Spiegelhalter (2005), "Funnel plots for comparing institutional performance", appendix A.1.1
 */
export function funnelLimits(n: number, target: number): Outcome<FunnelLimits> {
  if (n === 0) return failure('noData');
  if (!Number.isSafeInteger(n) || n < 0 || !(target > 0 && target < 1)) return failure('invalidValue');
  return success({
    lower95: limit(0.025, n, target),
    upper95: limit(0.975, n, target),
    lower998: limit(0.001, n, target),
    upper998: limit(0.999, n, target),
  });
}

function limit(probability: number, n: number, target: number): number {
  const r = binomialQuantile(probability, n, target);
  const reached = binomialLowerTail(r, n, target);
  const step = reached - binomialLowerTail(r - 1, n, target);
  return (r - (step > 0 ? (reached - probability) / step : 0)) / n;
}
