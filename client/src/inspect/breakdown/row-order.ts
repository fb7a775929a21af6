import type { BreakdownRow } from '@duwen/shared/breakdown';
import type { RowOrder } from './view-state';

const midpoint = (row: BreakdownRow): number | null => {
  if (row.favourable) return row.favourable.share;
  // A range is placed by its middle: what may be told of a withheld share, no more.
  if (row.favourableBounds) return (row.favourableBounds.atLeast + row.favourableBounds.atMost) / 2;
  return null;
};

const VALUE: Readonly<Record<Exclude<RowOrder, 'given'>, (row: BreakdownRow) => number | null>> = {
  high: midpoint,
  low: midpoint,
  base: (row) => row.n,
};

/** Rows in the order wanted. A withheld row comes last, so that its place tells nothing of its value. */
export function orderRows(rows: readonly BreakdownRow[], order: RowOrder): BreakdownRow[] {
  if (order === 'given') return [...rows];
  const value = VALUE[order];
  const sign = order === 'low' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}

/** Rows with figures (or withheld ones), and those that nobody was asked in. */
export function askedRows(rows: readonly BreakdownRow[]): { rows: BreakdownRow[]; notAsked: BreakdownRow[] } {
  return {
    rows: rows.filter(({ asked }) => asked !== 0),
    notAsked: rows.filter(({ asked }) => asked === 0),
  };
}

/** The rows to show, and those withheld whole where there are more than `most` of them: a page of empty rows tells nothing. */
export function foldWithheld(
  rows: readonly BreakdownRow[],
  most: number,
): { shown: readonly BreakdownRow[]; folded: readonly BreakdownRow[] } {
  const folded = rows.filter(({ suppression }) => suppression === 'row');
  if (folded.length <= most) return { shown: rows, folded: [] };
  return { shown: rows.filter(({ suppression }) => suppression !== 'row'), folded };
}
