import { randomInt } from 'node:crypto';
import type { Types } from 'mongoose';
import { checkIndicators } from '@duwen/shared/codebook';
import { problem } from '../http/problem.js';
import { compileVersion } from '../questionnaires/versions.js';
import type { CampaignDocument } from '../store/campaigns.js';
import { isDuplicateKey } from '../store/duplicate-key.js';
import { Links } from '../store/links.js';
import { Questionnaires } from '../store/questionnaires.js';
import { exclusively } from './exclusively.js';
import { findGroup, requireStatus, statusConflict } from './find-campaign.js';
import { forgetLinks } from './link-lookup.js';
import { message } from './message.js';

/** Small letters and digits that are not mistaken for each other, on paper or read out. */
const LINK_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LINK_LENGTH = 10;

/** What publishing gives. */
export interface Published {
  readonly version: string;
  /** The code of the group's link, the same for all its versions. */
  readonly link: string;
}

/**
 * Makes a group's draft a version that never changes, and gives the group its link.
 *
 * @throws 409 when there is no draft; 422 when its indicators are not in the framework
 */
export function publishGroup(id: string, code: string): Promise<Published> {
  return exclusively(id, (campaign) => publish(campaign, code));
}

async function publish(campaign: CampaignDocument, code: string): Promise<Published> {
  requireStatus(campaign, 'draft', 'open');
  findGroup(campaign, code);
  const draft = await Questionnaires.findOne({ campaign: campaign._id, group: code, status: 'draft' }).lean();
  if (!draft) throw statusConflict(message('nothing-to-publish'));
  if (campaign.framework) {
    const errors = checkIndicators(compileVersion(draft).codebook, campaign.framework);
    if (errors.length > 0) throw problem('upload-invalid', 422, { errors });
  }
  // The link comes first: cut off after it, publishing can be repeated.
  const link = await linkOf(campaign._id, code);
  const { matchedCount } = await Questionnaires.updateOne(
    { _id: draft._id, status: 'draft' },
    { $set: { status: 'published', publishedAt: new Date() } },
  );
  if (matchedCount === 0) throw statusConflict(message('nothing-to-publish'));
  forgetLinks();
  return { version: draft.version, link };
}

/** The group's link, made at its first publication. */
async function linkOf(campaign: Types.ObjectId, group: string): Promise<string> {
  for (;;) {
    const known = await Links.findOne({ campaign, group }).lean();
    if (known) return known._id;
    try {
      await Links.create({ _id: newLinkCode(), campaign, group });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

const newLinkCode = (): string =>
  Array.from({ length: LINK_LENGTH }, () => LINK_ALPHABET[randomInt(LINK_ALPHABET.length)]).join('');
