import { failure, success, type Outcome } from './outcome.js';

/**
 * How much units (schools) truly differ in a proportion, beyond what chance gives: the variance τ² of their effects on
 * the scale of Cohen's h, φ = 2 arcsin √p, where a proportion of n answers has the variance 1/n whatever p is.
 * DerSimonian and Laird's moment estimator with weights n: τ² = (Q − (k − 1))/(Σn − Σn²/Σn), Q = Σn(φ − φ̄)²; not under 0.
 *
 * Answers of one unit resemble each other just so far as τ² is over 0.
 *
 * @param units count and base of each unit; units without answers do not count
 * @returns radians²; `tooFewGroups` under two units, `invalidValue`
 * @see DerSimonian & Laird (1986), "Meta-analysis in clinical trials"; Spiegelhalter (2005), "Handling over-dispersion of
 *   performance indicators", for the additive model
 */
export function betweenUnitVariance(
  units: readonly { readonly count: number; readonly n: number }[],
): Outcome<number> {
  if (!units.every(({ count, n }) => count >= 0 && count <= n && Number.isFinite(n)))
    return failure('invalidValue');
  const angles = units
    .filter(({ n }) => n > 0)
    .map(({ count, n }) => ({ n, angle: 2 * Math.asin(Math.sqrt(count / n)) }));
  if (angles.length < 2) return failure('tooFewGroups');
  const weight = angles.reduce((sum, { n }) => sum + n, 0);
  const squares = angles.reduce((sum, { n }) => sum + n * n, 0);
  const mean = angles.reduce((sum, { n, angle }) => sum + n * angle, 0) / weight;
  const spread = angles.reduce((sum, { n, angle }) => sum + n * (angle - mean) ** 2, 0);
  return success(Math.max(0, (spread - (angles.length - 1)) / (weight - squares / weight)));
}
