import type { Types } from 'mongoose';
import type { ResponsePlace } from '../store/matrix-chunks.js';
import { Responses } from '../store/responses.js';

/**
 * How many responses the store has in each of the stretches that begin at the first response and end one behind the other at
 * `ends`: answered by the index alone, so a million are counted in a tenth of a second.
 *
 * @param ends in order
 */
export async function countStretches(
  campaign: Types.ObjectId,
  ends: readonly ResponsePlace[],
): Promise<number[]> {
  const count = (condition: object): Promise<number> =>
    Responses.collection.countDocuments({ campaign, ...condition });
  // A stretch may end amid the responses of one second: those of its last second are counted apart.
  const [between, withinLast] = await Promise.all([
    Promise.all(
      ends.map((end, index) => {
        const from = ends[index - 1]?.storedAt;
        return count({ storedAt: { ...(from && { $gte: from }), $lt: end.storedAt } });
      }),
    ),
    Promise.all(ends.map(({ storedAt, id }) => count({ storedAt, _id: { $lte: id } }))),
  ]);
  return ends.map((_, index) => between[index]! + withinLast[index]! - (withinLast[index - 1] ?? 0));
}
