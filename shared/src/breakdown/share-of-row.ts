import { wilsonInterval } from '../statistics/index.js';
import type { Share } from './breakdown.js';
import { shareInterval, type DesignEstimate } from './design/index.js';
import { roundTo, roundedWithin } from './weighted-figures.js';

/** Fewest decimals of a weighted share that is still told: whole percentages. */
const FEWEST_DECIMALS = 2;

/**
 * A favourable share with its interval.
 *
 * @param count favourable answers of `n`
 * @param estimate the share by cluster, weighted where the request is; null where the item has no column
 * @returns null where nobody gave a valid answer
 */
export function shareOfRow(count: number, n: number, estimate: DesignEstimate | null): Share | null {
  const interval = estimate ? shareInterval(estimate) : null;
  if (!interval) return null;
  const plain = interval.method === 'wilson' ? wilsonInterval(count, n) : null;
  const { lower, upper } = plain?.ok ? plain.value : interval;
  return { count, n, share: count / n, ...interval, lower, upper, unweighted: null };
}

/**
 * A weighted share; null where it may not be told.
 *
 * @param freedom how far it must be free to lie, see `freedomOfTotal`
 */
export function weightedShareOfRow(
  count: number,
  n: number,
  estimate: DesignEstimate | null,
  freedom: number,
): Share | null {
  const interval = estimate ? shareInterval(estimate) : null;
  const told = estimate && roundedWithin(estimate.mean, freedom, FEWEST_DECIMALS);
  if (!interval || !told) return null;
  return {
    ...interval,
    count,
    n,
    share: told.value,
    lower: roundTo(interval.lower, told.decimals),
    upper: roundTo(interval.upper, told.decimals),
    designEffect: interval.designEffect === null ? null : roundTo(interval.designEffect, told.decimals),
    unweighted: count / n,
  };
}
