import { normalTwoSided } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { rankGroups } from './ranks.js';
import { checkGroups, type Values } from './sample.js';

export interface MannWhitneyTest {
  /** Pairs in which the first sample's value is the higher one; a tie counts half. */
  readonly u: number;
  /** Two-sided; null where all values are tied, so that there is nothing to test. */
  readonly pValue: number | null;
  /** 2U/(n₁n₂) − 1: −1 where every first value lies under every second, 0 where neither side prevails, 1 above. */
  readonly cliffsDelta: number;
}

/**
 * The Mann–Whitney (Wilcoxon rank-sum) test of two independent samples of an ordered scale, by the normal
 * approximation with corrections for ties and for continuity, and Cliff's δ as the effect's size.
 *
 * @param first values of the first sample
 * @param second values of the second
 * @returns `emptyCategory` where a sample has no value, `invalidValue`
 * @see Mann & Whitney (1947); Cliff (1993), "Dominance statistics"; as R's wilcox.test(exact = FALSE)
 */
export function mannWhitney(first: Values, second: Values): Outcome<MannWhitneyTest> {
  const reason = checkGroups([first, second]);
  if (reason !== null) return failure(reason);
  const { rankSums, sizes, n, tieSum } = rankGroups([first, second]);
  const [n1, n2] = sizes as [number, number];
  const u = rankSums[0]! - (n1 * (n1 + 1)) / 2;
  const variance = ((n1 * n2) / 12) * (n + 1 - tieSum / (n * (n - 1)));
  const deviation = u - (n1 * n2) / 2;
  const z = variance > 0 ? (deviation - Math.sign(deviation) * 0.5) / Math.sqrt(variance) : null;
  return success({
    u,
    pValue: z === null ? null : normalTwoSided(z),
    cliffsDelta: (2 * u) / (n1 * n2) - 1,
  });
}
