import { failure, success, type Outcome } from './outcome.js';

/** A p-value, or null for a comparison that could not be tested; null stays null and does not count. */
export type PValue = number | null;

/**
 * Holm's step-down adjustment: keeps the chance of even one false alarm among all comparisons at the level.
 *
 * @param pValues in any order, each 0 to 1 or null
 * @returns adjusted p-values in the given order, at most 1; `invalidValue` for a p outside 0 to 1
 * @see Holm (1979), "A simple sequentially rejective multiple test procedure"
 */
export function adjustHolm(pValues: readonly PValue[]): Outcome<PValue[]> {
  return adjust(pValues, (sorted) => {
    let least = 0;
    return sorted.map((p, rank) => (least = Math.max(least, Math.min(1, (sorted.length - rank) * p))));
  });
}

/**
 * Benjamini and Hochberg's adjustment: keeps the expected share of false alarms among those raised at the level.
 *
 * @param pValues in any order, each 0 to 1 or null
 * @returns adjusted p-values in the given order, at most 1; `invalidValue` for a p outside 0 to 1
 * @see Benjamini & Hochberg (1995), "Controlling the false discovery rate"
 */
export function adjustBenjaminiHochberg(pValues: readonly PValue[]): Outcome<PValue[]> {
  return adjust(pValues, (sorted) => {
    let most = 1;
    return sorted
      .map((p, rank) => ({ p, rank }))
      .toReversed()
      .map(({ p, rank }) => (most = Math.min(most, (sorted.length / (rank + 1)) * p)))
      .toReversed();
  });
}

/** Applies a rule for p-values in ascending order, and puts the results back into the given order. */
function adjust(pValues: readonly PValue[], rule: (sorted: number[]) => number[]): Outcome<PValue[]> {
  const tested = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }]));
  if (!tested.every(({ p }) => p >= 0 && p <= 1)) return failure('invalidValue');
  tested.sort((one, other) => one.p - other.p);
  const adjusted = rule(tested.map(({ p }) => p));
  const result: PValue[] = pValues.map(() => null);
  tested.forEach(({ index }, rank) => (result[index] = adjusted[rank]!));
  return success(result);
}
