import type { Values } from './sample.js';

export interface RankedGroups {
  /** Sum of the ranks of each group over all values pooled, from 1; ties share the middle rank. */
  readonly rankSums: readonly number[];
  readonly sizes: readonly number[];
  readonly n: number;
  /** Σ(t³ − t) over the sets of t tied values. */
  readonly tieSum: number;
}

/** Ranks groups of values together. Each group has a value at least, all finite. */
export function rankGroups(groups: readonly Values[]): RankedGroups {
  const sizes = groups.map((group) => group.length);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const pooled = new Float64Array(n);
  const owner = new Uint32Array(n);
  let end = 0;
  groups.forEach((group, g) => {
    pooled.set(group, end);
    owner.fill(g, end, end + group.length);
    end += group.length;
  });
  const rankSums = groups.map(() => 0);
  const { ranks, tieSum } = midRanks(pooled);
  owner.forEach((g, i) => (rankSums[g]! += ranks[i]!));
  return { rankSums, sizes, n, tieSum };
}

/** The rank of each value from 1, ties sharing the middle one, and Σ(t³ − t) over the ties. */
export function midRanks(values: Values): { ranks: Float64Array; tieSum: number } {
  const sorted = Float64Array.from(values).sort();
  const rankOf = new Map<number, number>();
  let tieSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1;
    rankOf.set(sorted[start]!, (start + 1 + end) / 2);
    const tied = end - start;
    tieSum += tied ** 3 - tied;
    start = end;
  }
  return { ranks: Float64Array.from(values, (value) => rankOf.get(value)!), tieSum };
}
