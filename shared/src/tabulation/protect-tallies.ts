import type { Checkpoint } from './checkpoint.js';
import { askedToWithhold } from './disclosure/asked-across-items.js';
import { protectItem } from './disclosure/protect-item.js';
import { rowsToWithhold } from './disclosure/withhold-rows.js';
import type { ProtectedTallies } from './protected-tallies.js';
import type { Tallies } from './tallies.js';

/** Some of a request's items, by their places in it; the last is left out. */
export interface ItemRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Withholds what would show a count of 1 to minimum − 1 respondents, directly or by subtraction within the request: for
 * every such count there is another table, with that count at the minimum or above, that fits every figure shown.
 *
 * What lies outside: other requests (two filters that differ by few people), and how many skipped an item where another
 * item of the request was put to the same people.
 *
 * @param tallies exact counts
 * @param minimumCell the smallest count that may be shown (zero always may), in persons
 * @param part the items to protect; all are looked at, since they tell of each other, but the rest is left out
 * @param checkpoint called between items; what it throws ends the work
 */
export function protectTallies(
  tallies: Tallies,
  minimumCell: number,
  part: ItemRange = { from: 0, to: tallies.items.length },
  checkpoint: Checkpoint = () => undefined,
): ProtectedTallies {
  const withheld = rowsToWithhold(tallies.items, minimumCell);
  const asked = askedToWithhold(tallies, minimumCell);
  return {
    tallies,
    minimumCell,
    responses: tallies.responses > 0 && tallies.responses < minimumCell ? null : tallies.responses,
    items: tallies.items.slice(part.from, part.to).map((tally, place) => {
      checkpoint();
      const index = part.from + place;
      return protectItem(tally, { rows: withheld[index]!, asked: asked[index]! }, minimumCell);
    }),
  };
}
