import type { BreakdownRow, ItemBreakdown, Share } from '@duwen/shared/breakdown';
import type { LocalizedText } from '@duwen/shared/i18n';
import { askedRows, foldWithheld, orderRows, type RowOrder } from '../row-order';

/** What may be told of a row's favourable share. */
export type PlotFigure =
  | ({ readonly kind: 'share' } & Share)
  | { readonly kind: 'bounds'; readonly atLeast: number; readonly atMost: number; readonly n: number }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'none' };

/** A row of a breakdown as a plot has it. */
export interface PlotRow {
  readonly key: string;
  readonly label: LocalizedText;
  /** Valid answers; null where withheld. */
  readonly n: number | null;
  readonly figure: PlotFigure;
}

/** More withheld rows than this are counted, not drawn. */
const MOST_WITHHELD = 12;

/** A breakdown's row as a plot has it; the total's key is empty. */
export function plotRow({ key, label, n, favourable, favourableBounds }: BreakdownRow): PlotRow {
  const figureOf = (): PlotFigure => {
    if (favourable) return { kind: 'share', ...favourable };
    if (favourableBounds) return { kind: 'bounds', ...favourableBounds };
    return { kind: n === 0 ? 'none' : 'withheld' };
  };
  return { key: key ?? '', label, n, figure: figureOf() };
}

/** Which rows a plot has, and in which order. */
export interface PlotOptions {
  readonly item: ItemBreakdown;
  readonly order: RowOrder;
  /** Keys of rows that stand first. */
  readonly pinned?: readonly string[] | undefined;
  /** Rows of the item that leads an order by another item's share. */
  readonly lead?: readonly BreakdownRow[] | undefined;
  readonly minimumCell: number;
}

/** The rows to plot in the order wanted, and how many withheld ones are too many to draw. Rows nobody was asked in are left out. */
export function plotRows({ item, order, pinned = [], lead }: PlotOptions): {
  rows: readonly PlotRow[];
  folded: number;
} {
  const ordered = orderRows(item.rows, order, pinned, lead ?? item.rows);
  const { shown, folded } = foldWithheld(askedRows(ordered).rows, MOST_WITHHELD);
  return { rows: shown.map(plotRow), folded: folded.length };
}

/** The ends of what rows draw along the axis of shares. */
export const extentOf = ({ figure }: PlotRow): number[] => {
  if (figure.kind === 'share') return [figure.lower, figure.upper];
  return figure.kind === 'bounds' ? [figure.atLeast, figure.atMost] : [];
};

/** The total's share; null where it is withheld. */
export const shareOf = ({ figure }: PlotRow): number | null =>
  figure.kind === 'share' ? figure.share : null;
