import { poissonTerm } from './poisson.js';

const EPSILON = Number.EPSILON / 4;
const TINY = 1e-300;
const MOST_TERMS = 1_000_000;

/** Both tails of a distribution; each is computed so that it is precise where it is small. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The regularised incomplete gamma functions P(a, x) (lower) and Q(a, x) (upper), for a > 0 and x ≥ 0.
 *
 * The series where x < a + 1, otherwise Legendre's continued fraction by the modified Lentz algorithm
 * (NIST DLMF 8.7.1 and 8.9.2; Thompson & Barnett 1986). The smaller tail never comes from 1 − the larger one
 * but near the middle, where nothing is lost.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const lead = poissonTerm(a, x);
  if (x < a + 1) {
    const lower = Math.min(1, lead * series(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, lead * a * continuedFraction(a, x));
  return { lower: 1 - upper, upper };
}

/** 1 + x/(a + 1) + x²/((a + 1)(a + 2)) + … */
function series(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * EPSILON) break;
  }
  return sum;
}

/** 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(x + 5 − a − …))) */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / orTiny(numerator * d + b);
    c = orTiny(b + numerator / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= Number.EPSILON) break;
  }
  return h;
}

function orTiny(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
