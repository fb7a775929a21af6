import { normalTwoSided } from './distributions/normal.js';
import { cohensH } from './effect-size.js';
import { failure, success, type Outcome } from './outcome.js';

/** A proportion of answers that come from several units (schools). */
export interface ClusteredProportion {
  readonly count: number;
  readonly n: number;
  /** How many units of equal size the answers are worth: (Σ size)²/Σ size². */
  readonly units: number;
}

export interface ClusteredDifference {
  /** Cohen's h, first against second. */
  readonly h: number;
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Whether two proportions differ by more than chance where each comes from whole units whose answers resemble each
 * other: z = h/√(1/n₁ + 1/n₂ + τ²(1/k₁ + 1/k₂)). Many answers of few units prove little.
 *
 * @param betweenVariance τ² of `betweenUnitVariance`
 * @returns `noData` where a base is 0; `invalidValue`
 * @see Cohen (1988), section 6.2; Kish (1965), Survey Sampling, section 5.4, for the two parts of the variance
 */
export function clusteredDifference(
  first: ClusteredProportion,
  second: ClusteredProportion,
  betweenVariance: number,
): Outcome<ClusteredDifference> {
  for (const { count, n, units } of [first, second]) {
    if (!(count >= 0 && count <= n && units >= 0) || !Number.isFinite(n) || !Number.isFinite(units))
      return failure('invalidValue');
    if (n === 0 || units === 0) return failure('noData');
  }
  if (!(betweenVariance >= 0) || !Number.isFinite(betweenVariance)) return failure('invalidValue');
  const h = cohensH(first.count / first.n, second.count / second.n);
  const variance = 1 / first.n + 1 / second.n + betweenVariance * (1 / first.units + 1 / second.units);
  const z = h / Math.sqrt(variance);
  return success({ h, z, pValue: normalTwoSided(z) });
}
