import { Types } from 'mongoose';
import type { CampaignStatus } from '@duwen/shared/api';
import { problem } from '../http/problem.js';
import { Campaigns, type CampaignDocument } from '../store/campaigns.js';
import type { LocalizedText } from '@duwen/shared/i18n';

/**
 * A campaign by its id.
 *
 * @throws 404 `not-found`, for an id that is none, too
 */
export async function findCampaign(id: string): Promise<CampaignDocument> {
  const found = /^[0-9a-f]{24}$/.test(id) ? await Campaigns.findById(new Types.ObjectId(id)).lean() : null;
  if (!found) throw problem('not-found', 404);
  return found as CampaignDocument;
}

/** Refuses what a campaign's status does not allow: 409 `status-conflict`. */
export function requireStatus(campaign: CampaignDocument, ...allowed: CampaignStatus[]): void {
  if (!allowed.includes(campaign.status)) throw problem('status-conflict', 409);
}

/** 409 `status-conflict` with its reasons. */
export const statusConflict = (...reasons: LocalizedText[]) =>
  problem('status-conflict', 409, { errors: reasons.map((reason) => ({ message: reason })) });

/** The group of a campaign, or 404. */
export function findGroup(campaign: CampaignDocument, code: string) {
  const group = campaign.groups.find((candidate) => candidate.code === code);
  if (!group) throw problem('not-found', 404);
  return group;
}
