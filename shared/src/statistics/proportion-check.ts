import type { Reason } from './outcome.js';

/** Why `count` of `n` at a confidence `level` cannot be a proportion with an interval; null where it can. */
export function checkProportion(count: number, n: number, level: number): Reason | null {
  if (!Number.isFinite(n) || !Number.isFinite(count) || count < 0 || n < 0 || count > n)
    return 'invalidValue';
  if (!isLevel(level)) return 'invalidValue';
  return n === 0 ? 'noData' : null;
}

/** Whether a confidence level lies strictly between 0 and 1. */
export function isLevel(level: number): boolean {
  return level > 0 && level < 1;
}
