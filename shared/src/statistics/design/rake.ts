import { failure, success, type Outcome } from '../outcome.js';
import { codeLabels, type Labels } from './labels.js';
import { categoryFactors, type PopulationCounts } from './poststratify.js';
import { withWeights, type SurveyDesign } from './survey-design.js';

/** A variable whose population counts are known. */
export interface RakingMargin {
  /** Per row its category. */
  readonly labels: Labels;
  readonly targets: PopulationCounts;
}

export interface RakingOptions {
  /** Stop once no margin changes a weight by more than this share (default 1e−10). */
  readonly tolerance?: number;
  /** Give up after so many rounds (default 5,000). */
  readonly mostRounds?: number;
}

export interface Raking {
  readonly design: SurveyDesign;
  /** Rounds over all margins that it took. */
  readonly rounds: number;
  /** The largest relative change that any margin made to a weight in the last round. */
  readonly lastChange: number;
}

/** Targets of two margins may differ by this share of their sum before they count as contradicting each other. */
const TOTALS_AGREE = 1e-6;

/**
 * Rakes weights to several margins at once (iterative proportional fitting): scales them to each margin in turn,
 * round after round, until they settle.
 *
 * @param design of the survey
 * @param margins variables with the population's count of each category
 * @returns the reweighted design and how it converged; reasons of `poststratify`; `inconsistentDesign` where margins
 *   add up to different populations; `notConverged` (the margins cannot hold together in this sample)
 * @see Deming & Stephan (1940); Deville, Särndal & Sautory (1993); as rake of R's survey
 */
export function rake(
  design: SurveyDesign,
  margins: readonly RakingMargin[],
  options: RakingOptions = {},
): Outcome<Raking> {
  const { tolerance = 1e-10, mostRounds = 5000 } = options;
  if (margins.length === 0) return failure('tooFewGroups');
  const totals = margins.map(({ targets }) => [...targets.values()].reduce((sum, count) => sum + count, 0));
  let weights = design.weights;
  for (const { labels, targets } of margins) {
    const factors = categoryFactors(weights, labels, targets);
    if (!factors.ok) return factors;
  }
  if (totals.some((total) => Math.abs(total - totals[0]!) > TOTALS_AGREE * totals[0]!)) {
    return failure('inconsistentDesign');
  }
  for (let rounds = 1; rounds <= mostRounds; rounds += 1) {
    let lastChange = 0;
    for (const { labels, targets } of margins) {
      const factors = categoryFactors(weights, labels, targets);
      if (!factors.ok) return failure('notConverged');
      const { codes, factor } = factors.value;
      weights = weights.map((weight, i) => weight * factor[codes[i]!]!);
      lastChange = Math.max(lastChange, ...factor.map((f) => (f > 0 ? Math.abs(f - 1) : 0)));
    }
    if (lastChange < tolerance) {
      const codes = margins.map(({ labels }) => codeLabels(labels).codes);
      return success({ design: withWeights(design, weights, codes), rounds, lastChange });
    }
  }
  return failure('notConverged');
}
