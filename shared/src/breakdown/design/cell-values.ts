import type { CampaignItem } from '../../codebook/index.js';
import { FIRST_CODE } from '../../coding/index.js';
import { NUMERIC, type ClusterCounts } from '../../tabulation/index.js';
import type { CellValues } from './domain-sums.js';

/** 1 for a favourable answer, 0 for another valid one, by cluster cell; null where the item knows no favourable ones. */
export function favourableValues(item: CampaignItem, clusters: ClusterCounts): CellValues | null {
  if (item.kind !== 'single' || !item.options.some(({ favourable }) => favourable)) return null;
  return optionValues(item, clusters, ({ missing, favourable }) => (missing ? null : favourable ? 1 : 0));
}

/** The scores of the scored answers (of a numeric item what exceeds its `min`), by cluster cell; null where there are none. */
export function scoreValues(item: CampaignItem, clusters: ClusterCounts): CellValues | null {
  if (item.kind === 'single')
    return optionValues(item, clusters, ({ missing, score }) => (missing ? null : score));
  if (item.kind !== 'numeric') return null;
  const { width, figures } = clusters;
  const column = (figure: number): Float64Array =>
    Float64Array.from({ length: figures.length / width }, (_, cell) => figures[cell * width + figure]!);
  return { n: column(NUMERIC.n), sum: column(NUMERIC.sum), squares: column(NUMERIC.squares) };
}

/** What `scoreValues` are measured from. */
export const scoreOrigin = ({ kind, min }: CampaignItem): number => (kind === 'numeric' ? (min ?? 0) : 0);

function optionValues(
  { options }: CampaignItem,
  { width, figures }: ClusterCounts,
  valueOf: (option: CampaignItem['options'][number]) => number | null,
): CellValues {
  const cells = figures.length / width;
  const [n, sum, squares] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)];
  options.forEach((option, index) => {
    const value = valueOf(option);
    if (value === null) return;
    for (let cell = 0; cell < cells; cell += 1) {
      const count = figures[cell * width + FIRST_CODE + index]!;
      n[cell]! += count;
      sum[cell]! += count * value;
      squares[cell]! += count * value * value;
    }
  });
  return { n, sum, squares };
}
