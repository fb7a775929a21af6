import { checkColumns, covarianceMatrix } from './covariance.js';
import { chiSquaredUpperTail } from './distributions/chi-squared.js';
import { cholesky, forwardSolve } from './linear-algebra/cholesky.js';
import { failure, success, type Outcome } from './outcome.js';
import type { Values } from './sample.js';

export interface MahalanobisDistances {
  /** Per row. */
  readonly squaredDistance: Float64Array;
  /** Per row: the chance of a distance at least as large, were answers multivariate normal. */
  readonly pValue: Float64Array;
}

/**
 * How far each row of answers lies from the average respondent, given how the items go together: a mark of careless
 * or invented answers where the p-value is tiny (0.001 is the usual cut-off).
 *
 * D² = (x − x̄)ᵀS⁻¹(x − x̄) with S of n − 1; p from the upper tail of χ² with as many df as items.
 *
 * @param columns a column per item, without missing values
 * @returns `noData`, `differentLengths`, `invalidValue`; `tooFewValues` where rows are no more than columns;
 *   `singular` where an item does not vary or follows from others
 * @see Mahalanobis (1936); Meade & Craig (2012), "Identifying careless responses in survey data"
 */
export function mahalanobisDistances(columns: readonly Values[]): Outcome<MahalanobisDistances> {
  const reason = checkColumns(columns);
  if (reason !== null) return failure(reason);
  const n = columns[0]!.length;
  if (n < 2) return failure('tooFewValues');
  const { means, matrix } = covarianceMatrix(columns);
  const lower = matrix.every((row, i) => row[i]! > 0) ? cholesky(matrix) : null;
  if (lower === null) return failure(n > columns.length ? 'singular' : 'tooFewValues');
  const squaredDistance = Float64Array.from({ length: n }, (_, i) => {
    const deviation = columns.map((column, j) => column[i]! - means[j]!);
    return forwardSolve(lower, deviation).reduce((sum, x) => sum + x * x, 0);
  });
  const pValue = squaredDistance.map((d) => chiSquaredUpperTail(d, columns.length));
  return success({ squaredDistance, pValue });
}
