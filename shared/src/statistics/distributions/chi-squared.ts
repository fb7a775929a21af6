import { incompleteGamma } from './gamma.js';

/** P(X ≥ x) of χ² with `df` > 0 degrees of freedom; precise where it is small. */
export function chiSquaredUpperTail(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).upper;
}
