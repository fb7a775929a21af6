import { wilsonInterval } from '../statistics/index.js';
import type { Share } from './breakdown.js';
import { shareInterval, type DesignEstimate } from './design/index.js';
import { decimalsTold, roundTo, roundedRatio } from './weighted-figures.js';

/** Fewest decimals of a weighted share that is still told: whole percentages. */
const FEWEST_DECIMALS = 2;

/**
 * A share with its interval.
 *
 * @param count of `n`
 * @param estimate the share by cluster; null where the item has no column
 * @returns null where n is 0
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
 * @param room how far the sums of weights must be free to lie, see `roomOf`
 */
export function weightedShareOfRow(
  count: number,
  n: number,
  estimate: DesignEstimate | null,
  room: { readonly above: number; readonly below: number },
): Share | null {
  const interval = estimate ? shareInterval(estimate) : null;
  const told =
    estimate && roundedRatio(estimate.mean * estimate.weight, estimate.weight, room, FEWEST_DECIMALS);
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
    ...decimalsTold(told),
  };
}
