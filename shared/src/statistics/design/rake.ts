import { failure, success, type Outcome, type Reason } from '../outcome.js';
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
  /** Stop once no margin changes a weight by more than this share (default 1e−10; with `trim` 1e−6). */
  readonly tolerance?: number;
  /** Give up after so many rounds (default 5,000). */
  readonly mostRounds?: number;
  /** Keep weights within these multiples of the mean weight; margins then have to be met by the other rows. */
  readonly trim?: { readonly lowest: number; readonly highest: number };
}

export interface Raking {
  readonly design: SurveyDesign;
  /** Rounds over all margins that it took. */
  readonly rounds: number;
  /** The largest relative change that any margin made to a weight in the last round. */
  readonly lastChange: number;
  /** Rows whose weight ended at a trimming limit. */
  readonly trimmed: number;
}

/** Targets of two margins may differ by this share of their sum before they count as contradicting each other. */
const TOTALS_AGREE = 1e-6;

/**
 * Rakes weights to several margins at once (iterative proportional fitting): scales them to each margin in turn,
 * round after round, until they settle; if wanted, extreme weights are trimmed in every round.
 *
 * @param design of the survey
 * @param margins variables with the population's count of each category
 * @returns the reweighted design and how it converged; reasons of `poststratify`; `inconsistentDesign` where margins
 *   add up to different populations; `notConverged` (the margins cannot hold together in this sample, or not within
 *   the trimming limits); `invalidValue` for limits that do not enclose 1; `tooFewGroups` without margins
 * @see Deming & Stephan (1940); Deville, Särndal & Sautory (1993); as rake of R's survey. Trimming: Izrael,
 *   Battaglia & Frankel (2009), "Extreme survey weight adjustment as a component of sample balancing"
 */
export function rake(
  design: SurveyDesign,
  margins: readonly RakingMargin[],
  options: RakingOptions = {},
): Outcome<Raking> {
  const { trim, tolerance = trim ? 1e-6 : 1e-10, mostRounds = 5000 } = options;
  const reason = checkMargins(design, margins, trim);
  if (reason !== null) return failure(reason);
  const coded = margins.map(codeMargin);
  const total = coded[0]!.targets.reduce((sum, count) => sum + count, 0);
  const mean = total / design.weights.reduce((n, weight) => n + (weight > 0 ? 1 : 0), 0);
  const weights = Float64Array.from(design.weights);
  for (let rounds = 1; rounds <= mostRounds; rounds += 1) {
    let lastChange = coded.reduce((most, margin) => Math.max(most, fitMargin(weights, margin)), 0);
    const clipped = trim ? clip(weights, trim.lowest * mean, trim.highest * mean) : { change: 0, count: 0 };
    lastChange = Math.max(lastChange, clipped.change);
    if (!(lastChange < Infinity)) break;
    if (lastChange < tolerance) {
      const fitted = withWeights(
        design,
        weights,
        coded.map(({ codes }) => codes),
      );
      return success({ design: fitted, rounds, lastChange, trimmed: clipped.count });
    }
  }
  return failure('notConverged');
}

function checkMargins(
  design: SurveyDesign,
  margins: readonly RakingMargin[],
  trim: RakingOptions['trim'],
): Reason | null {
  if (margins.length === 0) return 'tooFewGroups';
  if (trim && !(trim.lowest >= 0 && trim.lowest < 1 && trim.highest > 1)) return 'invalidValue';
  for (const { labels, targets } of margins) {
    const factors = categoryFactors(design.weights, labels, targets);
    if (!factors.ok) return factors.reason;
  }
  const totals = margins.map(({ targets }) => [...targets.values()].reduce((sum, count) => sum + count, 0));
  const agree = totals.every((total) => Math.abs(total - totals[0]!) <= TOTALS_AGREE * totals[0]!);
  return agree ? null : 'inconsistentDesign';
}

interface CodedMargin {
  readonly codes: Uint32Array;
  /** Per code its count in the population. */
  readonly targets: readonly number[];
}

function codeMargin({ labels, targets }: RakingMargin): CodedMargin {
  const coded = codeLabels(labels);
  return { codes: coded.codes, targets: coded.labels.map((label) => targets.get(label) ?? 0) };
}

/** Scales weights to one margin; gives the largest relative change. */
function fitMargin(weights: Float64Array, { codes, targets }: CodedMargin): number {
  const sums = new Float64Array(targets.length);
  codes.forEach((code, i) => (sums[code]! += weights[i]!));
  const factors = targets.map((target, code) =>
    sums[code]! > 0 ? target / sums[code]! : target > 0 ? Infinity : 1,
  );
  codes.forEach((code, i) => {
    if (weights[i]! > 0) weights[i]! *= factors[code]!;
  });
  return factors.reduce((most, factor) => Math.max(most, Math.abs(factor - 1)), 0);
}

/** Draws weights over 0 into limits; gives the largest relative change, and how many are at a limit. */
function clip(weights: Float64Array, lowest: number, highest: number): { change: number; count: number } {
  let change = 0;
  let count = 0;
  weights.forEach((weight, i) => {
    if (weight === 0) return;
    const within = Math.min(highest, Math.max(lowest, weight));
    change = Math.max(change, Math.abs(within / weight - 1));
    if (within <= lowest * (1 + 1e-6) || within >= highest * (1 - 1e-6)) count += 1;
    weights[i] = within;
  });
  return { change, count };
}
