import { createHmac } from 'node:crypto';
import type { Types } from 'mongoose';

/**
 * Names an open answer to the browser and in codes: a digest under a key that only the servers have, of campaign, item and
 * response. It is another for each item, so that two answers of one person can't be laid side by side.
 *
 * @param secret `sharedSecret('text-keys')`
 */
export const answerKey = (secret: string, campaign: Types.ObjectId, item: string, response: string): string =>
  createHmac('sha256', secret)
    .update(`${String(campaign)}\0${item}\0${response}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
