import { normalQuantile } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';

/** The outermost tenth of units on either side is drawn in, so that the few that stand out do not pass for the usual spread. */
const WINSORISED = 0.1;

/**
 * How much units (schools) usually differ in a proportion, beyond what chance gives: the variance τ² of their effects on
 * the scale of Cohen's h, φ = 2 arcsin √p, where a proportion of n answers has the variance 1/n whatever p is.
 * Moment estimator with weights n: τ² = (Q − (k − 1))/(Σn − Σn²/Σn), not under 0, where Q = Σz², z = √n(φ − φ̄) winsorised,
 * and Q divided by what winsorising leaves of a normal variance.
 *
 * Answers of one unit resemble each other just so far as τ² is over 0.
 *
 * @param units count and base of each unit; units without answers do not count
 * @returns radians²; `tooFewGroups` under two units, `invalidValue`
 * @see DerSimonian & Laird (1986), "Meta-analysis in clinical trials"; Spiegelhalter (2005), "Handling over-dispersion of
 *   performance indicators", for the additive model and winsorising
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
  const spread = winsorisedSquares(angles.map(({ n, angle }) => Math.sqrt(n) * (angle - mean)));
  return success(Math.max(0, (spread - (angles.length - 1)) / (weight - squares / weight)));
}

/** Σz² of the winsorised scores, as large as it would be of normal ones without winsorising. */
function winsorisedSquares(scores: readonly number[]): number {
  const sorted = [...scores].sort((one, other) => one - other);
  const cut = Math.floor(WINSORISED * sorted.length);
  const [low, high] = [sorted[cut]!, sorted[sorted.length - 1 - cut]!];
  const squares = scores.reduce((sum, z) => sum + Math.min(high, Math.max(low, z)) ** 2, 0);
  return squares / winsorisedVariance(cut / sorted.length);
}

/** The variance of a standard normal variable drawn in to its quantiles at `part` and 1 − `part`. */
function winsorisedVariance(part: number): number {
  if (part === 0) return 1;
  const edge = -normalQuantile(part);
  const density = Math.exp((-edge * edge) / 2) / Math.sqrt(2 * Math.PI);
  return 1 - 2 * part - 2 * edge * density + 2 * part * edge * edge;
}
