import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { CampaignDetail, CampaignSummary, LinkInfo, Overview, UnitChoice } from '@duwen/shared/api';
import { createCampaign } from '@duwen/server/campaigns/campaigns';
import { Campaigns } from '@duwen/server/store/campaigns';
import { Links } from '@duwen/server/store/links';
import { Questionnaires } from '@duwen/server/store/questionnaires';
import { responseId } from '@duwen/server/collection/prepare-response';
import { Responses } from '@duwen/server/store/responses';
import { Units } from '@duwen/server/store/units';
import { demoState } from '../../scripts/seed/demo-campaign';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import { yangpu2019 } from '../../seeds/yangpu-2019/index';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

const RESPONSES = 1500;

let server: TestServer;
let inspector: Browser;
let id: string;
const progress: number[] = [];
beforeAll(async () => {
  server = await startTestServer();
  inspector = await server.signedIn('inspector');
  id = await seedYangpu({ responses: RESPONSES, seed: 3, onProgress: (done) => progress.push(done) });
}, 120_000);
afterAll(() => server.close());

/** What a round holds, whatever its id and the time of its making. */
async function digest(): Promise<string> {
  const hash = createHash('sha256');
  for (const { _id, group, unit, row, flags, answers } of await Responses.find().sort({ _id: 1 }).lean()) {
    const bytes = Buffer.from((row as unknown as { buffer: Uint8Array }).buffer ?? row);
    hash.update(JSON.stringify([_id, group, unit, bytes.toString('hex'), flags, answers]));
  }
  return hash.digest('hex');
}

describe('the seeded round', () => {
  test('is open, says that it is synthetic, and lacks nothing', async () => {
    const campaign = (await inspector.get(`/api/campaigns/${id}`).expect(200)).body as CampaignDetail;
    expect(campaign).toMatchObject({ status: 'open', synthetic: true, missing: [], unitCount: 108 });
    expect(campaign.name.zh).toContain('合成数据');
    expect(campaign.responses).toBe(RESPONSES);
    expect(campaign.groups.map(({ code, questionnaire }) => [code, questionnaire?.status])).toEqual(
      yangpu2019.groups.map(({ code }) => [code, 'published']),
    );
  });

  test('tells how far it has come, from nothing to all', () => {
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(RESPONSES);
    expect(progress).toEqual([...progress].sort((one, other) => one - other));
  });

  test('is seen in the overview: groups against their frames, over eight days', async () => {
    const overview = (await inspector.get(`/api/campaigns/${id}/overview`).expect(200)).body as Overview;
    expect(overview.responses).toBe(RESPONSES);
    expect(overview.days.map(({ day }) => day)).toEqual(
      Array.from({ length: 8 }, (_, index) => `2019-03-${11 + index}`),
    );
    for (const { group, frame } of overview.groups) expect([group, (frame ?? 0) > 0]).toEqual([group, true]);
  });

  test('can be answered by a newcomer', async () => {
    const link = await Links.findOne({ group: 'student_primary' }).lean();
    const at = `/api/links/${link?._id}`;
    const info = (await request(server.url).get(at).expect(200)).body as LinkInfo;
    expect(info.state).toBe('open');
    const [unit] = (await request(server.url).get(`${at}/units`).expect(200)).body as UnitChoice[];
    await request(server.url)
      .post(`${at}/responses`)
      .send({
        submissionId: '5f0c9a56-8c4e-4d0e-9a57-0f1f4a6f7d21',
        version: info.questionnaire?.version,
        unit: unit?.code,
        answers: { GRADE_P: 4, SCH: { FAC1: 5 }, QUA4: 5 },
        startedAt: new Date().toISOString(),
      })
      .expect(201);
    await Responses.deleteOne({ _id: responseId('5f0c9a56-8c4e-4d0e-9a57-0f1f4a6f7d21') });
  });
});

describe('seeding again', () => {
  test('with the same seed gives the same responses, in one round, and touches no real round of that name', async () => {
    const real = await createCampaign(yangpu2019.campaign);
    const before = await digest();
    const again = await seedYangpu({ responses: RESPONSES, seed: 3 });
    expect(again).not.toBe(id);
    expect(await digest()).toBe(before);
    const campaigns = (await inspector.get('/api/campaigns').expect(200)).body as CampaignSummary[];
    expect(campaigns.map((campaign) => [campaign.id, campaign.synthetic])).toEqual([
      [again, true],
      [real, false],
    ]);
    for (const [model, count] of [
      [Units, 108],
      [Links, 8],
      [Questionnaires, 8],
    ] as const) {
      expect(await (model as typeof Units).countDocuments({})).toBe(count);
    }
  }, 120_000);

  test('another seed gives others', async () => {
    const before = await digest();
    await seedYangpu({ responses: RESPONSES, seed: 4 });
    expect(await digest()).not.toBe(before);
  }, 120_000);

  test('what was cut off is known by its status', async () => {
    expect(await demoState()).toBe('complete');
    await Campaigns.updateOne({ synthetic: true }, { $set: { status: 'draft' } });
    expect(await demoState()).toBe('unfinished');
    await seedYangpu({ responses: 50, seed: 4 });
    expect(await demoState()).toBe('complete');
    expect(await Responses.countDocuments({})).toBe(50);
  }, 120_000);
});
