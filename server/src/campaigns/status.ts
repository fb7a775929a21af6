import type { CampaignStatus } from '@duwen/shared/api';
import { Campaigns } from '../store/campaigns.js';
import { campaignDetail } from './detail.js';
import { exclusively } from './exclusively.js';
import { statusConflict } from './find-campaign.js';
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
export function setStatus(id: string, status: CampaignStatus): Promise<void> {
  return exclusively(id, async (campaign) => {
    if (!TRANSITIONS[campaign.status].includes(status)) {
      throw statusConflict(message('status-change', { from: campaign.status, to: status }));
    }
    if (status === 'open') {
      const { missing } = await campaignDetail(campaign, '');
      if (missing.length > 0) throw statusConflict(...missing);
    }
    const asRead = { _id: campaign._id, status: campaign.status };
    const { matchedCount } = await Campaigns.updateOne(asRead, { $set: { status } });
    if (matchedCount === 0) throw statusConflict();
    forgetLinks();
  });
}
