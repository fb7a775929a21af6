import { devianceTerm, stirlingError } from './stirling.js';

/**
 * λ^x e^−λ / Γ(x + 1) for real x ≥ 0 and λ ≥ 0: the Poisson probability where x is whole, and the leading factor of
 * the incomplete gamma function. Loader's saddle-point form keeps full precision for large x and λ.
 */
export function poissonTerm(x: number, lambda: number): number {
  if (lambda === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-lambda);
  return Math.exp(-stirlingError(x) - devianceTerm(x, lambda)) / Math.sqrt(2 * Math.PI * x);
}
