import { z } from 'zod';
import { campaignSchema, type CampaignInput, type CampaignSummary } from '@duwen/shared/api';
import type { FactSeries } from '@duwen/shared/codebook';
import { parse } from '../http/guards.js';
import { Campaigns, type CampaignDocument } from '../store/campaigns.js';
import { Responses } from '../store/responses.js';
import { exclusively } from './exclusively.js';
import { requireStatus, statusConflict } from './find-campaign.js';
import { forgetLinks } from './link-lookup.js';
import { message } from './message.js';

/**
 * Makes a campaign as a draft.
 *
 * @param extra what only a seed gives: whether the round is synthetic, and its fact series
 * @returns its id
 * @throws 400 `bad-request` naming what is wrong
 */
export async function createCampaign(
  input: CampaignInput,
  extra: { synthetic?: boolean; facts?: readonly FactSeries[] } = {},
): Promise<string> {
  const { opensAt, closesAt, ...rest } = parse(campaignSchema, input);
  const made = await Campaigns.create({
    ...(rest as Pick<CampaignDocument, 'name' | 'district' | 'organiser' | 'minimumCell'>),
    opensAt: new Date(opensAt),
    closesAt: new Date(closesAt),
    synthetic: extra.synthetic ?? false,
    facts: [...(extra.facts ?? [])],
  });
  return String(made._id);
}

/**
 * Changes some of a campaign's properties while it is a draft or open.
 *
 * @throws 400 when the whole is no longer right; 409 once closed, or when an open round's minimum cell would sink
 */
export function changeCampaign(id: string, change: unknown): Promise<void> {
  return exclusively(id, async (campaign) => {
    requireStatus(campaign, 'draft', 'open');
    const { name, district, organiser, minimumCell } = campaign;
    const present: CampaignInput = {
      name,
      district,
      organiser,
      minimumCell,
      opensAt: campaign.opensAt.toISOString(),
      closesAt: campaign.closesAt.toISOString(),
    } as CampaignInput;
    const { opensAt, closesAt, ...rest } = parse(campaignSchema, {
      ...present,
      ...parse(z.record(z.string(), z.unknown()), change),
    });
    if (campaign.status === 'open' && rest.minimumCell < minimumCell) {
      throw statusConflict(message('minimum-lowered'));
    }
    await Campaigns.updateOne({ _id: campaign._id }, {
      $set: { ...rest, opensAt: new Date(opensAt), closesAt: new Date(closesAt) },
    } as never);
    forgetLinks();
  });
}

/** Every campaign, the newest first. */
export async function listCampaigns(): Promise<CampaignSummary[]> {
  const campaigns = await Campaigns.find({}, { framework: 0, groups: 0, facts: 0 })
    .sort({ createdAt: -1 })
    .lean();
  return Promise.all(campaigns.map(summarise));
}

/** A campaign in short, with how many have answered. */
export async function summarise(
  campaign: Omit<CampaignDocument, 'framework' | 'groups' | 'facts'>,
): Promise<CampaignSummary> {
  return {
    id: String(campaign._id),
    name: campaign.name,
    district: campaign.district,
    organiser: campaign.organiser,
    status: campaign.status,
    synthetic: campaign.synthetic,
    opensAt: campaign.opensAt.toISOString(),
    closesAt: campaign.closesAt.toISOString(),
    minimumCell: campaign.minimumCell,
    responses: await Responses.countDocuments({ campaign: campaign._id }),
  };
}
