import type { ProtectedRow } from '../protected-tallies.js';
import type { RowFreedom } from './shield-table.js';

/** Bounds of a share that is withheld only to protect another row lie on the finest of these grids that hides it. */
const GRIDS = [200, 100, 50, 20, 10, 4, 2] as const;

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
  // A step of the grid holds at least twice the minimum: knowing how bounds are made tells no more than that.
  const steps = GRIDS.find((each) => n / each >= 2 * minimum) ?? 1;
  return {
    atLeast: Math.max(0, Math.floor(((favourable - minimum) / n) * steps) / steps),
    atMost: Math.min(1, Math.ceil(((favourable + minimum) / n) * steps) / steps),
  };
}

/** The minimum, or twice it: no change that protects a figure is as large as the minimum itself. */
const reach = (furthest: number, minimum: number): number => (furthest <= minimum ? minimum : 2 * minimum);
