/** A value and the derivative there. */
export interface ValueAndSlope {
  readonly value: number;
  readonly slope: number;
}

/**
 * The root of an increasing or decreasing function within [low, high], whose ends must enclose it: Newton's steps,
 * replaced by bisection wherever a step would leave the enclosing interval (Press et al., Numerical Recipes,
 * section 9.4, `rtsafe`). Converges to the precision of the numbers.
 */
export function rootWithin(
  at: (x: number) => ValueAndSlope,
  low: number,
  high: number,
  start: number,
): number {
  let [a, b] = [low, high];
  const increasing = at(low).value <= 0;
  let x = start > low && start < high ? start : low + (high - low) / 2;
  for (let i = 0; i < 400; i += 1) {
    const { value, slope } = at(x);
    if (value === 0) return x;
    if (value < 0 === increasing) a = x;
    else b = x;
    const step = value / slope;
    const newton = x - step;
    const next = newton > a && newton < b ? newton : a + (b - a) / 2;
    if (Math.abs(next - x) <= Number.EPSILON * Math.abs(x) || next === a || next === b) return next;
    x = next;
  }
  return x;
}

/**
 * The x > 0 at which a distribution on [0, ∞) leaves a tail of the given size.
 *
 * @param at the tail's size minus the wanted size, and its slope, at x
 * @param start a first guess, over 0
 */
export function positiveRoot(at: (x: number) => ValueAndSlope, start: number): number {
  const increasing = at(0).value <= 0;
  const beyond = (x: number) => at(x).value >= 0 === increasing;
  let high = start;
  while (!beyond(high) && high < 1e300) high *= 4;
  let low = Math.min(start, high);
  while (beyond(low) && low > 1e-300) low /= 4;
  return rootWithin(at, beyond(low) ? 0 : low, high, start);
}
