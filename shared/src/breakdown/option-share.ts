import type { BreakdownRow, ItemBreakdown } from './breakdown.js';

/**
 * The share of an option: of the valid answers, or, for "don't know", of all who answered.
 *
 * @param index place of the option in the item's options
 * @returns a proportion; null where the count is withheld or there is no base
 */
export function optionShare(item: ItemBreakdown, row: BreakdownRow, index: number): number | null {
  const count = row.counts[index] ?? null;
  if (count === null || row.n === null) return null;
  const base = item.options[index]?.missing ? row.n + (row.dontKnow ?? 0) : row.n;
  return base === 0 ? null : count / base;
}
