import type { BreakdownRow, ItemBreakdown } from '../breakdown/index.js';
import type { CampaignItem, RespondentGroup } from '../codebook/index.js';
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

/** Where a figure's favourable share may lie: its interval, or the bounds where the share itself is withheld. */
export function rangeOf({ favourable, bounds }: GroupFigure): { lower: number; upper: number } | null {
  if (favourable) return favourable;
  return bounds && { lower: bounds.atLeast, upper: bounds.atMost };
}

/** Figures with an exact favourable share, from the highest to the lowest. */
export function rankedByShare(
  figures: readonly GroupFigure[],
): (GroupFigure & { favourable: NonNullable<GroupFigure['favourable']> })[] {
  return figures
    .flatMap((figure) => (figure.favourable ? [{ ...figure, favourable: figure.favourable }] : []))
    .sort((a, b) => b.favourable.share - a.favourable.share);
}
