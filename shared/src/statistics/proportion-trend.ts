import { normalTwoSided } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';

export interface ProportionTrend {
  /** On one degree of freedom. */
  readonly chiSquared: number;
  /** Its signed root: positive where proportions rise with the score. */
  readonly z: number;
  readonly pValue: number;
}

/**
 * The Cochran–Armitage test for a linear trend in proportions over ordered groups (rounds, stages, grades).
 *
 * z = Σ sᵢ(xᵢ − nᵢp)/√(p(1 − p) Σ nᵢ(sᵢ − s̄)²), p the pooled proportion, s̄ the mean score over all n; χ² = z².
 *
 * @param counts how many of each group have the property
 * @param sizes the groups' bases; a group without anyone does not count
 * @param scores the groups' positions; 1, 2, 3 … where left out
 * @returns `differentLengths`, `invalidValue`, `noData`; `tooFewGroups` under two; `noVariation` where all or none
 *   have the property or where all who answered stand at the same score
 * @see Armitage (1955), "Tests for linear trends in proportions and frequencies"; as R's prop.trend.test
 */
export function proportionTrend(
  counts: readonly number[],
  sizes: readonly number[],
  scores: readonly number[] = counts.map((_, i) => i + 1),
): Outcome<ProportionTrend> {
  if (counts.length !== sizes.length || scores.length !== sizes.length) return failure('differentLengths');
  if (counts.length < 2) return failure('tooFewGroups');
  const valid = counts.every((count, i) => count >= 0 && count <= sizes[i]! && Number.isFinite(sizes[i]!));
  if (!valid || !scores.every(Number.isFinite)) return failure('invalidValue');
  const total = sizes.reduce((sum, n) => sum + n, 0);
  if (total === 0) return failure('noData');
  const p = counts.reduce((sum, count) => sum + count, 0) / total;
  const meanScore = sizes.reduce((sum, n, i) => sum + (n / total) * scores[i]!, 0);
  const spread = sizes.reduce((sum, n, i) => sum + n * (scores[i]! - meanScore) ** 2, 0);
  const variance = p * (1 - p) * spread;
  if (!Number.isFinite(variance)) return failure('overflow');
  if (!(variance > 0) || spread <= Number.EPSILON * total * meanScore ** 2) return failure('noVariation');
  const score = counts.reduce((sum, count, i) => sum + (scores[i]! - meanScore) * (count - sizes[i]! * p), 0);
  const z = score / Math.sqrt(variance);
  return success({ chiSquared: z * z, z, pValue: normalTwoSided(z) });
}
