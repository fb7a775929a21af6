import type { CampaignItem } from '../codebook/index.js';
import type { LocalizedText } from '../i18n/index.js';
import type { Population } from '../tabulation/index.js';

/** The wording put to the groups that are looked at; to the first group that is asked where all are. */
export function wordingFor({ code, wording }: CampaignItem, { filter }: Population): LocalizedText {
  const groups = filter.group?.length ? filter.group : [...wording.keys()];
  const group = groups.find((candidate) => wording.has(candidate));
  return (group === undefined ? undefined : wording.get(group)) ?? [...wording.values()][0] ?? { zh: code };
}
