import { sumOf } from './sum.js';

/** A column of numbers: an array or a typed array. */
export type Values = ArrayLike<number>;

/** Size, mean and sum of squared deviations of a sample, from which its variance follows. */
export interface SampleMoments {
  readonly n: number;
  readonly mean: number;
  /** Σ(x − mean)²; exactly 0 where all values are the same. */
  readonly squares: number;
}

/** Whether all values are finite numbers. */
export function allFinite(values: Values): boolean {
  for (let i = 0; i < values.length; i += 1) if (!Number.isFinite(values[i]!)) return false;
  return true;
}

/** Whether all values are one and the same. */
function allSame(values: Values): boolean {
  for (let i = 1; i < values.length; i += 1) if (values[i] !== values[0]) return false;
  return true;
}

/** Mean and squared deviations in two passes; `values` finite and at least one. */
export function sampleMoments(values: Values): SampleMoments {
  const n = values.length;
  if (allSame(values)) return { n, mean: values[0]!, squares: 0 };
  const rough = sumOf(n, (i) => values[i]! / n);
  const mean = rough + sumOf(n, (i) => values[i]! - rough) / n;
  return { n, mean, squares: sumOf(n, (i) => (values[i]! - mean) ** 2) };
}

/** Why groups of values cannot be compared; null where each has a finite value and there are at least two. */
export function checkGroups(
  groups: readonly Values[],
): 'tooFewGroups' | 'emptyCategory' | 'invalidValue' | null {
  if (groups.length < 2) return 'tooFewGroups';
  if (groups.some((group) => group.length === 0)) return 'emptyCategory';
  return groups.every(allFinite) ? null : 'invalidValue';
}
