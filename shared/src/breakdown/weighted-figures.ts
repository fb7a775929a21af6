import type { ClusterDesign, DomainSums } from './design/index.js';

/**
 * A weighted figure adds up people with other weights than the plain one does, so both together tell more than either:
 * who falls into which cluster, where there are few or one has a weight of its own, and how two withheld rows share what
 * the total has.
 */
export interface WeightedDisclosure {
  readonly design: ClusterDesign;
  readonly minimumCell: number;
}

/** Digits of weighted figures: enough for everybody, too few to solve for counts in. */
const DECIMALS = 6;
/** From here on, where a figure must be rounded. */
const ROUNDED = 3;
const ROUNDING_ERROR = 1e-6;

/**
 * Whether the number of people, N, and of those they stand for, A, show that a cluster's count is under the minimum. The
 * cluster could hold as many people as let the others' average weight stay among their own weights:
 * x ≤ (A − w₋N)/(w − w₋) and x ≤ (w₊N − A)/(w₊ − w), w₋ and w₊ the others' least and greatest weight.
 *
 * @param weights per cluster
 * @param counts per cluster, whole
 */
export function isSolvable(
  weights: ArrayLike<number>,
  counts: ArrayLike<number>,
  minimumCell: number,
): boolean {
  const small = (count: number): boolean => count > 0 && count < minimumCell;
  const all = Array.from(counts);
  if (!all.some(small)) return false;
  const n = all.reduce((sum, count) => sum + count, 0);
  const people = all.reduce((sum, count, k) => sum + count * weights[k]!, 0);
  const rising = Array.from(weights)
    .filter((_, k) => all[k]! > 0)
    .sort((a, b) => a - b);
  if (rising.length < 2) return false;
  return all.some((count, k) => {
    if (!small(count)) return false;
    const own = weights[k]!;
    const least = rising[own === rising[0] ? 1 : 0]!;
    const greatest = rising.at(own === rising.at(-1) ? -2 : -1)!;
    const most = Math.min(
      own > least ? (people - least * n) / (own - least) : Infinity,
      own < greatest ? (greatest * n - people) / (greatest - own) : Infinity,
    );
    return most < minimumCell * (1 - ROUNDING_ERROR);
  });
}

/**
 * How far a sum of weights over a domain must be free to lie, so that it tells no count of 1 to minimum − 1: by as much as
 * moving so many people between its clusters changes it; 0 where nothing can be solved for.
 *
 * @param counts by place: persons, or favourable and other answers
 */
export function roomOf(
  { design, minimumCell }: WeightedDisclosure,
  place: ArrayLike<number>,
  counts: readonly ArrayLike<number>[],
): number {
  const weights = Float64Array.from(place, (at) => design.weights[at]!);
  if (!counts.some((each) => isSolvable(weights, each, minimumCell))) return 0;
  return (minimumCell - 1) * spreadOf(weights);
}

/**
 * How far the total's sum of weights must be free to lie where rows are withheld: moving people between these must give
 * the same figure.
 *
 * @param withheld the rows that are not told, by place
 */
export function roomOfTotal(
  { design, minimumCell }: WeightedDisclosure,
  withheld: readonly DomainSums[],
): number {
  const weights = withheld.flatMap(({ place }) => Array.from(place, (at) => design.weights[at]!));
  return 2 * (minimumCell - 1) * spreadOf(weights);
}

function spreadOf(weights: ArrayLike<number>): number {
  const all = Array.from(weights);
  const least = all.reduce((low, weight) => Math.min(low, weight), Infinity);
  const greatest = all.reduce((high, weight) => Math.max(high, weight), -Infinity);
  return greatest > least ? greatest - least : 0;
}

/** A figure as it may be told. */
export interface RoundedFigure {
  readonly value: number;
  readonly decimals: number;
}

/**
 * A ratio of weighted sums, rounded so that everything that the sums might be gives the same; null where even `fewest`
 * decimals would tell it apart.
 *
 * @param above the numerator, free by `room.above` either way
 * @param below the denominator, free by `room.below`
 */
export function roundedRatio(
  above: number,
  below: number,
  room: { readonly above: number; readonly below: number },
  fewest: number,
): RoundedFigure | null {
  if (below <= room.below) return null;
  const value = above / below;
  const exact = room.above === 0 && room.below === 0;
  const low = Math.min((above - room.above) / (below + room.below), value);
  const high = Math.max((above + room.above) / (below - room.below), value);
  for (let decimals = exact ? DECIMALS : ROUNDED; decimals >= fewest; decimals -= 1) {
    const rounded = roundTo(value, decimals);
    if (exact || (roundTo(low, decimals) === rounded && roundTo(high, decimals) === rounded))
      return { value: rounded, decimals };
  }
  return null;
}

/** `decimals` under 0 round to tens, hundreds … */
export const roundTo = (value: number, decimals: number): number =>
  decimals >= 0
    ? Number(value.toFixed(decimals))
    : Number((value / 10 ** -decimals).toFixed(0)) * 10 ** -decimals;

/** As a property: how many decimals hold, where that is fewer than all. */
export const decimalsTold = ({ decimals }: RoundedFigure): { readonly decimals?: number } =>
  decimals < DECIMALS ? { decimals } : {};
