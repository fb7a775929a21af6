import type { LocalizedText } from '../i18n/index.js';
import type { EffectLabel, Reason } from '../statistics/index.js';
import type { TableHead, TableRequest } from '../tabulation/index.js';
import type { BoundedShare, BreakdownTest, IntervalMethod } from './breakdown.js';
import type { Weighting } from './weighting.js';

/** One cell of a table, or a total. A withheld figure is null; it is never shown as zero. */
export interface TableCell {
  readonly suppression: 'none' | 'figure' | 'cell';
  /** Persons; always unweighted: a weighted count is not a base. */
  readonly count: number | null;
  /** What the measure's figure is of: the persons of the row, the column or the table, or the valid answers. */
  readonly n: number | null;
  /** The measure's figure: persons (or the people they stand for), a proportion 0 to 1, or a mean. */
  readonly value: number | null;
  /** Set where `value` is true to so many decimals only; below 0: to tens, hundreds. */
  readonly decimals?: number;
  /** The interval of 95 %; null for a count, and where there is none. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** `t`: the simple t interval of a mean within one unit. */
  readonly method: IntervalMethod | 't' | null;
  readonly designEffect: number | null;
  /** Degrees of freedom of a share's `design` interval; null elsewhere. */
  readonly df: number | null;
  /** The figure without weights, where `value` is weighted; null where it isn't, or is withheld. */
  readonly unweighted: number | null;
  /** Stands in for a share that would show a small cell. */
  readonly bounds: BoundedShare | null;
  /** Adjusted standardised residual of a count table's cell, from published cells alone; null elsewhere. */
  readonly residual: number | null;
}

/** A test of whether the mean differs between the rows by more than chance. */
export interface MeansTest {
  /** Wald's F, which knows of units, strata and weights; Welch's within one unit. */
  readonly method: 'wald' | 'welch';
  readonly statistic: number;
  readonly df: number;
  readonly denominatorDf: number;
  readonly pValue: number;
  /** The part of the answers' variance that lies between rows, 0 to 1. */
  readonly etaSquared: number;
  readonly effect: EffectLabel;
}

/** What was withheld of a table, and why. */
export interface DisclosureReport {
  readonly minimumCell: number;
  /** Cells with 1 to minimum − 1 persons. */
  readonly primary: number;
  /** Cells withheld so that those can't be worked out from what is shown. */
  readonly complementary: number;
  /** Cells shown. */
  readonly shown: number;
}

/** The answer to a table request, ready for screen, workbook and API alike. */
export interface Table {
  readonly request: TableRequest;
  readonly title: LocalizedText;
  readonly responses: number | null;
  readonly rows: readonly TableHead[];
  readonly columns: readonly TableHead[];
  /** A row per head of `rows`, then the total; in each a cell per head of `columns`, then the total. */
  readonly cells: readonly (readonly TableCell[])[];
  /** Whether rows and columns go together (counts), or the figure differs between rows. */
  readonly test: BreakdownTest | MeansTest | null;
  readonly noTest: Reason | null;
  readonly disclosure: DisclosureReport;
  /** What weighting does to the table's precision; null where it isn't weighted. */
  readonly weighting: Weighting | null;
  readonly asOf: string;
}
