import { quantileSorted } from 'simple-statistics';
import { normalLowerTail, normalQuantile } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';
import { seededRandom } from './random.js';

export interface BootstrapOptions {
  /** The same seed gives the same interval. */
  readonly seed: number;
  /** Number of resamples (default 2,000). */
  readonly resamples?: number;
  readonly level?: number;
}

export interface BootstrapInterval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** Resamples in which the statistic was defined. */
  readonly resamples: number;
}

/** The jackknife leaves out so many groups of units at most, each in turn. */
const MOST_GROUPS = 200;
/** At least this share of the resamples must have a value. */
const LEAST_DEFINED = 0.95;

/**
 * The bias-corrected and accelerated (BCa) bootstrap interval of any statistic: for medians and ratios, whose errors no
 * simple formula gives. Units are drawn with replacement; for clustered answers let the units be schools.
 *
 * Limits are the resamples' quantiles at Φ(z₀ + (z₀ + z)/(1 − a(z₀ + z))): z₀ from the share of resamples under the
 * estimate (ties half), the acceleration a from a jackknife, which leaves out one of up to 200 groups of units in turn.
 *
 * @param units how many units (respondents or schools) there are
 * @param statistic from the units drawn (with repeats) to the statistic; NaN where it is not defined
 * @returns `noData`; `tooFewValues` for one unit; `invalidValue` for a level or number of resamples out of range;
 *   `noVariation` where the statistic, or more than one in twenty of its resamples, is not defined
 * @see Efron (1987), "Better bootstrap confidence intervals"; Efron & Tibshirani (1993), section 14.3
 */
export function bootstrapInterval(
  units: number,
  statistic: (drawn: Uint32Array) => number,
  { seed, resamples = 2000, level = 0.95 }: BootstrapOptions,
): Outcome<BootstrapInterval> {
  if (!isLevel(level) || !(resamples >= 100) || !(units >= 0)) return failure('invalidValue');
  if (units < 2) return failure(units === 0 ? 'noData' : 'tooFewValues');
  const everyone = Uint32Array.from({ length: units }, (_, i) => i);
  const estimate = statistic(everyone);
  if (!Number.isFinite(estimate)) return failure('noVariation');
  const draws = resample(units, statistic, seed, resamples);
  if (draws.length < LEAST_DEFINED * resamples) return failure('noVariation');
  const under =
    draws.reduce((sum, x) => sum + (x < estimate ? 1 : x === estimate ? 0.5 : 0), 0) / draws.length;
  const bias = normalQuantile(Math.min(1 - 0.5 / draws.length, Math.max(0.5 / draws.length, under)));
  const acceleration = accelerationOf(everyone, statistic);
  const limit = (tail: number) => {
    const z = bias + normalQuantile(tail);
    const shifted = bias + z / (1 - acceleration * z);
    return quantileSorted(draws, normalLowerTail(shifted));
  };
  return success({
    estimate,
    lower: limit((1 - level) / 2),
    upper: limit((1 + level) / 2),
    resamples: draws.length,
  });
}

/** The statistic over resamples, in ascending order, where it is defined. */
function resample(
  units: number,
  statistic: (drawn: Uint32Array) => number,
  seed: number,
  resamples: number,
): number[] {
  const below = seededRandom(seed);
  const drawn = new Uint32Array(units);
  const values: number[] = [];
  for (let b = 0; b < resamples; b += 1) {
    for (let i = 0; i < units; i += 1) drawn[i] = below(units);
    const value = statistic(drawn);
    if (Number.isFinite(value)) values.push(value);
  }
  return values.sort((one, other) => one - other);
}

/** Σd³/(6(Σd²)^1.5) of the jackknife's deviations d from their mean; 0 where they do not vary. */
function accelerationOf(everyone: Uint32Array, statistic: (drawn: Uint32Array) => number): number {
  const groups = Math.min(everyone.length, MOST_GROUPS);
  const left = Array.from({ length: groups }, (_, g) =>
    statistic(everyone.filter((unit) => unit % groups !== g)),
  );
  const defined = left.filter(Number.isFinite);
  const mean = defined.reduce((sum, x) => sum + x, 0) / defined.length;
  const squares = defined.reduce((sum, x) => sum + (mean - x) ** 2, 0);
  const cubes = defined.reduce((sum, x) => sum + (mean - x) ** 3, 0);
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}
