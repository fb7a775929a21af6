import { normalCritical } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { isLevel } from './proportion-check.js';
import { fitVarianceRatio } from './random-effects.js';
import { checkGroups, sampleMoments, type Values } from './sample.js';

export interface ShrunkenMean {
  readonly n: number;
  /** The group's own mean. */
  readonly mean: number;
  /** The own mean drawn towards the grand mean, the more so the fewer answers it rests on. */
  readonly shrunken: number;
  /** The interval of the group's true mean around the shrunken one, the variances taken as known. */
  readonly lower: number;
  readonly upper: number;
}

export interface ShrunkenMeans {
  /** The generalised-least-squares mean over groups. */
  readonly grandMean: number;
  /** Variance between the groups' true means; 0 where the means differ no more than chance would make them. */
  readonly betweenVariance: number;
  readonly withinVariance: number;
  readonly groups: readonly ShrunkenMean[];
}

/**
 * Empirical-Bayes (shrunken) means of groups in a one-way random-effects model fitted by restricted maximum
 * likelihood: what each school's true mean most likely is, given its own answers and how schools differ at all.
 *
 * shrunkenᵢ = μ̂ + σ_b²/(σ_b² + σ_w²/nᵢ)(ȳᵢ − μ̂); the interval adds the uncertainty of μ̂ to the conditional variance.
 *
 * @param groups values of each group (school)
 * @param level confidence of the intervals
 * @returns `tooFewGroups`, `emptyCategory`, `invalidValue`; `tooFewValues` where no group has two values;
 *   `noVariation` where no group varies within
 * @see Efron & Morris (1975), "Data analysis using Stein's estimator"; Patterson & Thompson (1971) for REML;
 *   Kackar & Harville (1984) for the interval
 */
export function shrunkenMeans(groups: readonly Values[], level = 0.95): Outcome<ShrunkenMeans> {
  const reason = isLevel(level) ? checkGroups(groups) : 'invalidValue';
  if (reason !== null) return failure(reason);
  const moments = groups.map(sampleMoments);
  if (moments.every(({ n }) => n === 1)) return failure('tooFewValues');
  if (moments.every(({ squares }) => squares === 0)) return failure('noVariation');
  const fit = fitVarianceRatio(moments);
  if (!fit.ok) return fit;
  const { grandMean, withinVariance, ratio, grandVariance } = fit.value;
  const betweenVariance = ratio * withinVariance;
  const z = normalCritical(level);
  return success({
    grandMean,
    betweenVariance,
    withinVariance,
    groups: moments.map(({ n, mean }) => {
      const reliability = (n * ratio) / (1 + n * ratio);
      const shrunken = grandMean + reliability * (mean - grandMean);
      const variance = (1 - reliability) * betweenVariance + (1 - reliability) ** 2 * grandVariance;
      const half = z * Math.sqrt(variance);
      return { n, mean, shrunken, lower: shrunken - half, upper: shrunken + half };
    }),
  });
}
