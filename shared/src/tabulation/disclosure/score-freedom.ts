import type { CampaignItem } from '../../codebook/index.js';
import { FIRST_CODE } from '../../coding/index.js';
import type { TableTallies } from '../table-tallies.js';

/** The scores of an item's valid options, and which are favourable. */
interface ScoredOption {
  readonly score: number;
  readonly favourable: boolean;
}

/** The least and the largest sum of scores that so many favourable and unfavourable answers can have. */
export function sumRange(
  item: CampaignItem,
  favourable: number,
  unfavourable: number,
): { readonly least: number; readonly most: number } {
  const [good, bad] = [scoresOf(item, true), scoresOf(item, false)];
  const end = (pick: (...scores: number[]) => number, scores: readonly number[], count: number): number =>
    count === 0 || scores.length === 0 ? 0 : count * pick(...scores);
  return {
    least: end(Math.min, good, favourable) + end(Math.min, bad, unfavourable),
    most: end(Math.max, good, favourable) + end(Math.max, bad, unfavourable),
  };
}

const scoresOf = ({ options }: CampaignItem, favourable: boolean): number[] =>
  options.flatMap((option) =>
    !option.missing && option.score !== null && option.favourable === favourable ? [option.score] : [],
  );

/** Answers per option in every cell of a table of an item with single choices, by the cell's place in the tallies. */
export function optionCounts(tallies: TableTallies): Float64Array[] {
  const { cells, clusterAnswers, of, columns, persons } = tallies;
  const counts = Array.from(persons, () => new Float64Array(of?.options.length ?? 0));
  if (!of || of.kind !== 'single' || !clusterAnswers) return counts;
  const { width, figures } = clusterAnswers;
  cells.row.forEach((row, cell) => {
    const own = counts[row * (columns.length + 1) + cells.column[cell]!]!;
    for (let option = 0; option < own.length; option++)
      own[option]! += figures[cell * width + FIRST_CODE + option]!;
  });
  return counts;
}

/** How far the sum of scores of a cell must be free to lie. */
export interface SumFreedom {
  readonly below: number;
  readonly above: number;
  /** Whether few chose some option, so that the spread of the answers would help to find it. */
  readonly few: boolean;
}

/**
 * How far the sum of scores must be free to lie that every option which few chose could have been chosen by the minimum:
 * a mean close to the best score tells that nearly all gave it.
 *
 * @param counts answers per option of the item, of at least `minimum` valid ones
 */
export function freedomOfOptions(item: CampaignItem, counts: Float64Array, minimum: number): SumFreedom {
  let [below, above, few] = [0, 0, false];
  const valid = item.options.flatMap(({ missing, score, favourable }, option) =>
    missing || score === null ? [] : [{ score, favourable, count: counts[option]! }],
  );
  const n = valid.reduce((sum, { count }) => sum + count, 0);
  const favourable = valid.reduce((sum, option) => (option.favourable ? sum + option.count : sum), 0);
  const sum = valid.reduce((total, { score, count }) => total + score * count, 0);
  for (const option of valid) {
    if (option.count === 0 || option.count >= minimum) continue;
    few = true;
    const { least, most } = rangeWith(item, option, favourable, n, minimum);
    below = Math.max(below, sum - most);
    above = Math.max(above, least - sum);
  }
  return { below, above, few };
}

/** The range of the sum where `minimum` people chose `option`, and no more are of its kind than need be. */
function rangeWith(
  item: CampaignItem,
  { score, favourable }: ScoredOption,
  satisfied: number,
  n: number,
  minimum: number,
): { readonly least: number; readonly most: number } {
  const own = Math.max(minimum, favourable ? satisfied : n - satisfied);
  const others = n - own;
  const rest = favourable ? sumRange(item, own - minimum, others) : sumRange(item, others, own - minimum);
  return { least: rest.least + minimum * score, most: rest.most + minimum * score };
}

/**
 * By how much the sums of scores cannot agree when answers of one kind go round a table: whoever leaves a cell takes a
 * score along that the cell has.
 *
 * @param options answers per option and figure
 * @param moved answers by figure, less the true ones
 * @returns 0 where one sum fits them all
 */
export function scoreGap(
  item: CampaignItem,
  favourable: boolean,
  options: readonly Float64Array[],
  moved: ReadonlyMap<number, number>,
): number {
  const kind = item.options.flatMap((option, index) =>
    !option.missing && option.score !== null && option.favourable === favourable
      ? [{ score: option.score, counts: options[index]! }]
      : [],
  );
  if (kind.length === 0) return 0;
  kind.sort((a, b) => a.score - b.score);
  const upwards = [...kind].reverse();
  let [least, most, people] = [-Infinity, Infinity, 0];
  for (const [figure, by] of moved) {
    people = Math.max(people, Math.abs(by));
    if (by === 0) continue;
    const end = (order: typeof kind): number =>
      by > 0 ? order[0]!.score : averageOfFirst(order, figure, -by);
    least = Math.max(least, end(kind));
    most = Math.min(most, end(upwards));
  }
  return Math.max(0, least - most) * people;
}

/** The mean score of so many answers of a figure, taken in the order given. */
function averageOfFirst(
  order: readonly { readonly score: number; readonly counts: Float64Array }[],
  figure: number,
  people: number,
): number {
  let [left, sum] = [people, 0];
  for (const { score, counts } of order) {
    const taken = Math.min(left, counts[figure]!);
    sum += taken * score;
    left -= taken;
  }
  return sum / Math.max(1, people - left);
}
