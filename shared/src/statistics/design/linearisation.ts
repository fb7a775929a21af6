import { failure, success, type Outcome } from '../outcome.js';
import type { Calibration, SurveyDesign } from './survey-design.js';

/** Passes over several margins until residuals settle. */
const MOST_PASSES = 100;

/**
 * Covariances of estimators by Taylor linearisation: each estimator is given by its scores, one per row, whose sum
 * varies as the estimator does. Scores are summed within first-stage units; per stratum
 * (1 − f) n/(n − 1) Σ(z − z̄)(z′ − z̄′) over its n units; strata add up.
 *
 * @param design of the survey
 * @param scores per estimator a score for every row of the design, 0 outside a domain
 * @returns the covariance matrix; `singleUnitStratum` where a stratum has a single unit of several and the design's
 *   rule is to refuse; `overflow` where the result is too large for a number
 * @see Woodruff (1971); Särndal, Swensson & Wretman (1992), section 5.5; as `svyrecvar` of R's survey
 */
export function linearisedCovariance(
  design: SurveyDesign,
  scores: readonly Float64Array[],
): Outcome<number[][]> {
  const strata = design.unitsDrawn.length;
  const unitTotals = scores.map((column) => sumByUnit(design, residuals(design, column)));
  const stratumMeans = unitTotals.map((totals) => {
    const means = new Float64Array(strata);
    totals.forEach((total, unit) => (means[design.stratumOfUnit[unit]!]! += total));
    return means.map((sum, stratum) => centreOf(design, stratum, sum));
  });
  const scales = Float64Array.from({ length: strata }, (_, stratum) => scaleOf(design, stratum));
  if (scales.includes(Infinity)) return failure('singleUnitStratum');
  const matrix = scores.map(() => scores.map(() => 0));
  for (let a = 0; a < scores.length; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let sum = 0;
      for (let unit = 0; unit < design.stratumOfUnit.length; unit += 1) {
        const stratum = design.stratumOfUnit[unit]!;
        const first = unitTotals[a]![unit]! - stratumMeans[a]![stratum]!;
        sum += scales[stratum]! * first * (unitTotals[b]![unit]! - stratumMeans[b]![stratum]!);
      }
      if (!Number.isFinite(sum)) return failure('overflow');
      matrix[a]![b] = matrix[b]![a] = sum;
    }
  }
  return success(matrix);
}

/** The standard error of one estimator; reasons as `linearisedCovariance`. */
export function linearisedError(design: SurveyDesign, scores: Float64Array): Outcome<number> {
  const covariance = linearisedCovariance(design, [scores]);
  return covariance.ok ? success(Math.sqrt(Math.max(0, covariance.value[0]![0]!))) : covariance;
}

/** (1 − f) n/(n − 1); 0 for a stratum drawn whole; Infinity for a single unit that is refused. */
function scaleOf(design: SurveyDesign, stratum: number): number {
  const rest = 1 - design.samplingFractions[stratum]!;
  const n = design.unitsDrawn[stratum]!;
  if (rest < 1e-7) return 0;
  if (n > 1) return (rest * n) / (n - 1);
  if (design.singleUnitRule === 'refuse') return Infinity;
  return design.singleUnitRule === 'certainty' ? 0 : rest;
}

/** The mean of a stratum's unit totals; the whole sample's centre, 0, for a single unit so treated. */
function centreOf(design: SurveyDesign, stratum: number, sum: number): number {
  const n = design.unitsDrawn[stratum]!;
  return n === 1 && design.singleUnitRule === 'centre' ? 0 : sum / n;
}

function sumByUnit(design: SurveyDesign, scores: Float64Array): Float64Array {
  const totals = new Float64Array(design.stratumOfUnit.length);
  for (let i = 0; i < design.size; i += 1) totals[design.units[i]!]! += scores[i]!;
  return totals;
}

/** What is left of the scores once known totals explained what they can. */
function residuals(design: SurveyDesign, scores: Float64Array): Float64Array {
  return design.calibrations.reduce((rest, calibration) => withoutMargins(design, calibration, rest), scores);
}

/** Takes weighted category means out of score over weight, margin by margin until nothing more goes. */
function withoutMargins(design: SurveyDesign, { margins }: Calibration, scores: Float64Array): Float64Array {
  const { weights } = design;
  const rest = Float64Array.from(scores);
  const passes = margins.length === 1 ? 1 : MOST_PASSES;
  const size = rest.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
  for (let pass = 0; pass < passes; pass += 1) {
    let largest = 0;
    for (const categories of margins) {
      const count = categories.reduce((most, category) => Math.max(most, category), 0) + 1;
      const sums = new Float64Array(count);
      const totals = new Float64Array(count);
      categories.forEach((category, i) => {
        sums[category]! += rest[i]!;
        totals[category]! += weights[i]!;
      });
      categories.forEach((category, i) => {
        const explained = totals[category]! > 0 ? (weights[i]! * sums[category]!) / totals[category]! : 0;
        largest = Math.max(largest, Math.abs(explained));
        rest[i]! -= explained;
      });
    }
    if (largest <= 1e-14 * size) break;
  }
  return rest;
}
