import type { ProtectedRow } from '../protected-tallies.js';
import type { RowFreedom } from './shield-table.js';

/** Bounds of a share that is withheld only to protect another row are told in steps of 5 percentage points. */
const STEPS = 20;

/**
 * What may be told of a withheld favourable count: that few are satisfied (or few are not), or a share to within some
 * percentage points. The bounds depend on the size class alone and hold every table that protection needs possible.
 *
 * @param freedom how far other tables, that fit all that is shown, differ in this row
 * @returns shares of n, 0 to 1; null where the base is too small for bounds to say anything
 */
export function favourableBounds(
  favourable: number,
  n: number,
  freedom: RowFreedom,
  minimum: number,
): ProtectedRow['favourableBounds'] {
  const isSmall = (count: number): boolean => count > 0 && count < minimum;
  const few = isSmall(favourable);
  const fewOthers = isSmall(n - favourable);
  if (n < 4 * minimum) return null;
  if (few) return { atLeast: 0, atMost: reach(favourable + freedom.favourableAbove, minimum) / n };
  if (fewOthers) {
    return { atLeast: 1 - reach(n - favourable + freedom.favourableBelow, minimum) / n, atMost: 1 };
  }
  return {
    atLeast: Math.max(0, Math.floor(((favourable - minimum) / n) * STEPS) / STEPS),
    atMost: Math.min(1, Math.ceil(((favourable + minimum) / n) * STEPS) / STEPS),
  };
}

/** The minimum, or twice it: no change that protects a figure is as large as the minimum itself. */
const reach = (furthest: number, minimum: number): number => (furthest <= minimum ? minimum : 2 * minimum);
