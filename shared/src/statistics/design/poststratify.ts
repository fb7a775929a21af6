import { failure, success, type Outcome } from '../outcome.js';
import { codeLabels, type Labels } from './labels.js';
import { withWeights, type SurveyDesign } from './survey-design.js';

/** Known counts of the population by category. */
export type PopulationCounts = ReadonlyMap<string | number, number>;

/**
 * Scales weights so that each post-stratum adds up to its known count (the roster's), which undoes uneven response
 * as far as it goes by post-stratum. Standard errors of the new design come from residuals within post-strata.
 *
 * @param design of the survey
 * @param poststrata per row its post-stratum
 * @param counts the population's count of each post-stratum
 * @returns the reweighted design; `differentLengths`; `invalidValue` for a negative or infinite count;
 *   `emptyCategory` where a post-stratum with a count has no weighted row, or a row's post-stratum has no count
 * @see Valliant (1993), "Poststratification and conditional variance estimation"; Holt & Smith (1979)
 */
export function poststratify(
  design: SurveyDesign,
  poststrata: Labels,
  counts: PopulationCounts,
): Outcome<SurveyDesign> {
  const factors = categoryFactors(design.weights, poststrata, counts);
  if (!factors.ok) return factors;
  const { codes, factor } = factors.value;
  const weights = design.weights.map((weight, i) => weight * factor[codes[i]!]!);
  return success(withWeights(design, weights, [codes]));
}

/** Per category of a column: what its weights must be multiplied by to add up to its count. */
export function categoryFactors(
  weights: Float64Array,
  column: Labels,
  counts: PopulationCounts,
): Outcome<{ codes: Uint32Array; factor: number[] }> {
  if (column.length !== weights.length) return failure('differentLengths');
  if (![...counts.values()].every((count) => count >= 0 && count < Infinity)) return failure('invalidValue');
  const { codes, labels } = codeLabels(column);
  const sums = new Float64Array(labels.length);
  codes.forEach((code, i) => (sums[code]! += weights[i]!));
  const present = new Set<string | number>(labels.filter((_, code) => sums[code]! > 0));
  const unserved = [...counts].some(([label, count]) => count > 0 && !present.has(label));
  const unknown = [...present].some((label) => (counts.get(label) ?? 0) === 0);
  if (unserved || unknown) return failure('emptyCategory');
  const factor = labels.map((label, code) => (sums[code]! > 0 ? counts.get(label)! / sums[code]! : 0));
  return success({ codes, factor });
}
