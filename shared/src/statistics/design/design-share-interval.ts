import { normalCritical } from '../distributions/normal.js';
import { tCritical } from '../distributions/student-t.js';
import { failure, success, type Outcome } from '../outcome.js';
import { isLevel } from '../proportion-check.js';
import { wilsonLimits } from '../wilson.js';

export interface DesignShareInterval {
  readonly lower: number;
  readonly upper: number;
  /** The size of a sample drawn one by one that would tell as much. */
  readonly effectiveN: number;
}

/**
 * The interval of a proportion in a survey of clusters: Wilson's, with the effective sample size n* = p(1 − p)/variance in
 * place of n and t of the design's degrees of freedom in place of z. It stays within 0 and 1 and is not empty where the
 * variance is 0. n* is never over `n`: few clusters that happen to agree prove no more than as many independent answers.
 *
 * @param share p, weighted where the survey is
 * @param variance of p by linearisation; null where nothing is known of how clusters differ
 * @param n respondents, or with unequal weights Kish's effective number of them
 * @param df clusters less strata; null with a variance of null (then z)
 * @see Dean & Pagano (2015), "Evaluating confidence interval methods for binomial proportions in clustered surveys"
 */
export function designShareInterval(
  share: number,
  variance: number | null,
  n: number,
  df: number | null,
  level = 0.95,
): Outcome<DesignShareInterval> {
  if (!(share >= 0 && share <= 1) || !(n >= 0) || !isLevel(level)) return failure('invalidValue');
  if (n === 0) return failure('noData');
  if (variance !== null && !(variance >= 0)) return failure('invalidValue');
  if (df !== null && df < 1) return failure('tooFewValues');
  const effectiveN = variance ? Math.min(n, (share * (1 - share)) / variance) || n : n;
  const critical = df === null ? normalCritical(level) : tCritical(level, df);
  return success({ ...wilsonLimits(share * effectiveN, effectiveN, critical), effectiveN });
}
