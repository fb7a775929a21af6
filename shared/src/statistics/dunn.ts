import { adjustHolm } from './adjust-p-values.js';
import { normalTwoSided } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import { rankGroups } from './ranks.js';
import { checkGroups, type Values } from './sample.js';

export interface DunnComparison {
  /** The two groups, counted from 0. */
  readonly pair: readonly [number, number];
  /** Positive where the first of the pair ranks higher. */
  readonly z: number;
  /** Two-sided, for this pair alone. */
  readonly pValue: number;
  /** Adjusted by Holm over all pairs. */
  readonly holm: number;
}

/**
 * Dunn's post-hoc test: which pairs of groups differ, after a Kruskal–Wallis test said that some do.
 *
 * z = (R̄ᵢ − R̄ⱼ)/√(σ²(1/nᵢ + 1/nⱼ)), σ² = N(N + 1)/12 − Σ(t³ − t)/(12(N − 1)).
 *
 * @param groups values of each group
 * @returns pairs in the order (0, 1), (0, 2) … (1, 2) …; reasons as `kruskalWallis`
 * @see Dunn (1964), "Multiple comparisons using rank sums"
 */
export function dunn(groups: readonly Values[]): Outcome<readonly DunnComparison[]> {
  const reason = checkGroups(groups);
  if (reason !== null) return failure(reason);
  const { rankSums, sizes, n, tieSum } = rankGroups(groups);
  const variance = (n * (n + 1)) / 12 - tieSum / (12 * (n - 1));
  if (!(variance > 0)) return failure('noVariation');
  const pairs = groups.flatMap((_, i) =>
    groups.slice(i + 1).map((__, k) => {
      const j = i + 1 + k;
      const difference = rankSums[i]! / sizes[i]! - rankSums[j]! / sizes[j]!;
      const z = difference / Math.sqrt(variance * (1 / sizes[i]! + 1 / sizes[j]!));
      return { pair: [i, j] as const, z, pValue: normalTwoSided(z) };
    }),
  );
  const adjusted = adjustHolm(pairs.map(({ pValue }) => pValue));
  if (!adjusted.ok) return adjusted;
  return success(pairs.map((pair, k) => ({ ...pair, holm: adjusted.value[k]! })));
}
