import { gaussLegendre } from './gauss-legendre.js';
import { normalLowerTail } from './normal.js';

const RULE = gaussLegendre(24);

/**
 * P(X ≤ a, Y ≤ b) of a standard bivariate normal with correlation r, −1 < r < 1; about 1e−15 absolute.
 *
 * Plackett's integral over the correlation where |r| < 0.925, otherwise the expansion about |r| = 1.
 * Drezner & Wesolowsky (1990); Genz (2004), "Numerical computation of rectangular bivariate and trivariate normal
 * and t probabilities", function BVND.
 */
export function bivariateNormalLowerTail(a: number, b: number, r: number): number {
  if (a === -Infinity || b === -Infinity) return 0;
  if (a === Infinity) return normalLowerTail(b);
  if (b === Infinity) return normalLowerTail(a);
  const result = Math.abs(r) < 0.925 ? byCorrelation(-a, -b, r) : nearOne(-a, -b, r);
  return Math.max(0, Math.min(1, result));
}

function byCorrelation(h: number, k: number, r: number): number {
  const half = (h * h + k * k) / 2;
  const angle = Math.asin(r) / 2;
  let sum = 0;
  RULE.nodes.forEach((node, i) => {
    const sine = Math.sin(angle * (node + 1));
    sum += RULE.weights[i]! * Math.exp((sine * h * k - half) / (1 - sine * sine));
  });
  return (sum * angle) / (2 * Math.PI) + normalLowerTail(-h) * normalLowerTail(-k);
}

function nearOne(h: number, k0: number, r: number): number {
  const k = r < 0 ? -k0 : k0;
  const product = h * k;
  const complement = (1 - r) * (1 + r);
  let sum = complement > 0 ? expansion(h, k, product, complement) : 0;
  sum = -sum / (2 * Math.PI);
  if (r > 0) return sum + normalLowerTail(-Math.max(h, k));
  return -sum + (k > h ? normalLowerTail(k) - normalLowerTail(h) : 0);
}

function expansion(h: number, k: number, product: number, complement: number): number {
  const width = Math.sqrt(complement);
  const square = (h - k) ** 2;
  const c = (4 - product) / 8;
  const d = (12 - product) / 16;
  const exponent = -(square / complement + product) / 2;
  let sum = 0;
  if (exponent > -100) {
    const series =
      1 - (c * (square - complement) * (1 - (d * square) / 5)) / 3 + (c * d * complement * complement) / 5;
    sum += width * Math.exp(exponent) * series;
  }
  if (-product < 100) {
    const distance = Math.sqrt(square);
    const tail = Math.sqrt(2 * Math.PI) * normalLowerTail(-distance / width) * distance;
    sum -= Math.exp(-product / 2) * tail * (1 - (c * square * (1 - (d * square) / 5)) / 3);
  }
  RULE.nodes.forEach((node, i) => {
    const x = ((width / 2) * (node + 1)) ** 2;
    const root = Math.sqrt(1 - x);
    const power = -(square / x + product) / 2;
    if (power <= -100) return;
    const exact = Math.exp((-product * x) / (2 * (1 + root) ** 2)) / root;
    sum += (width / 2) * RULE.weights[i]! * Math.exp(power) * (exact - (1 + c * x * (1 + d * x)));
  });
  return sum;
}

/** The density of a standard bivariate normal with correlation r at (a, b). */
export function bivariateNormalDensity(a: number, b: number, r: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return 0;
  const complement = (1 - r) * (1 + r);
  return (
    Math.exp(-((a - b) ** 2 / complement + (2 * a * b) / (1 + r)) / 2) / (2 * Math.PI * Math.sqrt(complement))
  );
}
