import { tHalfWidth } from './describe.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';
import { allFinite, sampleMoments, type Values } from './sample.js';

export interface SampleMean {
  readonly mean: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The mean of a simple random sample without replacement from a population of known size: the closer the sample
 * comes to everyone, the narrower the interval; with everyone asked it has no width.
 *
 * SE² = (1 − n/N)s²/n; t interval on n − 1.
 *
 * @param values one per respondent; 0 and 1 for a proportion
 * @param populationSize N, everyone who could have been drawn
 * @param level confidence, between 0 and 1
 * @returns `noData`, `invalidValue`; `inconsistentDesign` where n > N; `tooFewValues` for one of several
 * @see Cochran (1977), Sampling Techniques, 3rd ed., section 2.6
 */
export function simpleRandomMean(values: Values, populationSize: number, level = 0.95): Outcome<SampleMean> {
  if (values.length === 0) return failure('noData');
  if (!allFinite(values) || !(populationSize > 0) || !isLevel(level)) return failure('invalidValue');
  const { n, mean, squares } = sampleMoments(values);
  if (n > populationSize) return failure('inconsistentDesign');
  if (n === populationSize) return success({ mean, standardError: 0, lower: mean, upper: mean });
  if (n === 1) return failure('tooFewValues');
  const standardError = Math.sqrt(((1 - n / populationSize) * (squares / (n - 1))) / n);
  if (!Number.isFinite(standardError)) return failure('overflow');
  const half = tHalfWidth(standardError, n - 1, level);
  return success({ mean, standardError, lower: mean - half, upper: mean + half });
}
