import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';

/**
 * The column that rows stand in order of. Of an item's table: `favourable`, `n`, `asked`, `missing`, `dontKnow`, `mean`,
 * `sd`, `option:` and the option's place, or `item:` and the code of the item whose favourable share leads. Of a table's
 * own way: `column:` and the key of a head, or `total`.
 */
export interface OrderBy {
  readonly column: string;
  readonly descending: boolean;
}

/** null: as the roster and the codebook have the rows. */
export type RowOrder = OrderBy | null;

const NAMES: Readonly<Record<string, OrderBy>> = {
  high: { column: 'favourable', descending: true },
  low: { column: 'favourable', descending: false },
  base: { column: 'n', descending: true },
};

/** An order as the address has it: `mean`, or `-mean` from the highest down; also the names of older addresses. */
export function readOrder(text: string | null): RowOrder {
  if (!text || text === 'given' || text === '-') return null;
  const known = NAMES[text];
  if (known) return known;
  return text.startsWith('-')
    ? { column: text.slice(1), descending: true }
    : { column: text, descending: false };
}

export const writeOrder = ({ column, descending }: OrderBy): string => (descending ? `-${column}` : column);

/** What a click on a column's head leads to: highest first, then lowest first, then the given order. */
export function nextOrder(order: RowOrder, column: string): RowOrder {
  if (order?.column !== column) return { column, descending: true };
  return order.descending ? { column, descending: false } : null;
}

const midpoint = (row: BreakdownRow): number | null => {
  if (row.favourable) return row.favourable.share;
  // A range is placed by its middle: what may be told of a withheld share, no more.
  if (row.favourableBounds) return (row.favourableBounds.atLeast + row.favourableBounds.atMost) / 2;
  return null;
};

const shareOf = (part: number | null | undefined, whole: number | null): number | null =>
  part === null || part === undefined || !whole ? null : part / whole;

/** What a row has in a column; null where that is withheld or there is none. */
function valueIn(row: BreakdownRow, column: string): number | null {
  switch (column) {
    case 'favourable':
      return midpoint(row);
    case 'n':
    case 'asked':
    case 'missing':
    case 'mean':
    case 'sd':
      return row[column];
    case 'dontKnow':
      return row.n === null ? null : shareOf(row.dontKnow, row.n + (row.dontKnow ?? 0));
    default:
      return column.startsWith('option:')
        ? shareOf(row.counts[Number(column.slice('option:'.length))], row.n)
        : null;
  }
}

/** Puts values in order; what has none comes last both ways, so that its place tells nothing. */
export function inOrder<T>(list: readonly T[], value: (each: T) => number | null, descending: boolean): T[] {
  const sign = descending ? -1 : 1;
  return list
    .map((each) => ({ each, at: value(each) }))
    .sort((a, b) => {
      if (a.at === null || b.at === null) return Number(a.at === null) - Number(b.at === null);
      return sign * (a.at - b.at);
    })
    .map(({ each }) => each);
}

/**
 * Rows in the order wanted, pinned ones first in the order of their pinning.
 *
 * @param lead rows of the item that leads an order of `item:`; those of the item itself unless given
 */
export function orderRows(
  rows: readonly BreakdownRow[],
  order: RowOrder,
  pinned: readonly string[] = [],
  lead: readonly BreakdownRow[] = rows,
): BreakdownRow[] {
  return pinnedFirst(
    order === null ? [...rows] : inOrder(rows, valuesBy(order.column, lead), order.descending),
    pinned,
    ({ key }) => key,
  );
}

function valuesBy(column: string, lead: readonly BreakdownRow[]): (row: BreakdownRow) => number | null {
  if (!column.startsWith('item:')) return (row) => valueIn(row, column);
  const values = new Map(lead.map((row) => [row.key, midpoint(row)]));
  return ({ key }) => values.get(key) ?? null;
}

/** The rows of the item that an order names, if it names one that is there. */
export const leadRows = (
  items: readonly ItemBreakdown[],
  order: RowOrder,
): readonly BreakdownRow[] | undefined =>
  order?.column.startsWith('item:')
    ? items.find(({ code }) => `item:${code}` === order.column)?.rows
    : undefined;

/** What is pinned on top, in the order of its pinning; the rest as it was. */
export function pinnedFirst<T>(
  list: readonly T[],
  pinned: readonly string[],
  key: (each: T) => string | null,
): T[] {
  if (pinned.length === 0) return [...list];
  const top = pinned.flatMap((wanted) => list.filter((each) => key(each) === wanted));
  return [...top, ...list.filter((each) => !top.includes(each))];
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
