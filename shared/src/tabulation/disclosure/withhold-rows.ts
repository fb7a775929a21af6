import type { ItemTally } from '../tallies.js';

/**
 * Which rows of each item are withheld whole: those that 1 to minimum − 1 people were asked in, and others with them, so
 * that the total less the rows shown is never fewer than the minimum, nor a single row.
 * Items that were put to the same people get the same rows withheld: what one table shows would else undo the other.
 *
 * @returns per item, per row (the unplaced last) 1 where withheld; null where only withholding the whole item helps
 */
export function rowsToWithhold(items: readonly ItemTally[], minimum: number): (Uint8Array | null)[] {
  const asked = items.map(({ rows, unplaced }) => [...rows, unplaced].map((row) => row.asked));
  const order = smallestFirst(asked);
  const decided = new Map<string, Uint8Array | null>();
  return asked.map((counts) => {
    const sameAsked = counts.join();
    let withheld = decided.get(sameAsked);
    if (withheld === undefined) decided.set(sameAsked, (withheld = withhold(counts, order, minimum)));
    return withheld;
  });
}

/** Rows from the smallest in the request to the largest, the unplaced at the end: one order for all items. */
function smallestFirst(asked: readonly (readonly number[])[]): number[] {
  const rowCount = asked[0]?.length ?? 0;
  const size = (row: number): number =>
    row === rowCount - 1 ? Infinity : Math.max(...asked.map((counts) => counts[row]!));
  const sizes = Array.from({ length: rowCount }, (_, row) => size(row));
  return [...sizes.keys()].sort((a, b) => sizes[a]! - sizes[b]! || a - b);
}

function withhold(counts: readonly number[], order: readonly number[], minimum: number): Uint8Array | null {
  const withheld = Uint8Array.from(counts, (count) => (count > 0 && count < minimum ? 1 : 0));
  let rows = withheld.reduce((sum, flag) => sum + flag, 0);
  if (rows === 0) return withheld;
  let people = counts.reduce((sum, count, row) => sum + (withheld[row] === 1 ? count : 0), 0);
  for (const row of order) {
    if (rows >= 2 && people >= minimum) break;
    if (withheld[row] === 1 || counts[row] === 0) continue;
    withheld[row] = 1;
    rows += 1;
    people += counts[row]!;
  }
  return rows >= 2 && people >= minimum ? withheld : null;
}
