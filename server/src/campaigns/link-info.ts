import type { LinkInfo } from '@duwen/shared/api';
import type { RespondentGroup } from '@duwen/shared/codebook';
import type { CompiledVersion } from '../questionnaires/versions.js';
import type { CampaignDocument } from '../store/campaigns.js';
import type { LinkState } from './link-lookup.js';

/** What a respondent is told before the first question. */
export function linkInfo(
  campaign: CampaignDocument,
  { code, title, units }: RespondentGroup,
  version: CompiledVersion | null,
  state: LinkState,
): LinkInfo {
  return {
    state,
    campaign: {
      name: campaign.name,
      district: campaign.district,
      organiser: campaign.organiser,
      synthetic: campaign.synthetic,
      opensAt: campaign.opensAt.toISOString(),
      closesAt: campaign.closesAt.toISOString(),
      minimumCell: campaign.minimumCell,
    },
    group: { code, title, units },
    questionnaire: version && {
      version: version.version,
      itemCount: version.codebook.items.length,
      minutes: version.minutes,
      title: version.codebook.title,
    },
  };
}
