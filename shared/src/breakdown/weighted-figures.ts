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
  let [n, people, someSmall] = [0, 0, false];
  // The least and the greatest weight, and those next to them: where one is the cluster's own, the next is the others'.
  let [least, second, fewer, greatest] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < counts.length; k += 1) {
    const [count, weight] = [counts[k]!, weights[k]!];
    if (count === 0) continue;
    n += count;
    people += count * weight;
    someSmall ||= count < minimumCell;
    second = Math.min(second, Math.max(least, weight));
    least = Math.min(least, weight);
    fewer = Math.max(fewer, Math.min(greatest, weight));
    greatest = Math.max(greatest, weight);
  }
  // One cluster, or all of one weight: the sums say the same.
  if (!someSmall || least === greatest) return false;
  for (let k = 0; k < counts.length; k += 1) {
    const [count, own] = [counts[k]!, weights[k]!];
    if (count === 0 || count >= minimumCell) continue;
    const low = own === least ? second : least;
    const high = own === greatest ? fewer : greatest;
    const most = Math.min(
      own > low ? (people - low * n) / (own - low) : Infinity,
      own < high ? (high * n - people) / (high - own) : Infinity,
    );
    if (most < minimumCell * (1 - ROUNDING_ERROR)) return true;
  }
  return false;
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
  // Within one cluster the sums say the same.
  if (place.length < 2) return 0;
  const weights = Array.from(place, (at) => design.weights[at]!);
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
  let [least, greatest] = [Infinity, -Infinity];
  for (let k = 0; k < weights.length; k += 1) {
    least = Math.min(least, weights[k]!);
    greatest = Math.max(greatest, weights[k]!);
  }
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
