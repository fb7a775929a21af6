import { tHalfWidth } from './describe.js';
import { fUpperTail } from './distributions/fisher-f.js';
import { tTwoSided } from './distributions/student-t.js';
import { failure, success, type Outcome, type Reason } from './outcome.js';
import { isLevel } from './proportion-check.js';
import { checkGroups, sampleMoments, type Values } from './sample.js';

export interface WelchTTest {
  readonly t: number;
  /** Satterthwaite's degrees of freedom. */
  readonly df: number;
  readonly pValue: number;
  /** First mean minus second. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Welch's t test of two means, whose groups may vary differently.
 *
 * @param first values of the first group
 * @param second values of the second
 * @param level confidence of the difference's interval
 * @returns `emptyCategory`, `invalidValue`; `tooFewValues` where a group has one value only; `noVariation` where
 *   neither group varies
 * @see Welch (1947), "The generalization of 'Student's' problem"
 */
export function welchTTest(first: Values, second: Values, level = 0.95): Outcome<WelchTTest> {
  const reason = isLevel(level) ? checkVariances([first, second]) : 'invalidValue';
  if (reason !== null) return failure(reason);
  const [one, two] = [meanAndError(first), meanAndError(second)];
  const variance = one.errorVariance + two.errorVariance;
  if (!Number.isFinite(variance)) return failure('overflow');
  if (variance === 0) return failure('noVariation');
  const share = one.errorVariance / variance;
  const df = 1 / (share ** 2 / (one.n - 1) + (1 - share) ** 2 / (two.n - 1));
  const difference = one.mean - two.mean;
  const t = difference / Math.sqrt(variance);
  const half = tHalfWidth(Math.sqrt(variance), df, level);
  return success({
    t,
    df,
    pValue: tTwoSided(t, df),
    difference,
    lower: difference - half,
    upper: difference + half,
  });
}

export interface WelchAnova {
  readonly f: number;
  readonly numeratorDf: number;
  readonly denominatorDf: number;
  readonly pValue: number;
}

/**
 * Welch's analysis of variance: whether the means of several groups differ, whose variances may differ too.
 *
 * @param groups values of each group
 * @returns as `welchTTest`; `noVariation` where any group does not vary (its weight n/s² would be infinite)
 * @see Welch (1951), "On the comparison of several mean values: an alternative approach"; as R's oneway.test
 */
export function welchAnova(groups: readonly Values[]): Outcome<WelchAnova> {
  const reason = checkVariances(groups);
  if (reason !== null) return failure(reason);
  return welchAnovaOfMoments(groups.map(meanAndError));
}

/** A group's size, mean and the mean's squared standard error s²/n. */
export interface GroupMoments {
  readonly n: number;
  readonly mean: number;
  readonly errorVariance: number;
}

/**
 * The same from each group's moments.
 *
 * @returns `tooFewGroups`; `tooFewValues`, `noVariation` and `overflow` as `welchAnova`
 */
export function welchAnovaOfMoments(means: readonly GroupMoments[]): Outcome<WelchAnova> {
  if (means.length < 2) return failure('tooFewGroups');
  if (means.some(({ n }) => n < 2)) return failure('tooFewValues');
  if (means.some(({ errorVariance }) => errorVariance === 0)) return failure('noVariation');
  const weights = means.map(({ errorVariance }) => 1 / errorVariance);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!Number.isFinite(total) || total === 0) return failure('overflow');
  const grand = means.reduce((sum, { mean }, g) => sum + (weights[g]! / total) * mean, 0);
  const k = means.length;
  const spread =
    means.reduce((sum, { n }, g) => sum + (1 - weights[g]! / total) ** 2 / (n - 1), 0) / (k * k - 1);
  const between = means.reduce((sum, { mean }, g) => sum + weights[g]! * (mean - grand) ** 2, 0) / (k - 1);
  const f = between / (1 + 2 * (k - 2) * spread);
  const denominatorDf = 1 / (3 * spread);
  return success({ f, numeratorDf: k - 1, denominatorDf, pValue: fUpperTail(f, k - 1, denominatorDf) });
}

function checkVariances(groups: readonly Values[]): Reason | null {
  return checkGroups(groups) ?? (groups.some((group) => group.length < 2) ? 'tooFewValues' : null);
}

/** Size, mean and the mean's squared standard error. */
function meanAndError(values: Values): GroupMoments {
  const { n, mean, squares } = sampleMoments(values);
  return { n, mean, errorVariance: squares / (n - 1) / n };
}
