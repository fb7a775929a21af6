import { chiSquared, cramersVLabel, fisherExact, type Outcome } from '../statistics/index.js';
import type { BreakdownRow, BreakdownTest } from './breakdown.js';

/** χ² is an approximation that needs expected counts of this size, */
const LEAST_EXPECTED = 5;
/** save in this part of the cells: Cochran (1954), "Some methods for strengthening the common χ² tests". */
const MOST_SMALL_CELLS = 0.2;

/**
 * Whether the favourable share differs between rows by more than chance: Pearson's χ² on favourable / not × rows, from
 * published figures alone (rows whose favourable share is withheld stay out). Of two rows with an expected count under 5 the
 * p-value is Fisher's exact one.
 *
 * @returns `tooFewGroups` where fewer than two rows can be compared, `noVariation` where nobody (or everybody) is favourable
 */
export function testBetweenRows(rows: readonly Pick<BreakdownRow, 'favourable'>[]): Outcome<BreakdownTest> {
  const table = rows.flatMap(({ favourable }) =>
    favourable ? [[favourable.count, favourable.n - favourable.count]] : [],
  );
  if (table.length < 2) return { ok: false, reason: 'tooFewGroups' };
  const columns = [0, 1].map((column) => table.reduce((sum, row) => sum + row[column]!, 0));
  if (columns.includes(0)) return { ok: false, reason: 'noVariation' };
  const test = chiSquared(table);
  if (!test.ok) return test;
  const { statistic, df, pValue, cramersV, smallerDf } = test.value;
  const small = smallCells(table, columns);
  const exact = small > 0 && table.length === 2 ? fisherExact(table) : null;
  const value: BreakdownTest = {
    method: exact?.ok ? 'fisherExact' : 'chiSquared',
    statistic,
    df,
    pValue: exact?.ok ? exact.value.pValue : pValue,
    cramersV,
    effect: cramersVLabel(cramersV, smallerDf),
    approximate: !exact?.ok && small > MOST_SMALL_CELLS,
  };
  return { ok: true, value };
}

/** The part of the cells whose expected count is too small for χ². */
function smallCells(table: readonly (readonly number[])[], columns: readonly number[]): number {
  const total = columns.reduce((sum, count) => sum + count, 0);
  const expected = table.flatMap((row) => {
    const size = row.reduce((sum, count) => sum + count, 0);
    return columns.map((column) => (size * column) / total);
  });
  return expected.filter((count) => count < LEAST_EXPECTED).length / expected.length;
}
