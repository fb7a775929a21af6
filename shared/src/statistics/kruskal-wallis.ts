import { chiSquaredUpperTail } from './distributions/chi-squared.js';
import { failure, success, type Outcome } from './outcome.js';
import { rankGroups } from './ranks.js';
import { checkGroups, type Values } from './sample.js';

export interface KruskalWallisTest {
  /** H, corrected for ties. */
  readonly h: number;
  readonly df: number;
  readonly pValue: number;
  /** H/(n − 1): the share of the ranks' variance that lies between groups, 0 to 1. */
  readonly epsilonSquared: number;
}

/**
 * The Kruskal–Wallis test of several independent samples of an ordered scale, with ε² as the effect's size.
 *
 * H = (12/(n(n + 1)) Σ Rᵢ²/nᵢ − 3(n + 1))/(1 − Σ(t³ − t)/(n³ − n)).
 *
 * @param groups values of each group
 * @returns `tooFewGroups` under two groups, `emptyCategory` where one has no value, `invalidValue`; `noVariation`
 *   where all values are tied
 * @see Kruskal & Wallis (1952); Tomczak & Tomczak (2014), "The need to report effect size estimates revisited"
 */
export function kruskalWallis(groups: readonly Values[]): Outcome<KruskalWallisTest> {
  const reason = checkGroups(groups);
  if (reason !== null) return failure(reason);
  const { rankSums, sizes, n, tieSum } = rankGroups(groups);
  const untied = 1 - tieSum / (n ** 3 - n);
  if (!(untied > 0)) return failure('noVariation');
  const middle = (n + 1) / 2;
  const between = rankSums.reduce(
    (sum, rankSum, g) => sum + sizes[g]! * (rankSum / sizes[g]! - middle) ** 2,
    0,
  );
  const h = (12 * between) / (n * (n + 1)) / untied;
  const df = groups.length - 1;
  return success({ h, df, pValue: chiSquaredUpperTail(h, df), epsilonSquared: h / (n - 1) });
}
