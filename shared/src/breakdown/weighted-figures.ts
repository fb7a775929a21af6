import type { ClusterDesign, DomainSums } from './design/index.js';

/**
 * A weighted figure adds up people with other weights than the plain one does, so both together tell more than either:
 * who falls into which cluster, where there are few, and how two withheld rows share what the total has.
 */
export interface WeightedDisclosure {
  readonly design: ClusterDesign;
  readonly minimumCell: number;
}

/** Digits of weighted shares and means: enough for everybody, too few to solve for counts in. */
const DECIMALS = 6;
/** Up to so many different weights, the plain and the weighted figure may give the counts behind them. */
const FEW_WEIGHTS = 3;

/**
 * Whether a row's weighted figures, beside the plain ones, could be solved for a count of 1 to minimum − 1: its people have
 * two or three different weights, and a place has such a count.
 *
 * @param favourable favourable answers by place; null where the item knows none
 * @param scored the same of scored answers
 */
export function givesAway(
  { design, minimumCell }: WeightedDisclosure,
  favourable: DomainSums | null,
  scored: DomainSums | null,
): boolean {
  const small = (count: number): boolean => count > 0 && count < minimumCell;
  const few = ({ place }: DomainSums): boolean => {
    const weights = new Set(place.map((at) => design.weights[at]!));
    return weights.size > 1 && weights.size <= FEW_WEIGHTS;
  };
  const smallAnswers = ({ n, sum }: DomainSums): boolean =>
    n.some((size, k) => small(size) || small(sum[k]!) || small(size - sum[k]!));
  return (
    (favourable !== null && few(favourable) && smallAnswers(favourable)) ||
    (scored !== null && few(scored) && scored.n.some(small))
  );
}

/**
 * How far a weighted total must be free to lie, in the unit of the figure, where rows are withheld: moving as many as the
 * minimum between them must give the same figure.
 *
 * @param withheld the rows that are not told, by place
 * @param range of a single answer: 1 for a share
 */
export function freedomOfTotal(
  { design, minimumCell }: WeightedDisclosure,
  total: DomainSums,
  withheld: readonly DomainSums[],
  range: number,
): number {
  const weights = withheld.flatMap(({ place }) => place.map((at) => design.weights[at]!));
  if (weights.length === 0) return 0;
  const spread = Math.max(...weights) - Math.min(...weights);
  const sum = total.place.reduce((all, at, k) => all + design.weights[at]! * total.n[k]!, 0);
  return (minimumCell * spread * range) / sum;
}

/**
 * A figure rounded so that everything within `freedom` of it is rounded to the same; null where even `fewest` decimals
 * would tell them apart.
 */
export function roundedWithin(
  value: number,
  freedom: number,
  fewest: number,
): { value: number; decimals: number } | null {
  for (let decimals = freedom === 0 ? DECIMALS : 3; decimals >= fewest; decimals -= 1) {
    const rounded = roundTo(value, decimals);
    if (roundTo(value - freedom, decimals) === rounded && roundTo(value + freedom, decimals) === rounded)
      return { value: rounded, decimals };
  }
  return null;
}

export const roundTo = (value: number, decimals: number): number => Number(value.toFixed(decimals));
