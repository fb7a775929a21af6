import type { Types } from 'mongoose';
import { isDuplicateKey } from '../store/duplicate-key.js';
import { Responses } from '../store/responses.js';
import type { PreparedResponse } from './prepare-response.js';

/** What became of a submission: stored now, or before. */
export type Stored = 'now' | 'before';

/**
 * Stores a response exactly once: one insert, and the unique index decides.
 *
 * @returns 'before' when a response of this id is stored already; it stays as it is
 */
export async function storeResponse(response: PreparedResponse): Promise<Stored> {
  const storedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
  try {
    // Past mongoose's casting, which costs more than the insert: prepareResponse has made every value.
    await Responses.collection.insertOne({ ...response, storedAt } as never);
    return 'now';
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return 'before';
  }
}

/**
 * The receipt of a submission that is stored already in this campaign's group; null when there is none.
 * Writing the receipt again changes nothing, but is acknowledged only when all before it is durable: the first insert of
 * a replica set may have been seen, and not yet be safe, when its repeat arrives.
 */
export async function storedReceipt(
  campaign: Types.ObjectId,
  group: string,
  submissionId: string,
): Promise<string | null> {
  const key = { _id: submissionId.toLowerCase(), campaign, group };
  const stored = await Responses.findOne(key, { receipt: 1 }).lean();
  if (!stored) return null;
  const { matchedCount } = await Responses.updateOne(key, { $set: { receipt: stored.receipt } });
  return matchedCount > 0 ? stored.receipt : null;
}
