import { DEEPEST_NESTING, variableKey, type Variable } from '@duwen/shared/tabulation';

export const SHELVES = ['rows', 'columns'] as const;
export type ShelfName = (typeof SHELVES)[number];
export type Shelves = Readonly<Record<ShelfName, readonly Variable[]>>;

const sameVariable = (a: Variable, b: Variable): boolean => variableKey(a) === variableKey(b);

/** Where a variable stands; null: on no shelf. */
export function placeOf(shelves: Shelves, variable: Variable): { shelf: ShelfName; index: number } | null {
  for (const shelf of SHELVES) {
    const index = shelves[shelf].findIndex((each) => sameVariable(each, variable));
    if (index >= 0) return { shelf, index };
  }
  return null;
}

/**
 * Puts a variable on a shelf before the place `index` (the end by default), taking it from where it was: a variable stands
 * in a table once.
 *
 * @returns null where the shelf is full
 */
export function put(shelves: Shelves, variable: Variable, shelf: ShelfName, index?: number): Shelves | null {
  const from = placeOf(shelves, variable);
  const without = taken(shelves, variable);
  const list = without[shelf];
  if (list.length >= DEEPEST_NESTING) return null;
  const shift = from?.shelf === shelf && index !== undefined && from.index < index ? 1 : 0;
  const at = Math.min(list.length, Math.max(0, (index ?? list.length) - shift));
  return { ...without, [shelf]: [...list.slice(0, at), variable, ...list.slice(at)] };
}

/** Takes a variable off its shelf. */
export const taken = (shelves: Shelves, variable: Variable): Shelves => ({
  rows: shelves.rows.filter((each) => !sameVariable(each, variable)),
  columns: shelves.columns.filter((each) => !sameVariable(each, variable)),
});

/** Moves a variable one place outwards (−1) or inwards (+1) on its shelf. */
export function nudged(shelves: Shelves, variable: Variable, by: -1 | 1): Shelves {
  const place = placeOf(shelves, variable);
  if (!place) return shelves;
  return put(shelves, variable, place.shelf, place.index + (by < 0 ? -1 : 2)) ?? shelves;
}

/** Rows for columns and columns for rows. */
export const swapped = ({ rows, columns }: Shelves): Shelves => ({ rows: columns, columns: rows });
