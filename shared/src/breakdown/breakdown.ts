import type { ItemKind, OptionValue } from '../codebook/index.js';
import type { LocalizedText } from '../i18n/index.js';
import type { Reason } from '../statistics/index.js';
import type { BreakdownRequest } from '../tabulation/index.js';
import type { Weighting } from './weighting.js';

/**
 * How an interval was made: `wilson` takes answers as independent (within one unit there is nothing else to go by);
 * `design` knows that those of one unit answer alike, and what each stands for.
 */
export type IntervalMethod = 'wilson' | 'design';

/** A share with its interval; `count` of `n`, both of persons. All shares are proportions, 0 to 1. */
export interface Share {
  readonly count: number;
  readonly n: number;
  /** count/n; weighted, where the request is. */
  readonly share: number;
  /** The interval of 95 %. */
  readonly lower: number;
  readonly upper: number;
  readonly method: IntervalMethod;
  /** The variance over that of as many independent answers; null with `wilson`, and where everybody answered alike. */
  readonly designEffect: number | null;
  /** Degrees of freedom of a `design` interval: clusters less strata; null with `wilson`. */
  readonly df: number | null;
  /** The plain share count/n, where `share` is weighted; null where it isn't. */
  readonly unweighted: number | null;
  /** Set where a weighted share is true to so many decimals only. */
  readonly decimals?: number;
}

/** What is left of a share whose exact value would show a cell under the minimum. */
export interface BoundedShare {
  readonly n: number;
  /** The share lies between these; the bounds say no more than that the small cell is under the minimum. */
  readonly atLeast: number;
  readonly atMost: number;
}

/** One row of an item's table. A suppressed figure is null; the reader is told so, never shown a zero. */
export interface BreakdownRow {
  /** Category code of the stratum; null for the total. */
  readonly key: string | null;
  readonly label: LocalizedText;
  /** 'row': everything is withheld; 'cells': single options are; 'none': the row is whole. */
  readonly suppression: 'none' | 'cells' | 'row';
  /** Respondents who were asked the item. */
  readonly asked: number | null;
  /** Asked, but gave no answer. */
  readonly missing: number | null;
  /** "Don't know" and the like. */
  readonly dontKnow: number | null;
  /** Valid answers: the base of shares, means and the distribution. */
  readonly n: number | null;
  /** Answers per option, in the order of the item's options (missing codes included; for several choices, persons per option). */
  readonly counts: readonly (number | null)[];
  /** Answers that the scale counts as satisfied; null where the item has no such scale or the row is withheld. */
  readonly favourable: Share | null;
  /** Stands in for `favourable` where the exact share would show a small cell. */
  readonly favourableBounds: BoundedShare | null;
  /** Withheld, or rounded, where it would show a small cell. */
  readonly mean: number | null;
  /** The mean's interval of 95 %; null where there is none, and where the mean is rounded. */
  readonly meanLower: number | null;
  readonly meanUpper: number | null;
  /** How it was made: `design`, or the simple t interval within one unit; null without an interval. */
  readonly meanMethod: 'design' | 't' | null;
  /** Set where the mean is true to one decimal only; otherwise to two or more. */
  readonly meanDecimals?: 1;
  readonly sd: number | null;
}

/** A test of whether an item's favourable share differs between the rows by more than chance. */
export interface BreakdownTest {
  /**
   * Whose p-value: Rao and Scott's F, which knows of units, strata and weights; Pearson's χ² between units or within one;
   * or, of two such rows with a small expected count, Fisher's exact one.
   */
  readonly method: 'chiSquared' | 'fisherExact' | 'raoScott';
  /** Pearson's χ²; F with `raoScott`. */
  readonly statistic: number;
  /** Its degrees of freedom; F's numerator's with `raoScott`, which need not be whole. */
  readonly df: number;
  /** F's denominator's; null but for `raoScott`. */
  readonly denominatorDf: number | null;
  readonly pValue: number;
  readonly cramersV: number;
  readonly effect: 'negligible' | 'small' | 'medium' | 'large';
  /** Whether expected counts are too small for the p-value to be more than rough. */
  readonly approximate: boolean;
}

/** An item's table. */
export interface ItemBreakdown {
  readonly code: string;
  readonly kind: ItemKind;
  readonly title: LocalizedText;
  readonly indicators: readonly string[];
  readonly scale: { readonly code: string; readonly label: LocalizedText; readonly type: string } | null;
  readonly options: readonly {
    readonly value: OptionValue;
    readonly label: LocalizedText;
    readonly score: number | null;
    readonly missing: boolean;
    readonly favourable: boolean;
  }[];
  readonly total: BreakdownRow;
  readonly rows: readonly BreakdownRow[];
  readonly test: BreakdownTest | null;
  /** Why rows of an item that says what is favourable were not tested; null where they were, or where there are no rows. */
  readonly noTest: Reason | null;
}

/** The answer to a request, ready for the screen, the workbook and the API alike. */
export interface Breakdown {
  readonly request: BreakdownRequest;
  readonly minimumCell: number;
  /** Responses that the filter keeps; null when fewer than the minimum. */
  readonly responses: number | null;
  readonly items: readonly ItemBreakdown[];
  /** What weighting does to precision; null where the request isn't weighted, or fewer than the minimum responded. */
  readonly weighting: Weighting | null;
  /** When the matrix behind it was last brought up to date, ISO 8601. */
  readonly asOf: string;
}
