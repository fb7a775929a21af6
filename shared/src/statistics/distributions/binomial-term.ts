import { devianceTerm, stirlingError } from './stirling.js';

/**
 * Γ(n + 1)/(Γ(x + 1)Γ(n − x + 1)) p^x q^(n − x) for real 0 ≤ x ≤ n, where q = 1 − p: the binomial probability where
 * x and n are whole, and the leading factor of the incomplete beta function.
 * Loader (2000), "Fast and accurate computation of binomial probabilities".
 */
export function binomialTerm(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 1 : 0;
  if (q === 0) return x === n ? 1 : 0;
  if (x === 0) return Math.exp(n * logOfComplement(q, p));
  if (x === n) return Math.exp(n * logOfComplement(p, q));
  const rest = n - x;
  const exponent =
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(rest) -
    devianceTerm(x, n * p) -
    devianceTerm(rest, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * x * rest));
}

/** ln p, from 1 − p where that is the precise one. */
function logOfComplement(p: number, q: number): number {
  return q < 0.5 ? Math.log1p(-q) : Math.log(p);
}
