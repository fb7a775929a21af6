import { chiSquared, cramersVLabel } from '../statistics/index.js';
import type { BreakdownRow, BreakdownTest } from './breakdown.js';

/**
 * Whether the favourable share differs between rows by more than chance: Pearson's χ² on favourable / not × rows, from
 * published figures alone (rows whose favourable share is withheld stay out).
 *
 * @returns null when fewer than two rows can be compared, or nobody (or everybody) is favourable
 */
export function testBetweenRows(rows: readonly Pick<BreakdownRow, 'favourable'>[]): BreakdownTest | null {
  const table = rows.flatMap(({ favourable }) =>
    favourable ? [[favourable.count, favourable.n - favourable.count]] : [],
  );
  if (table.length < 2) return null;
  const test = chiSquared(table);
  if (!test.ok) return null;
  const { statistic, df, pValue, cramersV, smallerDf } = test.value;
  return {
    method: 'chiSquared',
    statistic,
    df,
    pValue,
    cramersV,
    effect: cramersVLabel(cramersV, smallerDf),
  };
}
