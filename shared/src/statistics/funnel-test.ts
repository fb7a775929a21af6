import { binomialLowerTail } from './distributions/binomial.js';
import { normalQuantile, normalTwoSided } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { checkProportion } from './proportion-check.js';

export interface FunnelTest {
  /** Over 0 where the unit lies above the target. */
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
}

/** A normal score beyond this has no p-value that numbers can hold apart from 0. */
const FARTHEST = 37;

/**
 * Whether a unit stands out of a funnel plot beyond the usual spread of units: the score z of the exact binomial tail at
 * the target, drawn in for the units' own spread, z/√(1 + nτ²). Exact, since near 0 and 100 % a normal score would not do.
 *
 * @param unit count and base, whole
 * @param target the proportion of the other units, strictly between 0 and 1, taken as known
 * @param betweenVariance τ² of `betweenUnitVariance`, of the other units
 * @returns `noData`, `invalidValue`
 * @see Spiegelhalter (2005), "Handling over-dispersion of performance indicators", additive model
 */
export function funnelTest(
  unit: { readonly count: number; readonly n: number },
  target: number,
  betweenVariance: number,
): Outcome<FunnelTest> {
  const { count, n } = unit;
  const reason = checkProportion(count, n, 0.95);
  if (reason !== null) return failure(reason);
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(count)) return failure('invalidValue');
  if (!(target > 0 && target < 1) || !(betweenVariance >= 0) || !Number.isFinite(betweenVariance))
    return failure('invalidValue');
  const above = count / n > target;
  // The upper tail as the lower one of those without the property, which keeps its digits.
  const tail = above ? binomialLowerTail(n - count, n, 1 - target) : binomialLowerTail(count, n, target);
  const exact = tail >= 0.5 ? 0 : tail > 0 ? -normalQuantile(tail) : FARTHEST;
  const z = ((above ? 1 : -1) * Math.min(FARTHEST, exact)) / Math.sqrt(1 + n * betweenVariance);
  return success({ z, pValue: normalTwoSided(z) });
}
