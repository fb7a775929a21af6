import { optionShare, type BreakdownRow, type ItemBreakdown } from '@duwen/shared/breakdown';
import type { CampaignItem } from '@duwen/shared/codebook';
import type { GroupTables } from '../campaign-tables.js';
import { optionValues } from '../respondents/item-variables.js';

/** A figure of the workbook, to be worked out again. */
export interface PublishedFigure {
  readonly id: number;
  readonly group: string;
  readonly item: string;
  /** The number of the row's unit in the data (`unit_no`); 0 for the group's total. */
  readonly row: number;
  readonly measure: Measure;
  /** The value of the option in the data; null where the figure is of no single option. */
  readonly option: number | null;
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** How the interval, or the test, was made. */
  readonly method: string | null;
  /** Decimals that the figure was rounded to before it was published; null where it wasn't. */
  readonly decimals: number | null;
}

type Measure =
  | 'asked'
  | 'missing'
  | 'dont_know'
  | 'n'
  | 'option_count'
  | 'option_share'
  | 'favourable'
  | 'design_effect'
  | 'mean'
  | 'sd'
  | 'weighted_favourable'
  | 'weighted_design_effect'
  | 'weighted_mean'
  | 'test_statistic'
  | 'test_p_value'
  | 'cramers_v';

type Found = Pick<PublishedFigure, 'measure' | 'value'> & Partial<PublishedFigure>;

/** Decimals of weighted figures where nothing asks for fewer. */
const WEIGHTED_DECIMALS = 6;

/**
 * Every figure that the workbook's tables show, with its interval. What is withheld, or only bounded, is no figure.
 *
 * @param unitNumber the number of a unit in the data; null where it has no rows there
 */
export function* publishedFigures(
  tables: readonly GroupTables[],
  items: ReadonlyMap<string, CampaignItem>,
  unitNumber: (group: string, unit: string) => number | null,
): Generator<PublishedFigure> {
  let id = 0;
  for (const { group, breakdown, weighted, schools } of tables) {
    for (const [index, item] of breakdown.items.entries()) {
      const of = (row: number, found: Found): PublishedFigure => ({
        id: (id += 1),
        group: group.code,
        item: item.code,
        row,
        option: null,
        lower: null,
        upper: null,
        method: null,
        decimals: null,
        ...found,
      });
      const values = optionValues(items.get(item.code)!);
      for (const found of totalFigures(item, weighted.items[index]!, values)) yield of(0, found);
      if (!schools) continue;
      for (const found of testFigures(item)) yield of(0, found);
      for (const row of item.rows) {
        const number = row.key === null ? null : unitNumber(group.code, row.key);
        if (number !== null && row.favourable)
          for (const found of schoolFigures(row)) yield of(number, found);
      }
    }
  }
}

function* totalFigures(
  item: ItemBreakdown,
  { total: weighted }: ItemBreakdown,
  values: readonly number[],
): Generator<Found> {
  const { total } = item;
  for (const [measure, value] of [
    ['asked', total.asked],
    ['missing', total.missing],
    ['dont_know', item.options.some(({ missing }) => missing) ? total.dontKnow : null],
    ['n', total.n],
  ] as const)
    if (value !== null) yield { measure, value };
  for (const index of item.options.keys()) {
    const count = total.counts[index] ?? null;
    if (count === null) continue;
    const option = values[index]!;
    yield { measure: 'option_count', option, value: count };
    const share = optionShare(item, total, index);
    if (share !== null) yield { measure: 'option_share', option, value: share };
  }
  yield* shareFigures(total, '', null);
  yield* shareFigures(weighted, 'weighted_', weighted.favourable && decimalsOf(weighted.favourable.share));
  yield* meanFigures(total, weighted);
}

function* shareFigures(
  { favourable }: BreakdownRow,
  prefix: '' | 'weighted_',
  decimals: number | null,
): Generator<Found> {
  if (!favourable) return;
  const { share, lower, upper, method, designEffect } = favourable;
  yield { measure: `${prefix}favourable`, value: share, lower, upper, method, decimals };
  if (designEffect !== null) yield { measure: `${prefix}design_effect`, value: designEffect, decimals };
}

function* meanFigures(total: BreakdownRow, weighted: BreakdownRow): Generator<Found> {
  if (total.mean !== null) {
    // Without its spread a mean of more than one answer was rounded, to hide withheld counts.
    const rounded = total.sd === null && total.n !== 1;
    const { mean: value, meanLower: lower, meanUpper: upper, meanMethod: method } = total;
    yield {
      measure: 'mean',
      value,
      lower,
      upper,
      method,
      decimals: rounded ? (total.meanDecimals ?? 2) : null,
    };
  }
  if (total.sd !== null) yield { measure: 'sd', value: total.sd };
  if (weighted.mean === null) return;
  const { mean: value, meanLower: lower, meanUpper: upper, meanMethod: method } = weighted;
  yield { measure: 'weighted_mean', value, lower, upper, method, decimals: decimalsOf(value) };
}

function* testFigures({ test }: ItemBreakdown): Generator<Found> {
  if (!test) return;
  const { method } = test;
  yield { measure: 'test_statistic', value: test.statistic, method };
  yield { measure: 'test_p_value', value: test.pValue, method };
  yield { measure: 'cramers_v', value: test.cramersV, method };
}

function* schoolFigures(row: BreakdownRow): Generator<Found> {
  yield* shareFigures(row, '', null);
  if (row.n !== null) yield { measure: 'n', value: row.n };
}

/** Decimals that a weighted figure shows. */
const decimalsOf = (value: number): number =>
  Math.min(
    WEIGHTED_DECIMALS,
    (/\.(\d+)$/.exec(value.toFixed(WEIGHTED_DECIMALS).replace(/0+$/, ''))?.[1] ?? '').length,
  );
