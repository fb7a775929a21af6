import {
  cohensH,
  compareProportions,
  designDifference,
  differenceLabel,
  differenceOfShares,
  type EffectLabel,
} from '../statistics/index.js';
import type { BreakdownRow, Share } from './breakdown.js';

/** How two rows differ in their favourable share. */
export interface RowComparison {
  /** First less second, −1 to 1. */
  readonly difference: number;
  /** The interval of 95 %. */
  readonly lower: number;
  readonly upper: number;
  /** `design` where units or weights of either count; `newcombe` of independent answers. */
  readonly method: 'design' | 'newcombe';
  /** Two-sided; null where nobody, or everybody, of both is favourable. */
  readonly pValue: number | null;
  /** Cohen's h. */
  readonly h: number;
  readonly size: EffectLabel;
}

/**
 * The difference of two published rows: two groups of a table, or one group in two rounds. The rows must not overlap; where
 * they share units (two stages of the same schools) their likeness is not taken off, so the interval errs to the wide side.
 *
 * @returns null where either share is withheld or there is none
 */
export function compareRows(
  { favourable: first }: Pick<BreakdownRow, 'favourable'>,
  { favourable: second }: Pick<BreakdownRow, 'favourable'>,
): RowComparison | null {
  if (!first || !second) return null;
  const h = cohensH(first.share, second.share);
  const effect = { h, size: differenceLabel(h) };
  if (isPlain(first) && isPlain(second)) {
    const comparison = compareProportions(first, second);
    if (!comparison.ok) return null;
    const { difference, lower, upper, pValue } = comparison.value;
    return { difference, lower, upper, method: 'newcombe', pValue, ...effect };
  }
  const test = designDifference(errorOf(first), errorOf(second));
  return {
    ...differenceOfShares(first, second),
    method: 'design',
    pValue: test.ok ? test.value.pValue : null,
    ...effect,
  };
}

const isPlain = ({ method, unweighted }: Share): boolean => method === 'wilson' && unweighted === null;

/** A share's standard error: of its design, or as of independent answers. */
function errorOf({ share, n, designEffect, df }: Share) {
  const independent = Math.sqrt((share * (1 - share)) / Math.max(1, n - 1));
  return { estimate: share, standardError: independent * Math.sqrt(designEffect ?? 1), df };
}
