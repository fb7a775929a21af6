import type { BreakdownRow, ItemBreakdown } from '../breakdown/index.js';
import type { CampaignItem, RespondentGroup } from '../codebook/index.js';
import { wilsonInterval } from '../statistics/index.js';
import type { GroupFigure } from './finding.js';

/** The figures of the groups that an item was put to, in the campaign's order; groups without a response yet are left out. */
export function groupFigures(
  item: CampaignItem,
  breakdown: ItemBreakdown,
  groups: readonly RespondentGroup[],
): GroupFigure[] {
  return groups.flatMap(({ code, title }) => {
    const row = breakdown.rows.find(({ key }) => key === code);
    return row && item.wording.has(code) && row.asked !== 0 ? [figureOfRow(row, code, title)] : [];
  });
}

/** A row of a table as a figure of evidence. */
export function figureOfRow(
  row: BreakdownRow,
  group: string,
  label: GroupFigure['label'] = row.label,
): GroupFigure {
  return {
    group,
    label,
    favourable: row.favourable,
    bounds: row.favourableBounds,
    mean: row.mean,
    counts: row.counts,
    suppressed: row.suppression === 'row' || row.n === null,
  };
}

/**
 * Where a figure's favourable share may lie: its 95 % interval; where the share itself is withheld, from the lower end of
 * the interval of its lower bound to the upper end of that of its upper bound.
 */
export function rangeOf({ favourable, bounds }: GroupFigure): { lower: number; upper: number } | null {
  if (favourable) return favourable;
  if (!bounds) return null;
  const { n, atLeast, atMost } = bounds;
  const lowest = wilsonInterval(Math.floor(atLeast * n), n);
  const highest = wilsonInterval(Math.min(n, Math.ceil(atMost * n)), n);
  return lowest.ok && highest.ok ? { lower: lowest.value.lower, upper: highest.value.upper } : null;
}

/** Figures with an exact favourable share, from the highest to the lowest. */
export function rankedByShare(
  figures: readonly GroupFigure[],
): (GroupFigure & { favourable: NonNullable<GroupFigure['favourable']> })[] {
  return figures
    .flatMap((figure) => (figure.favourable ? [{ ...figure, favourable: figure.favourable }] : []))
    .sort((a, b) => b.favourable.share - a.favourable.share);
}
