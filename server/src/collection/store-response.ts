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
 * Whether a response is stored already in this campaign's group, and safely so.
 * Writing its group again changes nothing, but is acknowledged only when all before it is durable: the first insert of
 * a replica set may have been seen, and not yet be safe, when its repeat arrives.
 */
export async function isStored(campaign: Types.ObjectId, group: string, id: string): Promise<boolean> {
  const { matchedCount } = await Responses.updateOne({ _id: id, campaign, group }, { $set: { group } });
  return matchedCount > 0;
}
