import type { CampaignStatus } from '@duwen/shared/api';
import { Campaigns } from '../store/campaigns.js';
import { campaignDetail } from './detail.js';
import { findCampaign, statusConflict } from './find-campaign.js';
import { forgetLinks } from './link-lookup.js';
import { message } from './message.js';

/** draft → open → closed → archived, and a closed campaign may be opened again. */
const TRANSITIONS: Readonly<Record<CampaignStatus, readonly CampaignStatus[]>> = {
  draft: ['open'],
  open: ['closed'],
  closed: ['open', 'archived'],
  archived: [],
};

/**
 * Changes a campaign's status.
 *
 * @throws 409 `status-conflict` for a change that is none of those above, and for opening what is not complete (it lists what is missing)
 */
export async function setStatus(id: string, status: CampaignStatus): Promise<void> {
  const campaign = await findCampaign(id);
  if (!TRANSITIONS[campaign.status].includes(status)) {
    throw statusConflict(message('status-change', { from: campaign.status, to: status }));
  }
  if (status === 'open') {
    const { missing } = await campaignDetail(campaign, '');
    if (missing.length > 0) throw statusConflict(...missing);
  }
  const { matchedCount } = await Campaigns.updateOne(
    { _id: campaign._id, status: campaign.status },
    { $set: { status } },
  );
  if (matchedCount === 0) throw statusConflict();
  forgetLinks();
}
