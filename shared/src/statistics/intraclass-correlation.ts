import { failure, success, type Outcome } from './outcome.js';
import { checkGroups, sampleMoments, type SampleMoments, type Values } from './sample.js';

export interface IntraclassCorrelation {
  readonly meanSquareBetween: number;
  readonly meanSquareWithin: number;
  /** The average group size that the unbalanced design amounts to. */
  readonly k0: number;
  /** ICC(1): the share of one answer's variance that its school explains; under 0 where less than chance would. */
  readonly icc1: number;
  /** ICC(2): how reliably school means tell schools apart; null where all group means are the same. */
  readonly icc2: number | null;
}

/**
 * Intraclass correlations from one-way analysis of variance: how alike the answers within a school are.
 *
 * k₀ = (N − Σnᵢ²/N)/(g − 1); ICC(1) = (B − W)/(B + (k₀ − 1)W); ICC(2) = (B − W)/B.
 *
 * @param groups values of each group (school)
 * @returns `tooFewGroups`, `emptyCategory`, `invalidValue`; `tooFewValues` where no group has two values;
 *   `noVariation` where all values are the same
 * @see Bliese (2000), "Within-group agreement, non-independence, and reliability"
 */
export function intraclassCorrelation(groups: readonly Values[]): Outcome<IntraclassCorrelation> {
  const reason = checkGroups(groups);
  if (reason !== null) return failure(reason);
  const moments = groups.map(sampleMoments);
  const { n, squares, sizeSquares, within } = betweenGroups(moments);
  const g = groups.length;
  if (n === g) return failure('tooFewValues');
  const meanSquareBetween = squares / (g - 1);
  const meanSquareWithin = within / (n - g);
  const k0 = (n - sizeSquares / n) / (g - 1);
  const spread = meanSquareBetween + (k0 - 1) * meanSquareWithin;
  if (!Number.isFinite(spread)) return failure('overflow');
  if (!(spread > 0)) return failure('noVariation');
  const excess = meanSquareBetween - meanSquareWithin;
  return success({
    meanSquareBetween,
    meanSquareWithin,
    k0,
    icc1: excess / spread,
    icc2: meanSquareBetween > 0 ? excess / meanSquareBetween : null,
  });
}

/** Sizes and sums of squares between and within groups. */
function betweenGroups(moments: readonly SampleMoments[]) {
  const n = moments.reduce((sum, group) => sum + group.n, 0);
  const first = moments[0]!.mean;
  const grand = first + moments.reduce((sum, group) => sum + (group.n / n) * (group.mean - first), 0);
  return {
    n,
    squares: moments.reduce((sum, group) => sum + group.n * (group.mean - grand) ** 2, 0),
    sizeSquares: moments.reduce((sum, group) => sum + group.n ** 2, 0),
    within: moments.reduce((sum, group) => sum + group.squares, 0),
  };
}
