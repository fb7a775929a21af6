import { designShareInterval, meanInterval, wilsonInterval } from '../../statistics/index.js';
import type { IntervalMethod } from '../breakdown.js';
import type { DesignEstimate } from './estimate-mean.js';

/** The interval of 95 % of a share. */
export interface ShareInterval {
  readonly lower: number;
  readonly upper: number;
  readonly method: IntervalMethod;
  readonly designEffect: number | null;
  readonly df: number | null;
}

/** The interval of 95 % of a mean. */
export interface MeanInterval {
  readonly lower: number;
  readonly upper: number;
  readonly method: 'design' | 't';
}

/** Below this part of the variance of independent answers, clusters agree by chance and tell nothing of their spread. */
const NO_SPREAD = 1e-9;

/**
 * Whether the design is more than independent answers, and the domain tells how clusters differ: it has more of them than
 * strata, and they are not all of one unit.
 */
export const hasDesign = ({ df, withinUnit, independent }: DesignEstimate): boolean =>
  df >= 1 && !withinUnit && !independent;

/**
 * The interval of a share whose values are 0 and 1: by the design where there is one, else Wilson's, which takes the answers
 * of one unit as independent. Unequal weights count in both (Kish's effective n).
 */
export function shareInterval(estimate: DesignEstimate): ShareInterval | null {
  const { mean, variance, df, effectiveN, designEffect } = estimate;
  const share = Math.min(1, Math.max(0, mean));
  const byDesign = hasDesign(estimate);
  const interval = byDesign
    ? designShareInterval(share, variance, effectiveN, df)
    : wilsonInterval(Math.min(share * effectiveN, effectiveN), effectiveN);
  if (!interval.ok) return null;
  const { lower, upper } = interval.value;
  return {
    lower,
    upper,
    method: byDesign ? 'design' : 'wilson',
    designEffect: byDesign ? designEffect : null,
    df: byDesign ? df : null,
  };
}

/** The interval of a mean: by the design where there is one, else the simple t interval; null under two values. */
export function intervalOfMean(estimate: DesignEstimate): MeanInterval | null {
  const { n, mean, variance, df, effectiveN, spread } = estimate;
  if (hasDesign(estimate) && (spread === 0 || variance > (NO_SPREAD * spread) / n)) {
    // A standard error is that of a mean of df + 1 values.
    const interval = meanInterval(mean, Math.sqrt(variance * (df + 1)), df + 1);
    return interval.ok ? { ...interval.value, method: 'design' } : null;
  }
  if (n < 2) return null;
  const interval = meanInterval(mean, Math.sqrt((spread / effectiveN) * n), n);
  return interval.ok ? { ...interval.value, method: 't' } : null;
}
