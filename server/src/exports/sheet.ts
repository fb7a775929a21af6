/** A sheet of a workbook as data: what stands where, before any of it is a file. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The last of these rows carries the filters; they stay in view. */
  readonly head: readonly (readonly Cell[])[];
  readonly rows: Iterable<SheetRow>;
  /** Leading columns that stay in view. */
  readonly frozenColumns: number;
  /** Cells without a look of their own: for data by the hundred thousand rows. */
  readonly bare?: boolean;
}

export interface Column {
  /** In characters of the default font; a Chinese character takes two. */
  readonly width: number;
  readonly format: Format;
}

/** How a column's numbers are shown. A cell's own format goes before it. */
export type Format = 'text' | 'count' | 'percent' | 'decimal' | 'oneDecimal' | 'pValue';

/** A text, a number, nothing, or a number with a format of its own. */
export type Cell = string | number | null | { readonly value: number; readonly format: Format };

export interface SheetRow {
  readonly cells: readonly Cell[];
  /** `strong`: a total or an item's own row; `notice`: what must not be missed. */
  readonly emphasis?: 'strong' | 'notice';
}

/** Columns and their head cell in one go: what most sheets are made of. */
export interface HeadedColumn extends Column {
  readonly head: string;
}

/** Stands for a figure that is withheld. */
export const WITHHELD = '—';
