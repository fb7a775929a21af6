import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { BreakdownAnswer, CampaignDetail, CodebookAnswer } from '@duwen/shared/api';
import { Campaigns } from '@duwen/server/store/campaigns';
import { Links } from '@duwen/server/store/links';
import { Questionnaires } from '@duwen/server/store/questionnaires';
import { Units } from '@duwen/server/store/units';
import { parents, questionnaireTemplate, setUpRound, submission } from './round.test-support';
import { openBrowser, signIn, startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
/** Two admins, each at an app server of their own. */
let admin: Browser;
let other: Browser;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  other = await openBrowser((await server.another()).url);
  await signIn(other, 'admin', server.passwords.admin);
}, 60_000);
afterAll(() => server.close());

const putRoster = (browser: Browser, id: string, rows: readonly string[]) =>
  browser
    .put(`/api/campaigns/${id}/roster`)
    .set('content-type', 'text/csv')
    .send(['code,name_zh,kind,stages,street', ...rows].join('\n'));
const send = (code: string, change = {}) =>
  request(server.url).post(`/api/links/${code}/responses`).send(submission(change));

describe('two admins at once', () => {
  test('publish one draft once, with one link', async () => {
    const { id } = await setUpRound(admin, 'draft');
    const path = `/api/campaigns/${id}/groups/parent/publish`;
    const answers = await Promise.all([
      admin.post(path),
      other.post(path),
      admin.post(path),
      other.post(path),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await Questionnaires.countDocuments({ campaign: id })).toBe(1);
    expect(await Links.countDocuments({ campaign: id })).toBe(1);
  });

  test('import two rosters one after the other, never a mixture', async () => {
    const { id } = await setUpRound(admin, 'draft');
    const rows = (letter: string) =>
      Array.from({ length: 300 }, (_, n) => `${letter}${n},${letter}校${n},school,primary,`);
    await Promise.all([
      putRoster(admin, id, rows('A')).expect(200),
      putRoster(other, id, rows('B')).expect(200),
    ]);
    const codes = (await Units.find({ campaign: id }).lean()).map(({ code }) => code);
    expect(codes).toHaveLength(300);
    expect(new Set(codes.map((code) => code[0])).size).toBe(1);
  });

  test('open a round while its roster is replaced: no unit is lost that was open for answers', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await setUpRound(admin, 'published');
      const [opened, imported] = await Promise.all([
        admin.post(`/api/campaigns/${id}/status`, { status: 'open' }),
        putRoster(other, id, ['Z1,新校,school,primary,']),
      ]);
      expect(opened.status).toBe(200);
      const codes = (await Units.find({ campaign: id }).lean()).map(({ code }) => code);
      // Either the import came first, or it was refused because it would have lost the units of the open round.
      expect([imported.status, codes.includes('Z1'), codes.includes('S001')]).toEqual(
        imported.status === 200 ? [200, true, false] : [422, false, true],
      );
    }
  });

  test('change different properties, and both changes stay', async () => {
    const { id } = await setUpRound(admin);
    const path = `/api/campaigns/${id}`;
    await Promise.all([
      admin.patch(path, { minimumCell: 10 }).expect(200),
      other.patch(path, { district: '另一区' }).expect(200),
      admin.patch(path, { name: { zh: '新名' } }).expect(200),
    ]);
    const { body } = await admin.get(path);
    expect(body).toMatchObject({ minimumCell: 10, district: '另一区', name: { zh: '新名' } });
  });

  test('set several groups, and each is there once', async () => {
    const { id } = await setUpRound(admin, 'draft');
    const questionnaire = await questionnaireTemplate(admin);
    const put = (browser: Browser, group: string) =>
      browser.put(`/api/campaigns/${id}/groups/${group}`, { ...parents, questionnaire }).expect(200);
    await Promise.all([put(admin, 'a'), put(other, 'b'), put(admin, 'c'), put(other, 'c')]);
    const detail = (await admin.get(`/api/campaigns/${id}`)).body as CampaignDetail;
    expect(detail.groups.map(({ code }) => code).sort()).toEqual(['a', 'b', 'c', 'parent']);
  });

  test('are not held up for ever by a server that died in the middle of a change', async () => {
    const { id } = await setUpRound(admin);
    const changing = { by: 'a server that is gone', until: new Date(Date.now() + 300) };
    await Campaigns.updateOne({ _id: id }, { $set: { changing } });
    await admin.patch(`/api/campaigns/${id}`, { district: '一区' }).expect(200);
    expect((await Campaigns.findById(id).lean())?.changing).toBeNull();
  });

  test('are told so when another change takes too long', async () => {
    const { id } = await setUpRound(admin);
    const changing = { by: 'another', until: new Date(Date.now() + 60_000) };
    await Campaigns.updateOne({ _id: id }, { $set: { changing } });
    const answer = await admin.patch(`/api/campaigns/${id}`, { district: '一区' });
    expect([answer.status, answer.body.code]).toEqual([409, 'status-conflict']);
    expect(answer.body.errors[0].message.en).toMatch(/Somebody else/);
  }, 30_000);
});

describe('while respondents send', () => {
  test('an admin may change the round, and no submission fails for it', async () => {
    const { id, code } = await setUpRound(admin);
    const questionnaire = await questionnaireTemplate(admin);
    let changing = true;
    const change = async (): Promise<void> => {
      for (let n = 0; n < 10; n += 1) {
        await admin.patch(`/api/campaigns/${id}`, { district: `第${n}区` }).expect(200);
        await putRoster(admin, id, [
          'S001,示例小学,school,primary,',
          'S002,示例学校,school,primary|junior,',
          'B001,街道,body,,',
          `N${n},新校,school,primary,`,
          ...Array.from({ length: n }, (_, earlier) => `N${earlier},新校,school,primary,`),
        ]).expect(200);
        await admin.put(`/api/campaigns/${id}/groups/parent`, { ...parents, questionnaire }).expect(200);
        await admin.post(`/api/campaigns/${id}/groups/parent/publish`).expect(200);
      }
      changing = false;
    };
    const statuses: number[] = [];
    const respondent = async (): Promise<void> => {
      while (changing) statuses.push((await send(code)).status);
    };
    await Promise.all([change(), ...Array.from({ length: 8 }, respondent)]);
    expect(statuses.length).toBeGreaterThan(20);
    expect([...new Set(statuses)]).toEqual([201]);
    const detail = (await admin.get(`/api/campaigns/${id}`)).body as CampaignDetail;
    expect(detail.responses).toBe(statuses.length);
  }, 60_000);

  test('closing lets in what was acknowledged, and nothing after it', async () => {
    const { id, code } = await setUpRound(admin);
    const sent = Array.from({ length: 40 }, async () => (await send(code)).status);
    await admin.post(`/api/campaigns/${id}/status`, { status: 'closed' }).expect(200);
    const late = await send(code);
    expect([late.status, late.body.code]).toEqual([403, 'link-closed']);
    const statuses = await Promise.all(sent);
    expect(new Set([...statuses, 201, 403])).toEqual(new Set([201, 403]));
    const detail = (await admin.get(`/api/campaigns/${id}`)).body as CampaignDetail;
    expect(detail.responses).toBe(statuses.filter((status) => status === 201).length);
  });

  test('a roster that grows, or is described better, is what figures go by from then on', async () => {
    const { id, code } = await setUpRound(admin);
    for (let n = 0; n < 6; n += 1) await send(code).expect(201);
    const byUnit = async () =>
      (
        (await admin.get(`/api/campaigns/${id}/breakdown?items=COM1&by=unit`).expect(200))
          .body as BreakdownAnswer
      ).items[0]!.rows.map(({ key, n }) => [key, n]);
    expect(Object.fromEntries(await byUnit())).toMatchObject({ S001: 6 });
    await putRoster(other, id, [
      'S001,示例小学,school,primary,改名街道',
      'S002,示例学校,school,primary|junior,',
      'B001,街道,body,,',
      'S003,新校,school,primary,',
    ]).expect(200);
    for (let n = 0; n < 7; n += 1) await send(code, { unit: 'S003' }).expect(201);
    expect(Object.fromEntries(await byUnit())).toMatchObject({ S001: 6, S003: 7 });
    const { strata } = (await admin.get(`/api/campaigns/${id}/codebook`)).body as CodebookAnswer;
    expect(strata.street.map(({ key }) => key)).toContain('改名街道');
  });
});
