import { failure, success, type Outcome } from './outcome.js';
import type { FunnelLimits } from './funnel-limits.js';

/** The outermost tenth of units on either side is drawn in, so that the very outliers do not widen the limits. */
const WINSORISED = 0.1;

/**
 * How much more units differ than chance alone would have it: φ, the mean of squared z-scores about the target, the
 * outermost tenth on either side winsorised. About 1 where units differ by chance only.
 *
 * @param units count and base of each unit; units without answers do not count
 * @param target the proportion that the funnel is drawn about, strictly between 0 and 1
 * @returns `tooFewGroups` under two units, `invalidValue`
 * @see Spiegelhalter (2005), "Funnel plots for comparing institutional performance", section 4
 */
export function overdispersion(
  units: readonly { readonly count: number; readonly n: number }[],
  target: number,
): Outcome<number> {
  if (!(target > 0 && target < 1)) return failure('invalidValue');
  if (!units.every(({ count, n }) => count >= 0 && count <= n && Number.isFinite(n)))
    return failure('invalidValue');
  const scores = units
    .filter(({ n }) => n > 0)
    .map(({ count, n }) => (count / n - target) / Math.sqrt((target * (1 - target)) / n))
    .sort((one, other) => one - other);
  if (scores.length < 2) return failure('tooFewGroups');
  const cut = Math.floor(WINSORISED * scores.length);
  const [low, high] = [scores[cut]!, scores[scores.length - 1 - cut]!];
  const squares = scores.reduce((sum, z) => sum + Math.min(high, Math.max(low, z)) ** 2, 0);
  return success(squares / scores.length);
}

/**
 * Funnel limits widened by √φ about the target where units are over-dispersed (φ > 1 + 2√(2/units)); as they are
 * otherwise.
 *
 * @param limits of one unit
 * @param target the proportion that the funnel is drawn about
 * @param dispersion φ of `overdispersion`
 * @param units how many units φ rests on
 */
export function widenLimits(
  limits: FunnelLimits,
  target: number,
  dispersion: number,
  units: number,
): FunnelLimits {
  if (dispersion <= 1 + 2 * Math.sqrt(2 / units)) return limits;
  const widen = (limit: number) => target + (limit - target) * Math.sqrt(dispersion);
  return {
    lower95: widen(limits.lower95),
    upper95: widen(limits.upper95),
    lower998: widen(limits.lower998),
    upper998: widen(limits.upper998),
  };
}
