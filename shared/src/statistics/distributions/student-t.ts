import { betaKernel, incompleteBeta } from './beta.js';
import { normalQuantile, normalTwoSided } from './normal.js';
import { positiveRoot } from './root.js';

/** From here on Student's t is the normal to all digits that a number holds. */
const NORMAL_FROM = 1e17;

/** P(|T| ≥ |t|) of Student's t: the two-sided p-value; precise where it is small. */
export function tTwoSided(t: number, df: number): number {
  if (df > NORMAL_FROM) return normalTwoSided(t);
  const { x, y } = betaArguments(t, df);
  return incompleteBeta(df / 2, 0.5, x, y).lower;
}

/** The t that leaves (1 − level)/2 above it. */
export function tCritical(level: number, df: number): number {
  const tail = 1 - level;
  const normal = -normalQuantile(tail / 2);
  if (df > NORMAL_FROM) return normal;
  const at = (t: number) => {
    const { x, y } = betaArguments(t, df);
    const slope = t === 0 ? -1 : (-2 * betaKernel(df / 2, 0.5, x, y)) / t;
    return { value: incompleteBeta(df / 2, 0.5, x, y).lower - tail, slope };
  };
  return positiveRoot(at, normal);
}

/** x = df/(df + t²) and y = 1 − x, neither by subtraction. */
function betaArguments(t: number, df: number): { x: number; y: number } {
  const ratio = (t * t) / df;
  return { x: 1 / (1 + ratio), y: ratio === Infinity ? 1 : ratio / (1 + ratio) };
}
