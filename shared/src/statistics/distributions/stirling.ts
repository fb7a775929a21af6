const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * The error of Stirling's formula, δ(x) = ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π, for x > 0.
 *
 * From x = 15 on by its asymptotic series, below by the recurrence δ(x) = δ(x + 1) + (x + ½) ln(1 + 1/x) − 1.
 * Loader (2000), "Fast and accurate computation of binomial probabilities", section 3.
 */
export function stirlingError(x: number): number {
  let shift = 0;
  let y = x;
  for (; y < 15; y += 1) shift += (y + 0.5) * Math.log1p(1 / y) - 1;
  const inverseSquare = 1 / (y * y);
  const series =
    1 / 12 -
    inverseSquare *
      (1 / 360 -
        inverseSquare *
          (1 / 1260 -
            inverseSquare *
              (1 / 1680 -
                inverseSquare * (1 / 1188 - inverseSquare * (691 / 360360 - inverseSquare / 156)))));
  return shift + series / y;
}

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  return stirlingError(x) + (x + 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI - Math.log(x);
}

/**
 * The deviance term x ln(x/m) + m − x, without the cancellation that the formula suffers where x ≈ m.
 * Loader (2000), function `bd0`.
 */
export function devianceTerm(x: number, m: number): number {
  const v = (x - m) / (x + m);
  if (Math.abs(v) >= 0.1) return x * Math.log(x / m) + m - x;
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 3; j < 1000; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
