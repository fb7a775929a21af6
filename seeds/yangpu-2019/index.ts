import type { CampaignInput } from '@duwen/shared/api';
import type { FactSeries, Framework } from '@duwen/shared/codebook';
import { readData } from './data-files.js';
import { groups } from './groups.js';
import { rosterCsv } from './roster.js';

export { USUAL_RESPONSES, USUAL_RETURNS } from './groups.js';
export { rosterUnits, scaledRosterCsv } from './roster.js';
export { generateSubmissions, type GeneratedSubmission } from './submissions.js';

/**
 * The demo round: the structure, the figures and the scale of a real report on Yangpu district (Shanghai, 2019). Its
 * schools and its answers are synthetic, and its name says so.
 */
export const yangpu2019 = {
  campaign: {
    name: {
      zh: '杨浦区 2019 年依法履行教育责任综合督政 · 演示（合成数据）',
      en: 'Yangpu district 2019, comprehensive supervision of education · demo (synthetic data)',
    },
    district: '杨浦区',
    organiser: {
      zh: '市政府教育督导室（演示）',
      en: 'Municipal Office of Education Supervision (demo)',
    },
    opensAt: '2019-03-11T08:00:00+08:00',
    closesAt: '2019-03-18T23:59:59+08:00',
    minimumCell: 5,
  } satisfies CampaignInput,
  framework: JSON.parse(readData('framework.json')) as Framework,
  facts: JSON.parse(readData('facts.json')) as FactSeries[],
  groups,
  rosterCsv,
};
