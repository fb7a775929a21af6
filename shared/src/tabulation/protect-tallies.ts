import type { CampaignItem } from '../codebook/index.js';
import type { ProtectedItem, ProtectedRow, ProtectedTallies } from './protected-tallies.js';
import type { ItemTally, RowTally, Tallies } from './tallies.js';

/**
 * Withholds what would show a cell of 1 to minimum − 1 respondents.
 *
 * @param tallies exact counts
 * @param minimumCell the smallest count that may be shown (zero always may)
 */
export function protectTallies(tallies: Tallies, minimumCell: number): ProtectedTallies {
  const enough = tallies.responses >= minimumCell;
  return {
    tallies,
    minimumCell,
    responses: enough ? tallies.responses : null,
    items: tallies.items.map((tally) => protectItem(tally, minimumCell, enough)),
  };
}

function protectItem({ item, rows, total }: ItemTally, minimum: number, enough: boolean): ProtectedItem {
  const protect = (row: RowTally): ProtectedRow =>
    enough ? protectRow(item, row, minimum) : withheldRow(row);
  return { total: protect(total), rows: rows.map(protect) };
}

function protectRow(item: CampaignItem, row: RowTally, minimum: number): ProtectedRow {
  const small = (count: number): boolean => count > 0 && count < minimum;
  if (small(row.asked) || small(row.n)) return withheldRow(row);
  const show = (count: number): number | null => (small(count) ? null : count);
  const counts = row.counts.map(show);
  const rated = item.options.some((option) => option.favourable);
  const favourable = row.counts.reduce((sum, c, k) => sum + (item.options[k]!.favourable ? c : 0), 0);
  const exact = !small(favourable) && !small(row.n - favourable);
  const cells = counts.includes(null) || small(row.missing) || small(row.dontKnow);
  return {
    suppression: cells || (rated && !exact) ? 'cells' : 'none',
    asked: small(row.missing) || small(row.dontKnow) ? null : row.asked,
    missing: show(row.missing),
    dontKnow: show(row.dontKnow),
    n: row.n,
    counts,
    favourable: rated && exact ? favourable : null,
    favourableBounds:
      rated && !exact
        ? small(favourable)
          ? { atLeast: 0, atMost: Math.min(row.n, minimum) }
          : { atLeast: row.n - minimum, atMost: row.n }
        : null,
    scores: counts.includes(null) ? null : { below: 0, above: 0, withheld: false },
  };
}

const withheldRow = (row: RowTally): ProtectedRow => ({
  suppression: 'row',
  asked: null,
  missing: null,
  dontKnow: null,
  n: null,
  counts: row.counts.map(() => null),
  favourable: null,
  favourableBounds: null,
  scores: null,
});
