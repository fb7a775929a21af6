import type { ClusterDesign } from './design/index.js';

/** What weighting costs. */
export interface Weighting {
  /** Kish's design effect of unequal weights, nΣw²/(Σw)². */
  readonly designEffect: number;
  /** (Σw)²/Σw², persons. */
  readonly effectiveN: number;
  /** The least and the greatest weight that at least the minimum of respondents have: one alone would tell who is rare. */
  readonly smallest: number;
  readonly largest: number;
}

/**
 * What a table's weights cost (Kish 1965, section 11.7).
 *
 * @param placeOf per cluster cell its place in the design
 * @param persons per cluster cell
 * @returns null for fewer persons than the minimum
 */
export function weightingOf(
  { weights }: ClusterDesign,
  placeOf: Uint32Array,
  persons: ArrayLike<number>,
  minimumCell: number,
): Weighting | null {
  const cells = Array.from(placeOf, (place, cell) => ({ weight: weights[place]!, n: persons[cell]! }));
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  if (n < Math.max(1, minimumCell)) return null;
  const sum = cells.reduce((total, { weight, n: count }) => total + weight * count, 0);
  const squares = cells.reduce((total, { weight, n: count }) => total + weight * weight * count, 0);
  const effectiveN = (sum * sum) / squares;
  const rising = cells.filter((cell) => cell.n > 0).sort((a, b) => a.weight - b.weight);
  return {
    designEffect: n / effectiveN,
    effectiveN,
    smallest: weightOfNth(rising, minimumCell),
    largest: weightOfNth(rising.reverse(), minimumCell),
  };
}

/** The weight of the nth person in the order given. */
function weightOfNth(ordered: readonly { weight: number; n: number }[], nth: number): number {
  let before = 0;
  for (const { weight, n } of ordered) if ((before += n) >= nth) return weight;
  return ordered.at(-1)!.weight;
}
