import { median } from './describe.js';
import { failure, success, type Outcome } from './outcome.js';
import type { Values } from './sample.js';

/** A response that took less than this share of the median time is marked as speeding. */
export const SPEEDING_RATIO = 0.3;

/**
 * The longest run of the same answer over items that stand one after another on the same scale.
 *
 * @param answers in the order of the questionnaire; NaN (missing or not asked) breaks no run and adds to none
 * @returns the length of the longest run, 0 without answers
 * @see Johnson (2005), "Ascertaining the validity of individual protocols from web-based personality inventories"
 */
export function longestString(answers: Values): number {
  let longest = 0;
  let run = 0;
  let last = Number.NaN;
  for (let i = 0; i < answers.length; i += 1) {
    const answer = answers[i]!;
    if (Number.isNaN(answer)) continue;
    run = answer === last ? run + 1 : 1;
    last = answer;
    longest = Math.max(longest, run);
  }
  return longest;
}

/**
 * How long each response took, as a share of the median of all that filled in the same questionnaire.
 * Under `SPEEDING_RATIO` nobody can have read the questions.
 *
 * @param seconds per response, over 0; NaN where not known
 * @returns per response the ratio, null where not known; `noData` where no time is known; `invalidValue`
 * @see Greszki, Meyer & Schoen (2015), "Exploring the effects of removing 'too fast' responses", POQ 79
 */
export function speedRatios(seconds: Values): Outcome<(number | null)[]> {
  const known = Array.from(seconds).filter((time) => !Number.isNaN(time));
  if (known.length === 0) return failure('noData');
  if (!known.every((time) => time > 0 && time < Infinity)) return failure('invalidValue');
  const middle = median(known);
  if (!middle.ok) return middle;
  return success(Array.from(seconds, (time) => (Number.isNaN(time) ? null : time / middle.value)));
}

/**
 * Pairs of responses that are alike in all but a few answers: copies, or one person answering twice. Short
 * questionnaires on which most people are satisfied yield many honest twins; look at pairs over many items only.
 *
 * Rows that differ in at most k of their answers agree throughout at least one of k + 1 stretches of items; only such
 * rows are compared (pigeonhole principle).
 *
 * @param rows per response its answers, all of the same length
 * @param mostDifferences in how many answers two alike responses may differ
 * @returns pairs of row numbers from 0, the earlier one first, in ascending order; `differentLengths`; `invalidValue`
 *   where there are no more answers than allowed differences
 * @see Kuriakose & Robbins (2016), "Don't get duped: fraud through duplication in public opinion surveys"
 */
export function nearDuplicates(
  rows: readonly Values[],
  mostDifferences: number,
): Outcome<readonly (readonly [number, number])[]> {
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) return failure('differentLengths');
  if (rows.length > 0 && !(mostDifferences >= 0 && mostDifferences < width)) return failure('invalidValue');
  const pairs = new Map<number, readonly [number, number]>();
  const stretches = mostDifferences + 1;
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = Math.floor((stretch * width) / stretches);
    const to = Math.floor(((stretch + 1) * width) / stretches);
    for (const alike of rowsAlike(rows, from, to)) {
      alike.forEach((second, k) => {
        for (const first of alike.slice(0, k)) {
          if (differences(rows[first]!, rows[second]!, mostDifferences) <= mostDifferences) {
            pairs.set(first * rows.length + second, [first, second]);
          }
        }
      });
    }
  }
  return success([...pairs].sort(([one], [other]) => one - other).map(([, pair]) => pair));
}

/** Row numbers that agree from one item to before another, in groups. */
function rowsAlike(rows: readonly Values[], from: number, to: number): Iterable<number[]> {
  const groups = new Map<string, number[]>();
  rows.forEach((row, i) => {
    let key = '';
    for (let j = from; j < to; j += 1) key += `${row[j]!},`;
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  return groups.values();
}

/** In how many answers two rows differ, counted no further than needed. */
function differences(one: Values, other: Values, most: number): number {
  let count = 0;
  for (let j = 0; j < one.length && count <= most; j += 1) if (!Object.is(one[j], other[j])) count += 1;
  return count;
}
