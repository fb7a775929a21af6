import { betaKernel, incompleteBeta } from './beta.js';
import { positiveRoot } from './root.js';
import type { Tails } from './gamma.js';

/** Both tails of F with d1 and d2 degrees of freedom (real, over 0). */
function fTails(f: number, d1: number, d2: number): Tails {
  if (f <= 0) return { lower: 0, upper: 1 };
  if (f === Infinity) return { lower: 1, upper: 0 };
  const ratio = (d1 * f) / d2;
  return incompleteBeta(d1 / 2, d2 / 2, ratio / (1 + ratio), 1 / (1 + ratio));
}

/** P(F ≥ f); precise where it is small. */
export function fUpperTail(f: number, d1: number, d2: number): number {
  return fTails(f, d1, d2).upper;
}

/** f with P(F ≤ f) = p, for 0 < p < 1. */
export function fQuantile(p: number, d1: number, d2: number): number {
  const [a, b] = [d1 / 2, d2 / 2];
  const at = (f: number) => {
    const ratio = (d1 * f) / d2;
    const density = f === 0 ? 1 : betaKernel(a, b, ratio / (1 + ratio), 1 / (1 + ratio)) / f;
    const { lower, upper } = fTails(f, d1, d2);
    return p <= 0.5 ? { value: lower - p, slope: density } : { value: upper - (1 - p), slope: -density };
  };
  return positiveRoot(at, 1);
}
