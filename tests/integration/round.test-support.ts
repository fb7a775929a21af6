import { randomUUID } from 'node:crypto';
import type { CampaignDetail, CampaignInput, GroupInput, Submission } from '@duwen/shared/api';
import type { Browser } from './server.test-support';

/** A campaign's properties, open from yesterday until tomorrow. */
export function campaignInput(change: Partial<CampaignInput> = {}): CampaignInput {
  const day = 24 * 60 * 60 * 1000;
  return {
    name: { zh: '示例区督政', en: 'Sample supervision' },
    district: '示例区',
    organiser: { zh: '示例区教育督导室' },
    opensAt: new Date(Date.now() - day).toISOString(),
    closesAt: new Date(Date.now() + day).toISOString(),
    minimumCell: 5,
    ...change,
  };
}

export const parents: Omit<GroupInput, 'questionnaire'> = {
  title: { zh: '家长', en: 'Parents' },
  units: { kind: 'school', stages: ['primary', 'junior'] },
  frame: null,
};

export interface Round {
  readonly id: string;
  readonly code: string;
  readonly version: string;
}

/** Sets up a round from the templates, through the API alone, as far as `until`. */
export async function setUpRound(
  admin: Browser,
  until: 'draft' | 'published' | 'open' = 'open',
  change: Partial<CampaignInput> = {},
): Promise<Round> {
  const created = await admin.post('/api/campaigns', campaignInput(change)).expect(201);
  const { id } = created.body as CampaignDetail;
  const base = `/api/campaigns/${id}`;
  const framework = await admin.get('/api/templates/framework.json').expect(200);
  await admin.put(`${base}/framework`, framework.body as object).expect(200);
  const roster = await admin.get('/api/templates/roster.csv').expect(200);
  await admin.put(`${base}/roster`).set('content-type', 'text/csv').send(roster.text).expect(200);
  const questionnaire = await questionnaireTemplate(admin);
  await admin.put(`${base}/groups/parent`, { ...parents, questionnaire }).expect(200);
  if (until === 'draft') return { id, code: '', version: 'parent.1' };
  const published = await admin.post(`${base}/groups/parent/publish`).expect(200);
  const { code } = (published.body as CampaignDetail).groups[0]!.link!;
  if (until === 'open') await admin.post(`${base}/status`, { status: 'open' }).expect(200);
  return { id, code, version: 'parent.1' };
}

export async function questionnaireTemplate(browser: Browser): Promise<Record<string, unknown>> {
  const { body } = await browser.get('/api/templates/questionnaire.json').expect(200);
  return body as Record<string, unknown>;
}

/** A submission that the template's questionnaire accepts. */
export function submission(change: Partial<Submission> = {}): Submission {
  return {
    submissionId: randomUUID(),
    version: 'parent.1',
    unit: 'S001',
    answers: { FAC: { FAC1: 5, FAC2: 9 }, COM1: 4, OPN1: '希望多开家长会' },
    startedAt: new Date(Date.now() - 150_000).toISOString(),
    ...change,
  };
}
