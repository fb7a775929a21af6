import { normalCritical, normalTwoSided } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { checkProportion } from './proportion-check.js';
import { differenceOfShares } from './share-difference.js';
import { wilsonLimits } from './wilson.js';

export interface ProportionsComparison {
  /** First minus second, −1 to 1. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  /** The pooled z statistic; null where all or none of both have the property, so that there is nothing to test. */
  readonly z: number | null;
  /** Two-sided; null with `z`. */
  readonly pValue: number | null;
}

/**
 * The difference of two independent proportions: Newcombe's interval (his method 10, square-and-add of Wilson's
 * limits, without continuity correction) and the pooled z test.
 *
 * Lower d − √((p₁ − l₁)² + (u₂ − p₂)²), upper d + √((u₁ − p₁)² + (p₂ − l₂)²).
 *
 * @param first count and base of the first group
 * @param second count and base of the second
 * @param level confidence of the interval
 * @returns `noData` where a base is 0; `invalidValue` where a count or the level is out of range
 * @see Newcombe (1998), "Interval estimation for the difference between independent proportions"
 */
export function compareProportions(
  first: { readonly count: number; readonly n: number },
  second: { readonly count: number; readonly n: number },
  level = 0.95,
): Outcome<ProportionsComparison> {
  const reason =
    checkProportion(first.count, first.n, level) ?? checkProportion(second.count, second.n, level);
  if (reason !== null) return failure(reason);
  const critical = normalCritical(level);
  const [p1, p2] = [first.count / first.n, second.count / second.n];
  const one = wilsonLimits(first.count, first.n, critical);
  const two = wilsonLimits(second.count, second.n, critical);
  const interval = differenceOfShares({ share: p1, ...one }, { share: p2, ...two });
  const pooled = (first.count + second.count) / (first.n + second.n);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n));
  const z = se > 0 ? interval.difference / se : null;
  return success({
    ...interval,
    z,
    pValue: z === null ? null : normalTwoSided(z),
  });
}
