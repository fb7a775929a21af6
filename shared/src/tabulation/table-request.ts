import type { Population } from './request.js';
import type { Variable } from './variable.js';

/** Most variables nested in the rows, and in the columns. */
export const DEEPEST_NESTING = 3;

/** What a table's cells tell. A mean and a favourable share are of an item's answers within the cell. */
export const MEASURES = [
  'count',
  'rowPercent',
  'columnPercent',
  'totalPercent',
  'mean',
  'favourable',
] as const;
export type Measure = (typeof MEASURES)[number];

/**
 * Who counts, where items are in the table: `all` also those not asked (a category of their own), `asked` also those who
 * did not answer or said "don't know", `answered` only those with a valid answer to every item of the table.
 */
export const BASES = ['all', 'asked', 'answered'] as const;
export type Base = (typeof BASES)[number];

/** A table of any variables by any others. */
export interface TableRequest extends Population {
  /** None to `DEEPEST_NESTING`, outermost first; no variable twice in a table. */
  readonly rows: readonly Variable[];
  readonly columns: readonly Variable[];
  readonly measure: Measure;
  /** The item whose mean or favourable share the cells tell; null for the other measures. */
  readonly of: string | null;
  readonly base: Base;
  readonly weighted: boolean;
}
