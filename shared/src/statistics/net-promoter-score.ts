import { normalCritical } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';

export interface NetPromoterScore {
  /** −100 to 100. */
  readonly score: number;
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
}

/**
 * The net promoter score: the percentage of promoters (9 or 10 of 10) less that of detractors (0 to 6), with the
 * normal interval from the variance (P + D − (P − D)²)/n.
 *
 * @param promoters number of answers 9 and 10
 * @param passives number of answers 7 and 8
 * @param detractors number of answers 0 to 6
 * @param level confidence, between 0 and 1
 * @returns points from −100 to 100, limits not clipped; `noData`; `invalidValue` for a negative or infinite count
 * @see Rocks (2016), "Interval estimation for the 'net promoter score'", The American Statistician 70
 */
export function netPromoterScore(
  promoters: number,
  passives: number,
  detractors: number,
  level = 0.95,
): Outcome<NetPromoterScore> {
  const n = promoters + passives + detractors;
  if (!Number.isFinite(n) || Math.min(promoters, passives, detractors) < 0) return failure('invalidValue');
  if (!isLevel(level)) return failure('invalidValue');
  if (n === 0) return failure('noData');
  const share = (promoters - detractors) / n;
  const variance = Math.max(0, (promoters + detractors) / n - share * share) / n;
  const half = normalCritical(level) * Math.sqrt(variance);
  return success({ score: 100 * share, lower: 100 * (share - half), upper: 100 * (share + half), n });
}
