import type { LocalizedText } from '../i18n/index.js';
import type { Stage } from './codebook.js';

/** What a stage is called. */
export const STAGE_TITLES: Readonly<Record<Stage, LocalizedText>> = {
  kindergarten: { zh: '幼儿园', en: 'Kindergarten' },
  primary: { zh: '小学', en: 'Primary' },
  junior: { zh: '初中', en: 'Junior secondary' },
  senior: { zh: '高中', en: 'Senior secondary' },
  vocational: { zh: '中职', en: 'Vocational' },
  special: { zh: '特殊教育', en: 'Special education' },
};
