import { binomialTerm } from './binomial-term.js';
import type { Tails } from './gamma.js';
import { rootWithin } from './root.js';

const TINY = 1e-300;
const MOST_TERMS = 1_000_000;

/**
 * The regularised incomplete beta function I_x(a, b) (lower) and its complement (upper), for a, b > 0.
 *
 * A continued fraction of DiDonato & Morris (1992, ACM TOMS algorithm 708) by the modified Lentz algorithm, taken
 * from the side of the mean where it converges; its leading factor is Loader's binomial term, precise for large a
 * and b.
 *
 * @param x 0 to 1
 * @param y 1 − x; given apart so that neither loses digits where the other is near 1
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const lead = betaKernel(a, b, x, y);
  if (a * y >= b * x) {
    const lower = Math.min(1, lead * continuedFraction(a, b, x, y));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, lead * continuedFraction(b, a, y, x));
  return { lower: 1 - upper, upper };
}

/** x^a y^b/B(a, b): the beta density times x y, which is also the factor before the continued fraction. */
export function betaKernel(a: number, b: number, x: number, y: number): number {
  return binomialTerm(a, a + b, x, y) * (a / (a + b)) * b;
}

/** x with I_x(a, b) = p, for 0 < p < 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  const at = (x: number) => ({
    value: incompleteBeta(a, b, x, 1 - x).lower - p,
    slope: betaKernel(a, b, x, 1 - x) / x / (1 - x),
  });
  return rootWithin(at, 0, 1, a / (a + b));
}

/**
 * α₁/(β₁ + α₂/(β₂ + …)) of DiDonato & Morris (1992), equation (9), in terms of λ = a y − b x ≥ 0, which does not
 * cancel where x or y is tiny.
 */
function continuedFraction(a: number, b: number, x: number, y: number): number {
  const lambda = a * y - b * x;
  let h = orTiny((a / (a + 1)) * (lambda + 1));
  let c = h;
  let d = 0;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const odd = a + 2 * m - 1;
    const alpha = ((a + m - 1) / odd) * ((a + b + m - 1) / odd) * m * (b - m) * x * x;
    const beta = m + (m * (b - m) * x) / odd + ((a + m) / (odd + 2)) * (lambda + 1 + m * (1 + y));
    d = 1 / orTiny(beta + alpha * d);
    c = orTiny(beta + alpha / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= Number.EPSILON) break;
  }
  return 1 / h;
}

function orTiny(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
