import { failure, success, type Outcome } from './outcome.js';
import type { SampleMoments } from './sample.js';

export interface RandomEffectsFit {
  readonly grandMean: number;
  /** Squared standard error of the grand mean. */
  readonly grandVariance: number;
  readonly withinVariance: number;
  /** Between-group over within-group variance. */
  readonly ratio: number;
}

/** The profile of the restricted likelihood at a variance ratio. */
interface Profile {
  readonly grandMean: number;
  readonly weight: number;
  readonly residual: number;
  /** −2 log restricted likelihood, without its constant. */
  readonly deviance: number;
  /** Its derivative by the ratio. */
  readonly slope: number;
}

/**
 * Fits y = μ + group + error by restricted maximum likelihood, over the ratio r of the two variances: with
 * wᵢ = nᵢ/(1 + rnᵢ) the deviance is (N − 1) ln(SSW + Σwᵢ(ȳᵢ − μ̂)²) + Σ ln(1 + rnᵢ) + ln Σwᵢ.
 * A grid finds the best stretch of r (0 included), bisection on the derivative the minimum within it.
 *
 * @param groups moments of each group; at least two groups, one of which varies within
 * @returns `notConverged` where the deviance keeps falling (within-group variance vanishes against the rest)
 */
export function fitVarianceRatio(groups: readonly SampleMoments[]): Outcome<RandomEffectsFit> {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const within = groups.reduce((sum, group) => sum + group.squares, 0);
  const at = (ratio: number) => profile(groups, n, within, ratio);
  const grid = [0, ...Array.from({ length: 181 }, (_, i) => 10 ** (i / 10 - 9))];
  const deviances = grid.map((ratio) => at(ratio).deviance);
  if (!deviances.every(Number.isFinite)) return failure('overflow');
  const best = deviances.indexOf(Math.min(...deviances));
  if (best === grid.length - 1) return failure('notConverged');
  let low = grid[Math.max(0, best - 1)]!;
  let high = grid[best + 1]!;
  if (best === 0 && at(0).slope >= 0) high = 0;
  for (let i = 0; i < 200 && high - low > Number.EPSILON * high; i += 1) {
    const middle = low + (high - low) / 2;
    if (at(middle).slope < 0) low = middle;
    else high = middle;
  }
  const ratio = high === 0 ? 0 : low + (high - low) / 2;
  const { grandMean, weight, residual } = at(ratio);
  const withinVariance = residual / (n - 1);
  return success({ grandMean, grandVariance: withinVariance / weight, withinVariance, ratio });
}

function profile(groups: readonly SampleMoments[], n: number, within: number, ratio: number): Profile {
  const weights = groups.map((group) => group.n / (1 + ratio * group.n));
  const weight = weights.reduce((sum, w) => sum + w, 0);
  const first = groups[0]!.mean;
  const grandMean =
    first + groups.reduce((sum, { mean }, g) => sum + (weights[g]! / weight) * (mean - first), 0);
  const squares = groups.map(({ mean }) => (mean - grandMean) ** 2);
  const residual = within + squares.reduce((sum, square, g) => sum + weights[g]! * square, 0);
  const logs = groups.reduce((sum, group) => sum + Math.log1p(ratio * group.n), 0);
  const pull = squares.reduce((sum, square, g) => sum + weights[g]! ** 2 * square, 0);
  const weightSquares = weights.reduce((sum, w) => sum + w * w, 0);
  return {
    grandMean,
    weight,
    residual,
    deviance: (n - 1) * Math.log(residual) + logs + Math.log(weight),
    slope: weight - weightSquares / weight - ((n - 1) * pull) / residual,
  };
}
