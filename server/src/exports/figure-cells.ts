import {
  optionShare,
  type BreakdownRow,
  type BreakdownTest,
  type ItemBreakdown,
} from '@duwen/shared/breakdown';
import { reasonTexts } from '@duwen/shared/i18n';
import { WITHHELD, type Cell, type HeadedColumn } from './sheet.js';
import type { Texts } from './texts.js';

/** The columns of how many were asked and answered, in the order of `baseCells`. */
export const baseColumns = ({ text }: Texts): HeadedColumn[] => [
  { head: text('col.asked'), width: 10, format: 'count' },
  { head: text('col.missing'), width: 8, format: 'count' },
  { head: text('col.dontKnow'), width: 10, format: 'count' },
  { head: text('col.n'), width: 12, format: 'count' },
];

/** The columns of a share of satisfied, in the order of `shareCells`. */
export const shareColumns = ({ text }: Texts, weighted: boolean): HeadedColumn[] => [
  { head: text(weighted ? 'col.weightedFavourable' : 'col.favourable'), width: 12, format: 'percent' },
  { head: text(weighted ? 'col.weightedLower' : 'col.lower'), width: 11, format: 'percent' },
  { head: text(weighted ? 'col.weightedUpper' : 'col.upper'), width: 11, format: 'percent' },
  { head: text(weighted ? 'col.weightedInterval' : 'col.interval'), width: 12, format: 'text' },
  { head: text(weighted ? 'col.weightedDesignEffect' : 'col.designEffect'), width: 9, format: 'decimal' },
];

/** The columns of a mean, in the order of `meanCells`. */
export const meanColumns = ({ text }: Texts, weighted: boolean): HeadedColumn[] => [
  { head: text(weighted ? 'col.weightedMean' : 'col.mean'), width: 9, format: 'decimal' },
  { head: text(weighted ? 'col.weightedMeanLower' : 'col.meanLower'), width: 11, format: 'decimal' },
  { head: text(weighted ? 'col.weightedMeanUpper' : 'col.meanUpper'), width: 11, format: 'decimal' },
];

/** All the columns of an item's figures, in the order of `figureCells`. */
export const figureColumns = (texts: Texts, weighted: boolean): HeadedColumn[] => [
  ...baseColumns(texts),
  ...(weighted ? [{ head: texts.text('col.favourable'), width: 12, format: 'percent' } as const] : []),
  ...shareColumns(texts, weighted),
  ...meanColumns(texts, weighted),
  { head: texts.text('col.sd'), width: 9, format: 'decimal' },
];

/** What a row says of an item. A withheld figure is `WITHHELD`, one that doesn't apply is null. */
export function figureCells(item: ItemBreakdown, row: BreakdownRow, weighted: boolean, texts: Texts): Cell[] {
  return [
    ...baseCells(item, row),
    ...(weighted ? [plainShare(item, row)] : []),
    ...shareCells(item, row, texts),
    ...meanCells(item, row),
    sdCell(item, row),
  ];
}

export function baseCells({ options }: ItemBreakdown, row: BreakdownRow): Cell[] {
  const hasDontKnow = options.some(({ missing }) => missing);
  return [
    row.asked ?? WITHHELD,
    row.missing ?? WITHHELD,
    hasDontKnow ? (row.dontKnow ?? WITHHELD) : null,
    row.n ?? WITHHELD,
  ];
}

const hasShare = ({ options }: ItemBreakdown, row: BreakdownRow): boolean =>
  options.some(({ favourable }) => favourable) && row.n !== 0;

/** The share of those who answered, beside a weighted one. */
function plainShare(item: ItemBreakdown, row: BreakdownRow): Cell {
  if (!hasShare(item, row)) return null;
  return row.favourable?.unweighted ?? WITHHELD;
}

/** % satisfied with its interval: three cells. */
export function favourableCells(
  item: ItemBreakdown,
  row: BreakdownRow,
): [share: Cell, lower: Cell, upper: Cell] {
  if (!hasShare(item, row)) return [null, null, null];
  if (row.favourable) return [row.favourable.share, row.favourable.lower, row.favourable.upper];
  return [row.favourableBounds ? boundsText(row.favourableBounds) : WITHHELD, WITHHELD, WITHHELD];
}

/** The same with how the interval was made, and the design effect. */
export const shareCells = (item: ItemBreakdown, row: BreakdownRow, texts: Texts): Cell[] => [
  ...favourableCells(item, row),
  row.favourable ? texts.text(`interval.${row.favourable.method}`) : null,
  row.favourable?.designEffect ?? null,
];

const isScored = ({ kind, options }: ItemBreakdown): boolean =>
  kind === 'numeric' || options.some(({ score }) => score !== null);

/** A mean and its interval. */
export function meanCells(item: ItemBreakdown, row: BreakdownRow): [mean: Cell, lower: Cell, upper: Cell] {
  const { n, mean, meanLower, meanUpper, meanDecimals } = row;
  if (!isScored(item) || n === 0) return [null, null, null];
  if (mean === null) return [WITHHELD, WITHHELD, WITHHELD];
  return [meanDecimals === 1 ? { value: mean, format: 'oneDecimal' } : mean, meanLower, meanUpper];
}

/** One answer has no spread; else a missing SD is a withheld one. */
export function sdCell(item: ItemBreakdown, { n, sd }: BreakdownRow): Cell {
  if (!isScored(item) || n === 0) return null;
  return sd ?? (n === 1 ? null : WITHHELD);
}

/** A range that says no more than may be said. */
export function boundsText({
  atLeast,
  atMost,
}: {
  readonly atLeast: number;
  readonly atMost: number;
}): string {
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

/** The columns of a test, in the order of `testCells`. */
export const testColumns = ({ text }: Texts): HeadedColumn[] => [
  { head: text('col.testMethod'), width: 22, format: 'text' },
  { head: text('col.statistic'), width: 10, format: 'decimal' },
  { head: text('col.df'), width: 8, format: 'decimal' },
  { head: text('col.denominatorDf'), width: 9, format: 'decimal' },
  { head: text('col.pValue'), width: 10, format: 'pValue' },
  { head: text('col.cramersV'), width: 11, format: 'decimal' },
  { head: text('col.effect'), width: 12, format: 'text' },
];

/** The test that was made, or why none was; its statistic and degrees of freedom, p, Cramér's V and what that is called. */
export function testCells(
  test: BreakdownTest | null,
  noTest: ItemBreakdown['noTest'],
  { text, say }: Texts,
): Cell[] {
  if (!test) {
    const why = noTest && text('test.none', { reason: say(reasonTexts[noTest]) });
    return [why, null, null, null, null, null, null];
  }
  return [
    text(test.approximate ? 'test.approximate' : `test.${test.method}`),
    test.statistic,
    test.df,
    test.denominatorDf,
    test.pValue,
    test.cramersV,
    text(`effect.${test.effect}`),
  ];
}
