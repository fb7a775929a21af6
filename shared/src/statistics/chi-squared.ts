import { chiSquaredUpperTail } from './distributions/chi-squared.js';
import { failure, success, type Outcome } from './outcome.js';
import { tableMargins } from './table-margins.js';

export interface ChiSquaredTest {
  /** Pearson's X². */
  readonly statistic: number;
  /** (rows − 1)(columns − 1). */
  readonly df: number;
  readonly pValue: number;
  /** √(X²/(n(min(rows, columns) − 1))), 0 to 1, not bias-corrected. */
  readonly cramersV: number;
  /** min(rows, columns) − 1: what `cramersVLabel` wants as its second argument. */
  readonly smallerDf: number;
  /** Adjusted standardised residuals, as the table; beyond ±2 a cell departs from independence. */
  readonly residuals: readonly (readonly number[])[];
}

/**
 * Pearson's χ² test of independence, without continuity correction, with Cramér's V and standardised residuals
 * (O − E)/√(E(1 − row share)(1 − column share)).
 *
 * @param table counts, a row per group and a column per answer; leave categories without any member out before
 * @returns `tooFewGroups` under 2 × 2 or where rows differ in length, `invalidValue` for a negative or infinite
 *   count, `noData` for an empty table, `emptyCategory` where a row or column sums to zero
 * @see Agresti (2013), Categorical Data Analysis, 3rd ed., sections 3.2 and 3.3; Cramér (1946)
 */
export function chiSquared(table: readonly (readonly number[])[]): Outcome<ChiSquaredTest> {
  const margins = tableMargins(table);
  if (!margins.ok) return margins;
  const { rows, columns, total } = margins.value;
  let statistic = 0;
  const residuals = table.map((row, i) =>
    row.map((observed, j) => {
      const rowShare = rows[i]! / total;
      const columnShare = columns[j]! / total;
      const expected = rows[i]! * columnShare;
      const difference = observed - expected;
      statistic += (difference * difference) / expected;
      return difference / Math.sqrt(expected * (1 - rowShare) * (1 - columnShare));
    }),
  );
  if (!Number.isFinite(statistic)) return failure('overflow');
  const df = (rows.length - 1) * (columns.length - 1);
  const smallerDf = Math.min(rows.length, columns.length) - 1;
  return success({
    statistic,
    df,
    pValue: chiSquaredUpperTail(statistic, df),
    cramersV: Math.min(1, Math.sqrt(statistic / (total * smallerDf))),
    smallerDf,
    residuals,
  });
}
