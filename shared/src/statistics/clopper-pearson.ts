import { betaQuantile } from './distributions/beta.js';
import { failure, success, type Outcome } from './outcome.js';
import { checkProportion } from './proportion-check.js';
import type { ProportionInterval } from './wilson.js';

/**
 * The exact (Clopper–Pearson) interval of a proportion, from quantiles of the beta distribution. It never covers less
 * than promised and mostly more: wider than Wilson's.
 *
 * Lower B(α/2; x, n − x + 1), 0 at x = 0; upper B(1 − α/2; x + 1, n − x), 1 at x = n.
 *
 * @param count how many of the n have the property
 * @param n the base
 * @param level confidence, between 0 and 1
 * @returns proportions; reasons as `wilsonInterval`
 * @see Clopper & Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the binomial"
 */
export function clopperPearsonInterval(count: number, n: number, level = 0.95): Outcome<ProportionInterval> {
  const reason = checkProportion(count, n, level);
  if (reason !== null) return failure(reason);
  const tail = (1 - level) / 2;
  return success({
    estimate: count / n,
    lower: count === 0 ? 0 : betaQuantile(tail, count, n - count + 1),
    upper: count === n ? 1 : 1 - betaQuantile(tail, n - count, count + 1),
  });
}
