import { tHalfWidth } from '../describe.js';
import { tTwoSided } from '../distributions/student-t.js';
import { failure, success, type Outcome } from '../outcome.js';
import { isLevel } from '../proportion-check.js';
import type { Values } from '../sample.js';
import { weightedMean } from './design-mean.js';
import { domainRows } from './domain.js';
import { linearisedError } from './linearisation.js';
import { degreesOfFreedom, type SurveyDesign } from './survey-design.js';

export interface DesignTTest {
  /** Mean of the second group minus that of the first. */
  readonly difference: number;
  readonly standardError: number;
  readonly t: number;
  /** The design's less one, for the second mean. */
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Whether the means of two groups of the population differ, in a survey of clusters: the regression of the values
 * on the group, linearised, which is the difference of two domain means with their covariance.
 *
 * @param design of the survey
 * @param values one per row; NaN where missing
 * @param group per row 0 for the first group, 1 for the second; any other number lies outside both
 * @param level confidence of the difference's interval
 * @returns `emptyCategory` where a group has no value; `tooFewValues` where no degree of freedom is left;
 *   `noVariation` where neither group varies between clusters; reasons of `domainRows` and `linearisedError`
 * @see Lumley (2010), Complex Surveys, section 2.4; as svyttest of R's survey
 */
export function designTTest(
  design: SurveyDesign,
  values: Values,
  group: Values,
  level = 0.95,
): Outcome<DesignTTest> {
  if (group.length !== design.size) return failure('differentLengths');
  if (!isLevel(level)) return failure('invalidValue');
  const first = domainRows(design, [values], (i) => group[i] === 0);
  const second = domainRows(design, [values], (i) => group[i] === 1);
  if (!first.ok) return first.reason === 'noData' ? failure('emptyCategory') : first;
  if (!second.ok) return second.reason === 'noData' ? failure('emptyCategory') : second;
  const [firstMean, secondMean] = [weightedMean(first.value, values), weightedMean(second.value, values)];
  const scores = Float64Array.from({ length: design.size }, (_, i) => {
    const [w1, w2] = [first.value.weights[i]!, second.value.weights[i]!];
    if (w2 > 0) return (w2 * (values[i]! - secondMean)) / second.value.weight;
    return w1 > 0 ? (-w1 * (values[i]! - firstMean)) / first.value.weight : 0;
  });
  const error = linearisedError(design, scores);
  if (!error.ok) return error;
  const inEither = (i: number) => first.value.weights[i]! + second.value.weights[i]! > 0;
  const df = degreesOfFreedom(design, inEither) - 1;
  if (df <= 0) return failure('tooFewValues');
  if (error.value === 0) return failure('noVariation');
  const difference = secondMean - firstMean;
  const t = difference / error.value;
  const half = tHalfWidth(error.value, df, level);
  return success({
    difference,
    standardError: error.value,
    t,
    degreesOfFreedom: df,
    pValue: tTwoSided(t, df),
    lower: difference - half,
    upper: difference + half,
  });
}
