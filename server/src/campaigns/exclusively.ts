import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Types } from 'mongoose';
import { Campaigns, type CampaignDocument } from '../store/campaigns.js';
import { findCampaign, statusConflict } from './find-campaign.js';
import { message } from './message.js';

/** Longer than any change takes; a server that dies in the middle of one leaves the campaign to the next after it. */
const LEASE_MS = 60_000;
const PATIENCE_MS = 10_000;
const PAUSE_MS = 40;

/**
 * Makes one change of a campaign while no other is under way, on this app server or another: a roster must not lose
 * units while the round opens, nor an indicator go while a questionnaire that names it is published.
 *
 * @param id the campaign's
 * @param change is given the campaign as it is now
 * @returns what `change` does
 * @throws 404 `not-found`; 409 `status-conflict` when another change takes too long
 */
export async function exclusively<Result>(
  id: string,
  change: (campaign: CampaignDocument) => Promise<Result>,
): Promise<Result> {
  const { _id } = await findCampaign(id);
  const by = randomUUID();
  const campaign = await take(_id, by);
  try {
    return await change(campaign);
  } finally {
    // Where the store is away just now, the lease ends by itself.
    await Campaigns.updateOne({ _id, 'changing.by': by }, { $set: { changing: null } }).catch(
      () => undefined,
    );
  }
}

async function take(_id: Types.ObjectId, by: string): Promise<CampaignDocument> {
  const giveUp = Date.now() + PATIENCE_MS;
  for (;;) {
    const now = Date.now();
    const taken = await Campaigns.findOneAndUpdate(
      { _id, $or: [{ changing: null }, { 'changing.until': { $lt: new Date(now) } }] },
      { $set: { changing: { by, until: new Date(now + LEASE_MS) } } },
      { returnDocument: 'after' },
    ).lean();
    if (taken) return taken as CampaignDocument;
    if (now > giveUp) throw statusConflict(message('being-changed'));
    await delay(PAUSE_MS);
  }
}
