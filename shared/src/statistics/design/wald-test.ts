import { fUpperTail } from '../distributions/fisher-f.js';
import { cholesky, choleskySolve } from '../linear-algebra/cholesky.js';
import { failure, success, type Outcome } from '../outcome.js';

export interface WaldTest {
  readonly f: number;
  /** Means less one. */
  readonly numeratorDf: number;
  /** The design's less the numerator's. */
  readonly denominatorDf: number;
  readonly pValue: number;
}

/**
 * Whether several means of a clustered survey differ: Wald's F of their differences from the first,
 * F = dᵀV⁻¹d/(k − 1) on k − 1 and ν − (k − 1) degrees of freedom, V the differences' covariances by linearisation.
 *
 * @param means of k domains
 * @param covariance of the means
 * @param df ν, clusters less strata of all domains together
 * @returns `tooFewGroups`; `tooFewValues` where no degree of freedom is left; `noVariation` where differences have no error
 * @see Lumley (2010), Complex Surveys, section 5.2.4; as regTermTest of svyglm(value ~ factor) of R's survey
 */
export function waldTest(
  means: readonly number[],
  covariance: readonly ArrayLike<number>[],
  df: number,
): Outcome<WaldTest> {
  const numeratorDf = means.length - 1;
  const denominatorDf = df - numeratorDf;
  if (numeratorDf < 1) return failure('tooFewGroups');
  if (denominatorDf < 1) return failure('tooFewValues');
  const differences = means.slice(1).map((mean) => mean - means[0]!);
  const errors = differences.map((_, i) =>
    differences.map(
      (__, j) =>
        covariance[i + 1]![j + 1]! - covariance[i + 1]![0]! - covariance[0]![j + 1]! + covariance[0]![0]!,
    ),
  );
  const lower = cholesky(errors);
  if (lower === null) return failure('noVariation');
  const solved = choleskySolve(lower, differences);
  const f = differences.reduce((sum, difference, i) => sum + difference * solved[i]!, 0) / numeratorDf;
  return success({ f, numeratorDf, denominatorDf, pValue: fUpperTail(f, numeratorDf, denominatorDf) });
}
