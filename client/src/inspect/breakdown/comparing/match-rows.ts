import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';

/** Two rows side by side; null: the other side has none. */
export interface RowPair {
  readonly first: BreakdownRow;
  readonly second: BreakdownRow | null;
}

/** The rows of two rounds' tables of an item: the totals, then every row of the first with the second's of its key or, else, of its name. */
export function matchRows(
  first: Pick<ItemBreakdown, 'total'> & { readonly rows: readonly BreakdownRow[] },
  second: Pick<ItemBreakdown, 'total' | 'rows'>,
): RowPair[] {
  const byKey = new Map(second.rows.map((row) => [row.key, row]));
  const byName = new Map(second.rows.map((row) => [row.label.zh, row]));
  return [
    { first: first.total, second: second.total },
    ...first.rows.map((row) => ({
      first: row,
      second: byKey.get(row.key) ?? byName.get(row.label.zh) ?? null,
    })),
  ];
}
