import { askedToWithhold } from './disclosure/asked-across-items.js';
import { protectItem } from './disclosure/protect-item.js';
import { rowsToWithhold } from './disclosure/withhold-rows.js';
import type { ProtectedTallies } from './protected-tallies.js';
import type { Tallies } from './tallies.js';

/**
 * Withholds what would show a count of 1 to minimum − 1 respondents, directly or by subtraction within the request: for
 * every such count there is another table, with that count at the minimum or above, that fits every figure shown.
 *
 * What lies outside: other requests (two filters that differ by few people), and how many skipped an item where another
 * item of the request was put to the same people.
 *
 * @param tallies exact counts
 * @param minimumCell the smallest count that may be shown (zero always may), in persons
 */
export function protectTallies(tallies: Tallies, minimumCell: number): ProtectedTallies {
  const withheld = rowsToWithhold(tallies.items, minimumCell);
  const asked = askedToWithhold(tallies, minimumCell);
  return {
    tallies,
    minimumCell,
    responses: tallies.responses > 0 && tallies.responses < minimumCell ? null : tallies.responses,
    items: tallies.items.map((tally, index) =>
      protectItem(tally, { rows: withheld[index]!, asked: asked[index]! }, minimumCell),
    ),
  };
}
