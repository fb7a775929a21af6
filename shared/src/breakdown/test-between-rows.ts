import {
  chiSquared,
  cramersVLabel,
  fisherExact,
  raoScottOfTable,
  type Outcome,
} from '../statistics/index.js';
import type { BreakdownRow, BreakdownTest, Share } from './breakdown.js';
import type { TableProportions } from './design/index.js';

/** χ² is an approximation that needs expected counts of this size, */
const LEAST_EXPECTED = 5;
/** save in this part of the cells: Cochran (1954), "Some methods for strengthening the common χ² tests". */
const MOST_SMALL_CELLS = 0.2;

/**
 * Whether the favourable share differs between rows by more than chance, on favourable / not × rows (rows whose favourable
 * share is withheld stay out): by Rao and Scott's test where the answers come from several units, since those of one unit
 * are alike; between units, or within one, by Pearson's χ², of two rows with an expected count under 5 by Fisher's exact
 * test. Without the clusters, rows are taken for as many independent answers as their design effects leave them.
 *
 * @param clusters the same table of the published rows by cluster, in their order; null between units
 * @returns `tooFewGroups` where fewer than two rows can be compared, `noVariation` where nobody (or everybody) is favourable
 */
export function testBetweenRows(
  rows: readonly Pick<BreakdownRow, 'favourable'>[],
  clusters: TableProportions | null = null,
): Outcome<BreakdownTest> {
  const told = rows.flatMap(({ favourable }) => favourable ?? []);
  const table = told.map(({ count, n }) => [count, n - count]);
  if (table.length < 2) return { ok: false, reason: 'tooFewGroups' };
  const columns = [0, 1].map((column) => table.reduce((sum, row) => sum + row[column]!, 0));
  if (columns.includes(0)) return { ok: false, reason: 'noVariation' };
  const byDesign = clusters && testByDesign(table.length, clusters, smallCells(table, columns));
  if (byDesign) return { ok: true, value: byDesign };
  const clustered = told.some(isClustered);
  const counts = clustered ? told.map(effectiveCounts) : table;
  return testOfCounts(counts, smallCells(table, columns), !clustered);
}

/**
 * The test of a table of independent answers: Pearson's χ², or Fisher's exact test of two by two with a small expected count.
 *
 * @param small the part of the cells whose expected count is small
 * @param whole whether the counts are whole persons, as the exact test needs
 */
export function testOfCounts(
  counts: readonly (readonly number[])[],
  small: number,
  whole = true,
): Outcome<BreakdownTest> {
  const test = chiSquared(counts);
  if (!test.ok) return test;
  const { statistic, df, pValue, cramersV, smallerDf } = test.value;
  const exact = small > 0 && df === 1 && whole ? fisherExact(counts) : null;
  const value: BreakdownTest = {
    method: exact?.ok ? 'fisherExact' : 'chiSquared',
    statistic,
    df,
    denominatorDf: null,
    pValue: exact?.ok ? exact.value.pValue : pValue,
    cramersV,
    effect: cramersVLabel(cramersV, smallerDf),
    approximate: !exact?.ok && small > MOST_SMALL_CELLS,
  };
  return { ok: true, value };
}

const isClustered = ({ designEffect }: Share): boolean => designEffect !== null && designEffect > 1;

/**
 * The counts that as many independent answers would be worth: Rao & Scott (1992), "A simple method for the analysis of
 * clustered binary data", for rows that share no cluster (groups).
 */
function effectiveCounts({ share, n, designEffect }: Share): number[] {
  const effectiveN = n / Math.max(1, designEffect ?? 1);
  return [share * effectiveN, (1 - share) * effectiveN];
}

/** Rao and Scott's test of favourable or not; null where clusters tell nothing of how units differ. */
function testByDesign(rows: number, clusters: TableProportions, small: number): BreakdownTest | null {
  const test = tellsOfUnits(clusters) ? testOfClusters(clusters, 1, rows - 1, small) : null;
  return test?.ok ? test.value : null;
}

/** Whether there is anything to know of how units differ. */
export const tellsOfUnits = ({ df, withinUnit, independent }: TableProportions): boolean =>
  df >= 1 && !withinUnit && !independent;

/**
 * Rao and Scott's test of a table by cluster.
 *
 * @param smallerDf the lesser of rows and columns, less one
 * @param contrasts (rows − 1)(columns − 1)
 * @param small the part of the cells whose expected count is small
 */
export function testOfClusters(
  clusters: TableProportions,
  smallerDf: number,
  contrasts: number,
  small: number,
): Outcome<BreakdownTest> {
  const test = raoScottOfTable(clusters);
  if (!test.ok) return test;
  const { f, numeratorDf, denominatorDf, pValue, cramersV } = test.value;
  const value: BreakdownTest = {
    method: 'raoScott',
    statistic: f,
    df: numeratorDf,
    denominatorDf,
    pValue,
    cramersV,
    effect: cramersVLabel(cramersV, smallerDf),
    approximate: small > MOST_SMALL_CELLS || clusters.df < contrasts,
  };
  return { ok: true, value };
}

/** The part of the cells whose expected count is too small for χ². */
export function smallCells(table: readonly (readonly number[])[], columns: readonly number[]): number {
  const total = columns.reduce((sum, count) => sum + count, 0);
  const expected = table.flatMap((row) => {
    const size = row.reduce((sum, count) => sum + count, 0);
    return columns.map((column) => (size * column) / total);
  });
  return expected.filter((count) => count < LEAST_EXPECTED).length / expected.length;
}
