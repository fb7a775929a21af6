import { failure, success, type Outcome } from './outcome.js';
import { wilsonInterval, type ProportionInterval } from './wilson.js';

export interface TopBoxes extends ProportionInterval {
  readonly count: number;
  /** All answers on the scale. */
  readonly n: number;
}

/**
 * The share of answers in the highest step of a scale ("top box"), or in the highest two or more, with Wilson's interval.
 * What counts as satisfied is the scale's own business (`favourableShares`); this goes by the order of scores alone.
 *
 * @param scores the score of each option; options of the same score share a step
 * @param counts how many chose each option, same order; leave "don't know" out
 * @param boxes how many steps, from the top: 1 or 2 as a rule
 * @returns `differentLengths`; `invalidValue`, also where the scale has no step beside those boxes; `noData`
 */
export function topBoxes(
  scores: readonly number[],
  counts: readonly number[],
  boxes: number,
  level = 0.95,
): Outcome<TopBoxes> {
  if (scores.length !== counts.length) return failure('differentLengths');
  if (!scores.every(Number.isFinite) || !counts.every((count) => Number.isSafeInteger(count) && count >= 0)) {
    return failure('invalidValue');
  }
  const steps = [...new Set(scores)].sort((one, other) => other - one);
  const lowest = steps[boxes - 1];
  if (lowest === undefined || steps.length <= boxes) return failure('invalidValue');
  const n = counts.reduce((sum, count) => sum + count, 0);
  const count = counts.reduce((sum, chosen, k) => (scores[k]! >= lowest ? sum + chosen : sum), 0);
  const share = wilsonInterval(count, n, level);
  return share.ok ? success({ ...share.value, count, n }) : share;
}
