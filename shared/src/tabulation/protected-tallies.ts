import type { Tallies } from './tallies.js';

/**
 * How exactly a row's mean may be told: `below` and `above` are how far the sum of scores must be free to lie from its
 * true value. null: not at all. A mean is told only when rounding hides that freedom; an SD only when there is none.
 */
export interface ScoreFreedom {
  readonly below: number;
  readonly above: number;
  /** Whether a scored option's count is withheld, so that an SD would help to find it. */
  readonly withheld: boolean;
}

/** A row of an item's table as it may be shown: null is withheld. */
export interface ProtectedRow {
  readonly suppression: 'none' | 'cells' | 'row';
  readonly asked: number | null;
  readonly missing: number | null;
  readonly dontKnow: number | null;
  readonly n: number | null;
  readonly counts: readonly (number | null)[];
  /** Answers that count as satisfied; null where withheld or where the item has no such options. */
  readonly favourable: number | null;
  /** Shares of n between which a withheld `favourable` lies, wide enough to protect. */
  readonly favourableBounds: { readonly atLeast: number; readonly atMost: number } | null;
  readonly scores: ScoreFreedom | null;
}

export interface ProtectedItem {
  readonly total: ProtectedRow;
  readonly rows: readonly ProtectedRow[];
}

/** Tallies after disclosure control, item by item in the order of the tallies. */
export interface ProtectedTallies {
  readonly tallies: Tallies;
  readonly minimumCell: number;
  /** null when fewer than the minimum. */
  readonly responses: number | null;
  readonly items: readonly ProtectedItem[];
}
