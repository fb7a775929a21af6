import { checkColumns, clampCorrelation } from './covariance.js';
import { normalCritical } from './distributions/normal.js';
import { tTwoSided } from './distributions/student-t.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';
import { midRanks } from './ranks.js';
import { sampleMoments, type Values } from './sample.js';
import { sumOf } from './sum.js';

export interface Correlation {
  readonly n: number;
  /** Pearson's r, −1 to 1. */
  readonly pearson: number;
  /** Fisher's z interval of r; null under four pairs. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** Two-sided t test of r = 0; null under three pairs. */
  readonly pValue: number | null;
  /** Spearman's ρ: Pearson's r of the ranks, ties sharing the middle rank. */
  readonly spearman: number;
}

/**
 * Pearson's and Spearman's correlations of two columns.
 *
 * @param x values of the first
 * @param y values of the second, same rows
 * @param level confidence of the interval
 * @returns `differentLengths`, `noData`, `invalidValue`; `tooFewValues` under two pairs; `noVariation` where a
 *   column does not vary
 * @see Fisher (1921), "On the probable error of a coefficient of correlation"; Spearman (1904)
 */
export function correlation(x: Values, y: Values, level = 0.95): Outcome<Correlation> {
  const reason = isLevel(level) ? checkColumns([x, y]) : 'invalidValue';
  if (reason !== null) return failure(reason);
  const n = x.length;
  if (n < 2) return failure('tooFewValues');
  const pearson = pearsonOf(x, y);
  const spearman = pearsonOf(midRanks(x).ranks, midRanks(y).ranks);
  if (pearson === null || spearman === null) return failure('noVariation');
  const half = n > 3 ? normalCritical(level) / Math.sqrt(n - 3) : null;
  const z = Math.atanh(pearson);
  const t = pearson * Math.sqrt((n - 2) / ((1 - pearson) * (1 + pearson)));
  return success({
    n,
    pearson,
    interval: half === null ? null : { lower: Math.tanh(z - half), upper: Math.tanh(z + half) },
    pValue: n > 2 ? tTwoSided(t, n - 2) : null,
    spearman,
  });
}

/** r of two columns of the same length; null where one does not vary. */
function pearsonOf(x: Values, y: Values): number | null {
  const [mx, my] = [sampleMoments(x), sampleMoments(y)];
  if (!(mx.squares > 0 && my.squares > 0)) return null;
  const products = sumOf(x.length, (i) => (x[i]! - mx.mean) * (y[i]! - my.mean));
  const r = products / Math.sqrt(mx.squares) / Math.sqrt(my.squares);
  return Number.isFinite(r) ? clampCorrelation(r) : null;
}
