import { normalTwoSided } from '../distributions/normal.js';
import { tTwoSided } from '../distributions/student-t.js';
import { failure, success, type Outcome } from '../outcome.js';

/** An estimate with what is known of its error. */
export interface EstimateWithError {
  readonly estimate: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error; null: as good as known. */
  readonly df: number | null;
}

export interface DesignDifference {
  /** First minus second. */
  readonly difference: number;
  readonly standardError: number;
  readonly t: number;
  /** Satterthwaite's; null where both errors are as good as known (then t is normal). */
  readonly df: number | null;
  readonly pValue: number;
}

/**
 * Whether two estimates from samples that share no cluster differ: t = d/√(SE₁² + SE₂²), with Satterthwaite's degrees of
 * freedom (SE₁² + SE₂²)²/(SE₁⁴/ν₁ + SE₂⁴/ν₂).
 *
 * @returns `noVariation` where neither estimate has an error; `invalidValue`
 * @see Satterthwaite (1946), "An approximate distribution of estimates of variance components"
 */
export function designDifference(
  first: EstimateWithError,
  second: EstimateWithError,
): Outcome<DesignDifference> {
  const both = [first, second];
  if (!both.every(({ estimate, standardError }) => Number.isFinite(estimate) && standardError >= 0))
    return failure('invalidValue');
  if (both.some(({ df }) => df !== null && !(df > 0))) return failure('invalidValue');
  const variance = both.reduce((sum, { standardError }) => sum + standardError ** 2, 0);
  if (variance === 0) return failure('noVariation');
  const parts = both.reduce(
    (sum, { standardError, df }) => sum + (df === null ? 0 : standardError ** 4 / df),
    0,
  );
  const df = parts === 0 ? null : variance ** 2 / parts;
  const difference = first.estimate - second.estimate;
  const t = difference / Math.sqrt(variance);
  const pValue = df === null ? normalTwoSided(t) : tTwoSided(t, df);
  return success({ difference, standardError: Math.sqrt(variance), t, df, pValue });
}
