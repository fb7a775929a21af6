import { tHalfWidth } from './describe.js';
import { tTwoSided } from './distributions/student-t.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';
import { allFinite, sampleMoments, type Values } from './sample.js';

export interface PairedChange {
  readonly n: number;
  /** Mean of after minus before. */
  readonly change: number;
  readonly lower: number;
  readonly upper: number;
  readonly t: number;
  readonly pValue: number;
  /** The mean change in standard deviations of the changes (Cohen's d_z). */
  readonly effectSize: number;
}

/**
 * Change between two rounds where the same units stand in both (schools by their means; persons are never followed):
 * the paired t test.
 *
 * @param before a value per unit in the earlier round
 * @param after the same units' values in the later one
 * @param level confidence of the change's interval
 * @returns `differentLengths`, `noData`, `invalidValue`; `tooFewValues` for one unit; `noVariation` where every unit
 *   changed by the same
 * @see Student (1908), "The probable error of a mean"; Cohen (1988), section 2.3
 */
export function pairedChange(before: Values, after: Values, level = 0.95): Outcome<PairedChange> {
  if (before.length !== after.length) return failure('differentLengths');
  if (before.length === 0) return failure('noData');
  if (!allFinite(before) || !allFinite(after) || !isLevel(level)) return failure('invalidValue');
  const { n, mean, squares } = sampleMoments(Float64Array.from(after, (value, i) => value - before[i]!));
  if (n < 2) return failure('tooFewValues');
  if (squares === 0) return failure('noVariation');
  const deviation = Math.sqrt(squares / (n - 1));
  const t = mean / (deviation / Math.sqrt(n));
  const half = tHalfWidth(deviation / Math.sqrt(n), n - 1, level);
  return success({
    n,
    change: mean,
    lower: mean - half,
    upper: mean + half,
    t,
    pValue: tTwoSided(t, n - 1),
    effectSize: mean / deviation,
  });
}
