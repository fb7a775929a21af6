import type { WorkbookText } from '@duwen/shared/i18n';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { dayIn } from './local-time.js';
import type { Texts } from './texts.js';

type FileText = Extract<WorkbookText, `file.${string}`>;

/** The name of a file: campaign, what it is, the day of the data; nothing that a file system refuses. */
export function fileName(
  key: FileText,
  { campaign, asOf }: Pick<CampaignMatrix, 'campaign' | 'asOf'>,
  texts: Texts,
  extension: string,
): string {
  const date = dayIn(campaign.timeZone, new Date(asOf));
  const name = texts.text(key, { campaign: texts.say(campaign.name), date });
  return `${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')}.${extension}`;
}
