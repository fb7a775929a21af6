import { checkColumns, correlationMatrix, covarianceMatrix } from './covariance.js';
import { cholesky, choleskySolve, forwardSolve } from './linear-algebra/cholesky.js';
import { failure, success, type Outcome } from './outcome.js';
import type { Values } from './sample.js';

/** The shares need the R² of every subset of predictors: 2 to this power. */
const MOST_PREDICTORS = 18;

export interface RelativeImportance {
  /** Per predictor: by how many standard deviations the outcome moves with one of the predictor, others held. */
  readonly standardizedCoefficients: readonly number[];
  /** The share of the outcome's variance that all predictors explain together, 0 to 1. */
  readonly rSquared: number;
  /** Per predictor: the R² it adds, averaged over all orders of entry; they sum to `rSquared`. */
  readonly lmg: readonly number[];
}

/**
 * Which aspects go with overall satisfaction: standardised least-squares coefficients, and the LMG (Shapley) shares
 * of R², which stay sensible where aspects go together. Association, not cause.
 *
 * @param outcome overall satisfaction, one value per row
 * @param predictors a column per aspect, same rows, without missing values
 * @returns `noData`, `differentLengths`, `invalidValue`; `tooFewGroups` without predictors; `tooFewValues` where
 *   rows are no more than predictors; `noVariation` where a column is constant; `singular` where a predictor
 *   follows from others; `invalidValue` for more than `MOST_PREDICTORS`
 * @see Lindeman, Merenda & Gold (1980); Grömping (2006), "Relative importance for linear regression in R"
 */
export function relativeImportance(
  outcome: Values,
  predictors: readonly Values[],
): Outcome<RelativeImportance> {
  const p = predictors.length;
  if (p === 0) return failure('tooFewGroups');
  const reason = checkColumns([outcome, ...predictors]);
  if (reason !== null) return failure(reason);
  if (p > MOST_PREDICTORS) return failure('invalidValue');
  if (outcome.length < p + 1) return failure('tooFewValues');
  const { matrix } = covarianceMatrix([outcome, ...predictors]);
  if (matrix.some((row, i) => row[i] === 0)) return failure('noVariation');
  const correlations = correlationMatrix(matrix);
  const withOutcome = correlations[0]!.slice(1);
  const between = correlations.slice(1).map((row) => row.slice(1));
  const lower = cholesky(between);
  if (lower === null) return failure('singular');
  const explained = subsetRSquared(between, withOutcome);
  return success({
    standardizedCoefficients: choleskySolve(lower, withOutcome),
    rSquared: explained[explained.length - 1]!,
    lmg: predictors.map((_, j) => averageGain(explained, p, j)),
  });
}

/** R² of every subset of predictors; the subset's bits are the index. */
function subsetRSquared(
  between: readonly (readonly number[])[],
  withOutcome: readonly number[],
): Float64Array {
  const explained = new Float64Array(2 ** withOutcome.length);
  for (let subset = 1; subset < explained.length; subset += 1) {
    const chosen = withOutcome.flatMap((_, j) => (subset & (1 << j) ? [j] : []));
    const lower = cholesky(chosen.map((i) => chosen.map((j) => between[i]![j]!)))!;
    const scores = forwardSolve(
      lower,
      chosen.map((j) => withOutcome[j]!),
    );
    explained[subset] = Math.min(
      1,
      scores.reduce((sum, x) => sum + x * x, 0),
    );
  }
  return explained;
}

/** Σ over subsets without j of |S|!(p − |S| − 1)!/p! times the R² that j adds. */
function averageGain(explained: Float64Array, p: number, j: number): number {
  const orders = Array.from({ length: p }, (_, size) => 1 / (p * choose(p - 1, size)));
  const bit = 1 << j;
  let sum = 0;
  for (let subset = 0; subset < explained.length; subset += 1) {
    if (subset & bit) continue;
    sum += orders[countBits(subset)]! * (explained[subset | bit]! - explained[subset]!);
  }
  return sum;
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i += 1) result = (result * (n - k + i)) / i;
  return result;
}

function countBits(x: number): number {
  let count = 0;
  for (let rest = x; rest > 0; rest &= rest - 1) count += 1;
  return count;
}
