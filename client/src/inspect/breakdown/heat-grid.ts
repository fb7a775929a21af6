import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import type { LocalizedText } from '@duwen/shared/i18n';
import { leadRows, orderRows, type RowOrder } from './row-order';

export interface HeatPlace {
  readonly row: number;
  readonly column: number;
}

export interface HeatGrid {
  /** The items that have a satisfaction scale. */
  readonly items: readonly ItemBreakdown[];
  /** The total first, then a line per category, with a cell per item. */
  readonly rows: readonly {
    readonly key: string | null;
    readonly label: LocalizedText;
    readonly cells: readonly BreakdownRow[];
  }[];
}

/** Rows × items of a heat map. A row keeps its line across the map: all follow one item, the first unless `order` names another. */
export function heatGrid(
  all: readonly ItemBreakdown[],
  order: RowOrder,
  pinned: readonly string[] = [],
): HeatGrid {
  const items = all.filter((item) => item.options.some(({ favourable }) => favourable));
  const [first] = items;
  if (!first) return { items: [], rows: [] };
  const byKey = items.map((item) => new Map(item.rows.map((row) => [row.key, row])));
  const line = (lead: BreakdownRow) => ({
    key: lead.key,
    label: lead.label,
    cells: items.map((item, index) => (lead.key === null ? item.total : byKey[index]!.get(lead.key)!)),
  });
  const ordered = orderRows(first.rows, order, pinned, leadRows(items, order));
  return { items, rows: [line(first.total), ...ordered.map(line)] };
}

/** Where a key leads from a cell; null for a key that does not move. */
export function moved(from: HeatPlace, key: string, rows: number, columns: number): HeatPlace | null {
  const within = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));
  const at = (row: number, column: number): HeatPlace => ({
    row: within(row, rows),
    column: within(column, columns),
  });
  switch (key) {
    case 'ArrowUp':
      return at(from.row - 1, from.column);
    case 'ArrowDown':
      return at(from.row + 1, from.column);
    case 'ArrowLeft':
      return at(from.row, from.column - 1);
    case 'ArrowRight':
      return at(from.row, from.column + 1);
    case 'PageUp':
      return at(from.row - 10, from.column);
    case 'PageDown':
      return at(from.row + 10, from.column);
    case 'Home':
      return at(from.row, 0);
    case 'End':
      return at(from.row, columns - 1);
    default:
      return null;
  }
}
