import type { PreviewAnswer } from '@duwen/shared/api';
import { problem } from '../http/problem.js';
import { newestVersions } from './detail.js';
import { findCampaign, findGroup } from './find-campaign.js';
import { linkInfo } from './link-info.js';
import { unitChoices } from './unit-lookup.js';

/**
 * What a respondent of a group would be given, its draft included, as if the campaign were open.
 *
 * @throws 404 when there is no such group or it has no questionnaire
 */
export async function previewGroup(id: string, code: string): Promise<PreviewAnswer> {
  const campaign = await findCampaign(id);
  const group = findGroup(campaign, code);
  const newest = (await newestVersions(campaign)).get(code)?.compiled;
  if (!newest) throw problem('not-found', 404);
  return {
    link: linkInfo(campaign, group, newest, 'open'),
    units: await unitChoices(campaign._id, group),
    questionnaire: { version: newest.version, json: newest.json },
  };
}
