import { incompleteBeta } from './beta.js';

/** P(X ≤ k) for X binomial of n trials at probability p. */
export function binomialLowerTail(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBeta(k + 1, n - k, p, 1 - p).upper;
}

/** The smallest k with P(X ≤ k) ≥ probability; as R's `qbinom`, forgiving of rounding in the last digits. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  const wanted = probability * (1 - 64 * Number.EPSILON);
  let [below, reached] = [-1, n];
  while (reached - below > 1) {
    const middle = Math.floor((below + reached) / 2);
    if (binomialLowerTail(middle, n, p) >= wanted) reached = middle;
    else below = middle;
  }
  return reached;
}
