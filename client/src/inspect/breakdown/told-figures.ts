import {
  formatCount,
  formatInterval,
  formatMean,
  formatPercent,
  formatWholePercent,
} from '../../ui/format/numbers';

/** Decimals of a proportion that a percentage with one decimal has. */
const PERCENT_DECIMALS = 3;

/** A figure that is true to fewer decimals than figures of its kind are written with says so: `≈`. */
const ROUGHLY = '≈';

/**
 * A share as a percentage with one decimal; a whole one after `≈` where it is true to no more.
 *
 * @param decimals of the proportion; undefined: all
 */
export function writtenShare(share: number, decimals?: number): string {
  return decimals === undefined || decimals >= PERCENT_DECIMALS
    ? formatPercent(share)
    : ROUGHLY + formatWholePercent(share);
}

/** The ends of a share's interval, as exact as the share. */
export function writtenShareInterval(lower: number, upper: number, decimals?: number): string {
  return decimals === undefined || decimals >= PERCENT_DECIMALS
    ? formatInterval(lower, upper)
    : `${formatWholePercent(lower).replace('%', '')}–${formatWholePercent(upper)}`;
}

/** A mean with two decimals, or after `≈` with the one it is true to. */
export const writtenMean = (mean: number, decimals?: number): string =>
  decimals === undefined || decimals >= 2 ? formatMean(mean) : ROUGHLY + mean.toFixed(Math.max(0, decimals));

/** A number of persons; after `≈` where it is rounded to tens or hundreds. */
export const writtenCount = (count: number, decimals?: number): string =>
  decimals === undefined || decimals >= 0 ? formatCount(count) : ROUGHLY + formatCount(count);
