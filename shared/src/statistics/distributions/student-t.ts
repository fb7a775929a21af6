import { betaKernel, incompleteBeta } from './beta.js';
import { normalQuantile, normalTwoSided } from './normal.js';
import { positiveRoot, type ValueAndSlope } from './root.js';

/** From here on Student's t is the normal to all digits that a number holds. */
const NORMAL_FROM = 1e17;

/** P(|T| ≥ |t|) of Student's t: the two-sided p-value; precise where it is small. */
export function tTwoSided(t: number, df: number): number {
  if (df > NORMAL_FROM) return normalTwoSided(t);
  const { x, y } = betaArguments(t, df);
  return incompleteBeta(df / 2, 0.5, x, y).lower;
}

/** Critical values found so far: tables ask for the same few hundred again and again. */
const known = new Map<string, number>();
const MOST_KNOWN = 4096;

/** The t that leaves (1 − level)/2 above it. */
export function tCritical(level: number, df: number): number {
  const key = `${level} ${df}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = findCritical(level, df);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, found);
  return found;
}

function findCritical(level: number, df: number): number {
  const tail = 1 - level;
  const normal = -normalQuantile(tail / 2);
  if (df > NORMAL_FROM) return normal;
  const at = (t: number) => {
    const { x, y } = betaArguments(t, df);
    const slope = t === 0 ? -1 : (-2 * betaKernel(df / 2, 0.5, x, y)) / t;
    return { value: incompleteBeta(df / 2, 0.5, x, y).lower - tail, slope };
  };
  return (df < FEWEST_EXPANDED ? null : newton(at, expansion(normal, df))) ?? positiveRoot(at, normal);
}

/** Newton's steps from a good guess; null where they do not settle at once. */
function newton(at: (t: number) => ValueAndSlope, start: number): number | null {
  let t = start;
  for (let i = 0; i < 6; i += 1) {
    const { value, slope } = at(t);
    const step = value / slope;
    if (!(Math.abs(step) < t / 2)) return null;
    t -= step;
    if (Math.abs(step) <= 2 * Number.EPSILON * t) return t;
  }
  return null;
}

/** From here on Cornish and Fisher's expansion is a good first guess. */
const FEWEST_EXPANDED = 4;

/** The quantile of t to order 1/df³: Abramowitz & Stegun (1964), 26.7.5. */
function expansion(z: number, df: number): number {
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return (
    z +
    (z3 + z) / (4 * df) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * df ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * df ** 3)
  );
}

/** x = df/(df + t²) and y = 1 − x, neither by subtraction. */
function betaArguments(t: number, df: number): { x: number; y: number } {
  const ratio = (t * t) / df;
  return { x: 1 / (1 + ratio), y: ratio === Infinity ? 1 : ratio / (1 + ratio) };
}
