import {
  optionShare,
  type BreakdownRow,
  type BreakdownTest,
  type ItemBreakdown,
} from '@duwen/shared/breakdown';
import { reasonTexts } from '@duwen/shared/i18n';
import { WITHHELD, type Cell, type HeadedColumn } from './sheet.js';
import type { Texts } from './texts.js';

/** The columns of an item's figures, in the order of `figureCells`. */
export const figureColumns = (texts: Texts): HeadedColumn[] => [
  { head: texts.text('col.asked'), width: 10, format: 'count' },
  { head: texts.text('col.missing'), width: 8, format: 'count' },
  { head: texts.text('col.dontKnow'), width: 10, format: 'count' },
  { head: texts.text('col.n'), width: 12, format: 'count' },
  { head: texts.text('col.favourable'), width: 12, format: 'percent' },
  { head: texts.text('col.lower'), width: 11, format: 'percent' },
  { head: texts.text('col.upper'), width: 11, format: 'percent' },
  { head: texts.text('col.mean'), width: 9, format: 'decimal' },
  { head: texts.text('col.sd'), width: 9, format: 'decimal' },
];

/** What a row says of an item. A withheld figure is `WITHHELD`, one that doesn't apply is null. */
export function figureCells(item: ItemBreakdown, row: BreakdownRow): Cell[] {
  const hasDontKnow = item.options.some(({ missing }) => missing);
  const isScored = item.kind === 'numeric' || item.options.some(({ score }) => score !== null);
  return [
    row.asked ?? WITHHELD,
    row.missing ?? WITHHELD,
    hasDontKnow ? (row.dontKnow ?? WITHHELD) : null,
    row.n ?? WITHHELD,
    ...favourableCells(item, row),
    ...(isScored ? meanCells(row) : [null, null]),
  ];
}

/** % satisfied with its interval: three cells. */
export function favourableCells(
  item: ItemBreakdown,
  row: BreakdownRow,
): [share: Cell, lower: Cell, upper: Cell] {
  if (!item.options.some(({ favourable }) => favourable) || row.n === 0) return [null, null, null];
  if (row.favourable) return [row.favourable.share, row.favourable.lower, row.favourable.upper];
  return [row.favourableBounds ? boundsText(row.favourableBounds) : WITHHELD, WITHHELD, WITHHELD];
}

function meanCells({ n, mean, meanDecimals, sd }: BreakdownRow): [mean: Cell, sd: Cell] {
  if (n === 0) return [null, null];
  if (mean === null) return [WITHHELD, WITHHELD];
  // One answer has no spread; else a missing SD is a withheld one.
  const spread = sd ?? (n === 1 ? null : WITHHELD);
  return [meanDecimals === 1 ? { value: mean, format: 'oneDecimal' } : mean, spread];
}

/** A range that says no more than may be said. */
function boundsText({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }): string {
  // Rounded outwards, so that the range still holds the value.
  const low = `${(Math.floor(atLeast * 1000 + 1e-9) / 10).toFixed(1)}%`;
  const high = `${(Math.ceil(atMost * 1000 - 1e-9) / 10).toFixed(1)}%`;
  if (atLeast <= 0) return `≤ ${high}`;
  if (atMost >= 1) return `≥ ${low}`;
  return `${low}–${high}`;
}

/** An option's count and share in a row: two cells. */
export function optionCells(
  item: ItemBreakdown,
  row: BreakdownRow,
  index: number,
): [count: Cell, share: Cell] {
  const count = row.counts[index] ?? null;
  if (count === null) return [WITHHELD, WITHHELD];
  const share = optionShare(item, row, index);
  return [count, share ?? (row.n === null ? WITHHELD : null)];
}

/** What an option counts as: satisfied, "don't know", or nothing in particular. */
export function countsAs(option: ItemBreakdown['options'][number], texts: Texts): Cell {
  if (option.missing) return texts.text('mark.dontKnow');
  return option.favourable ? texts.text('mark.favourable') : null;
}

/** χ², degrees of freedom, p and how it was found, Cramér's V and what it is called. */
export const testCells = (test: BreakdownTest, texts: Texts): Cell[] => [
  test.statistic,
  test.df,
  test.pValue,
  texts.text(test.approximate ? 'test.approximate' : `test.${test.method}`),
  test.cramersV,
  texts.text(`effect.${test.effect}`),
];

/** In the place of `testCells`: why there is no test. */
export const noTestCells = (reason: ItemBreakdown['noTest'], { text, say }: Texts): Cell[] => [
  null,
  null,
  null,
  reason && text('test.none', { reason: say(reasonTexts[reason]) }),
  null,
  null,
];
