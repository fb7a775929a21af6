import { completeCases } from './complete-cases.js';
import { checkColumns, clampCorrelation, correlationMatrix, covarianceMatrix } from './covariance.js';
import { fQuantile } from './distributions/fisher-f.js';
import { oneFactorLoadings } from './one-factor.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';
import { allFinite, type Values } from './sample.js';

export interface Reliability {
  /** Rows with an answer to every item. */
  readonly n: number;
  /** Cronbach's α from covariances. */
  readonly alpha: number;
  /** Feldt's interval of α. */
  readonly lower: number;
  readonly upper: number;
  /** α from correlations. */
  readonly standardizedAlpha: number;
  /** Per item: α of the others; null where fewer than two are left or they sum to a constant. */
  readonly alphaIfDropped: readonly (number | null)[];
  /** Per item: its correlation with the sum of the others; null where that sum does not vary. */
  readonly itemRestCorrelation: readonly (number | null)[];
  /** Per item: its correlation with the sum of all, itself among them; higher, for that reason, than with the rest. */
  readonly itemTotalCorrelation: readonly (number | null)[];
  readonly averageInterItemCorrelation: number;
  /** McDonald's ω from a one-factor maximum-likelihood solution; null under three items or without a solution. */
  readonly omegaTotal: number | null;
}

/**
 * How consistently the items of a scale measure one thing: Cronbach's α with Feldt's interval and what dropping an
 * item would do, item–rest correlations, and McDonald's ω. Over complete cases.
 *
 * α = k/(k − 1)(1 − tr S/ΣS); 1 − (1 − α)F(1 ∓ …; n − 1, (n − 1)(k − 1)); ω = (Σλ)²/((Σλ)² + Σ(1 − λ²)).
 *
 * @param items a column per item, reverse-worded items already turned round; NaN marks a missing answer
 * @param level confidence of α's interval
 * @returns `tooFewGroups` under two items, `differentLengths`, `invalidValue`, `noData`; `tooFewValues` under two
 *   complete rows; `noVariation` where an item or the sum of all does not vary
 * @see Cronbach (1951); Feldt (1965); McDonald (1999), Test Theory, chapter 6
 */
export function reliability(items: readonly Values[], level = 0.95): Outcome<Reliability> {
  if (items.length < 2) return failure('tooFewGroups');
  if (items.some((item) => item.length !== items[0]!.length)) return failure('differentLengths');
  const columns = completeCases(items);
  const reason = checkColumns(columns);
  if (reason !== null) return failure(reason);
  if (!isLevel(level) || !columns.every(allFinite)) return failure('invalidValue');
  const n = columns[0]!.length;
  if (n < 2) return failure('tooFewValues');
  const { matrix } = covarianceMatrix(columns);
  if (matrix.some((row, i) => row[i] === 0)) return failure('noVariation');
  const all = matrix.map((_, i) => i);
  const alpha = alphaOf(matrix, all);
  if (alpha === null) return failure('noVariation');
  const k = items.length;
  const correlations = correlationMatrix(matrix);
  const average = (sumBlock(correlations, all) - k) / (k * (k - 1));
  const standardizedAlpha = alphaOf(correlations, all);
  if (standardizedAlpha === null) return failure('noVariation');
  const limit = (tail: number) => 1 - (1 - alpha) * fQuantile(tail, n - 1, (n - 1) * (k - 1));
  const others = all.map((i) => all.filter((j) => j !== i));
  return success({
    n,
    alpha,
    lower: limit((1 + level) / 2),
    upper: limit((1 - level) / 2),
    standardizedAlpha,
    alphaIfDropped: others.map((rest) => alphaOf(matrix, rest)),
    itemRestCorrelation: others.map((rest, i) => correlationWithSum(matrix, i, rest)),
    itemTotalCorrelation: all.map((i) => correlationWithSum(matrix, i, all)),
    averageInterItemCorrelation: average,
    omegaTotal: omegaOf(correlations),
  });
}

/** Σ of the covariances between the chosen items. */
function sumBlock(matrix: readonly (readonly number[])[], chosen: readonly number[]): number {
  return chosen.reduce((sum, i) => sum + chosen.reduce((row, j) => row + matrix[i]![j]!, 0), 0);
}

/** α of the chosen items; null where there are fewer than two or their sum does not vary. */
function alphaOf(matrix: readonly (readonly number[])[], chosen: readonly number[]): number | null {
  const k = chosen.length;
  if (k < 2) return null;
  const own = chosen.reduce((sum, i) => sum + matrix[i]![i]!, 0);
  const total = sumBlock(matrix, chosen);
  return total > 1e-12 * own ? (k / (k - 1)) * (1 - own / total) : null;
}

function correlationWithSum(
  matrix: readonly (readonly number[])[],
  item: number,
  rest: readonly number[],
): number | null {
  const together = rest.reduce((sum, j) => sum + matrix[item]![j]!, 0);
  const restVariance = sumBlock(matrix, rest);
  const size = rest.reduce((sum, j) => sum + matrix[j]![j]!, 0);
  if (restVariance <= 1e-12 * size) return null;
  return clampCorrelation(together / Math.sqrt(matrix[item]![item]! * restVariance));
}

function omegaOf(correlations: readonly (readonly number[])[]): number | null {
  const loadings = oneFactorLoadings(correlations);
  if (!loadings.ok) return null;
  const common = loadings.value.reduce((sum, loading) => sum + loading, 0) ** 2;
  const unique = loadings.value.reduce((sum, loading) => sum + 1 - loading ** 2, 0);
  return common / (common + unique);
}
