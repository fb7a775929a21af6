import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { CampaignDetail, PreviewAnswer } from '@duwen/shared/api';
import { Campaigns } from '@duwen/server/store/campaigns';
import { Questionnaires } from '@duwen/server/store/questionnaires';
import { Units } from '@duwen/server/store/units';
import { campaignInput, parents, questionnaireTemplate, setUpRound, submission } from './round.test-support';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let admin: Browser;
let inspector: Browser;
let questionnaire: Record<string, unknown>;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  inspector = await server.signedIn('inspector');
  questionnaire = await questionnaireTemplate(admin);
}, 60_000);
afterAll(() => server.close());

const newCampaign = async (): Promise<string> => {
  const { body } = await admin.post('/api/campaigns', campaignInput()).expect(201);
  return (body as CampaignDetail).id;
};
const putRoster = (id: string, bytes: string | Buffer, type = 'text/csv') =>
  admin.put(`/api/campaigns/${id}/roster`).set('content-type', type).send(bytes);
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('who may do what', () => {
  const CHANGES: [method: 'post' | 'put' | 'patch' | 'delete', path: string][] = [
    ['post', '/api/campaigns'],
    ['patch', '/api/campaigns/ID'],
    ['post', '/api/campaigns/ID/status'],
    ['put', '/api/campaigns/ID/framework'],
    ['put', '/api/campaigns/ID/roster'],
    ['put', '/api/campaigns/ID/groups/parent'],
    ['delete', '/api/campaigns/ID/groups/parent'],
    ['post', '/api/campaigns/ID/groups/parent/publish'],
  ];

  test.each(CHANGES)('%s %s is for admins, signed in, with a token', async (method, path) => {
    const id = await newCampaign();
    const at = path.replace('ID', id);
    const refusals = await Promise.all([
      (await server.visitor())[method](at, {}),
      inspector[method](at, {}),
      admin.agent[method](at).send({}),
      admin.agent[method](at)
        .set('x-csrf-token', (await server.visitor()).csrfToken)
        .send({}),
    ]);
    expect(refusals.map(({ status, body }) => [status, body.code])).toEqual([
      [401, 'sign-in-required'],
      [403, 'forbidden'],
      [403, 'csrf-failed'],
      [403, 'csrf-failed'],
    ]);
  });

  test.each([
    '/api/campaigns',
    '/api/campaigns/ID',
    '/api/campaigns/ID/groups/parent/preview',
    '/api/campaigns/ID/groups/parent/qr.svg',
    '/api/templates/roster.csv',
    '/api/whatever',
  ])('GET %s is for who has signed in', async (path) => {
    const at = path.replace('ID', await newCampaign());
    const answer = await request(server.url).get(at);
    expect([answer.status, answer.body.code]).toEqual([401, 'sign-in-required']);
  });

  test('an inspector reads', async () => {
    const { id } = await setUpRound(admin);
    await inspector.get('/api/campaigns').expect(200);
    await inspector.get(`/api/campaigns/${id}`).expect(200);
    await inspector.get(`/api/campaigns/${id}/groups/parent/preview`).expect(200);
  });

  test.each(['000000000000000000000000', 'x', '%00', '__proto__'])('there is no campaign %s', async (id) => {
    for (const path of ['', '/overview', '/groups/parent/preview']) {
      const answer = await admin.get(`/api/campaigns/${id}${path}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
  });
});

describe('a campaign', () => {
  test('is made as a draft that says what it lacks', async () => {
    const answer = await admin.post('/api/campaigns', campaignInput()).expect(201);
    const detail = answer.body as CampaignDetail;
    expect(answer.headers['location']).toBe(`/api/campaigns/${detail.id}`);
    expect(detail).toMatchObject({
      status: 'draft',
      synthetic: false,
      responses: 0,
      groups: [],
      unitCount: 0,
    });
    expect(detail.missing.map(({ en }) => en)).toEqual([
      'The framework has not been uploaded.',
      'There is no respondent group yet.',
    ]);
    const { body } = await admin.get('/api/campaigns').expect(200);
    expect(body[0]).toMatchObject({ id: detail.id, district: '示例区' });
  });

  test.each([
    [{ name: { zh: '' } }, '/name/zh'],
    [{ minimumCell: 2 }, '/minimumCell'],
    [{ closesAt: '2019-01-01T00:00:00Z' }, '/closesAt'],
    [{ opensAt: '2019-01-01' }, '/opensAt'],
    [{ status: 'open' }, ''],
  ])('is refused with %j', async (change, path) => {
    const before = await Campaigns.countDocuments();
    const answer = await admin.post('/api/campaigns', { ...campaignInput(), ...change });
    expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([400, 'bad-request', path]);
    expect(await Campaigns.countDocuments()).toBe(before);
  });

  test('changes in part while it is a draft or open, as a whole that is right', async () => {
    const { id } = await setUpRound(admin);
    const { body } = await admin.patch(`/api/campaigns/${id}`, { district: '另一区' }).expect(200);
    expect(body).toMatchObject({ district: '另一区', minimumCell: 5 });
    const early = await admin.patch(`/api/campaigns/${id}`, { closesAt: '2019-01-01T00:00:00Z' });
    expect([early.status, early.body.errors[0].path]).toEqual([400, '/closesAt']);
    const lower = await admin.patch(`/api/campaigns/${id}`, { minimumCell: 3 });
    expect([lower.status, lower.body.code]).toEqual([409, 'status-conflict']);
    await admin.patch(`/api/campaigns/${id}`, { synthetic: true }).expect(400);
    await admin.post(`/api/campaigns/${id}/status`, { status: 'closed' }).expect(200);
    await admin.patch(`/api/campaigns/${id}`, { district: '第三区' }).expect(409);
  });

  test('goes draft, open, closed, open again, closed, archived, and no other way', async () => {
    const { id } = await setUpRound(admin, 'published');
    const to = async (status: string): Promise<number> =>
      (await admin.post(`/api/campaigns/${id}/status`, { status })).status;
    expect(await to('closed')).toBe(409);
    expect(await to('archived')).toBe(409);
    expect(await to('draft')).toBe(400);
    expect(await to('open')).toBe(200);
    expect(await to('open')).toBe(409);
    expect(await to('archived')).toBe(409);
    expect(await to('closed')).toBe(200);
    expect(await to('open')).toBe(200);
    expect(await to('closed')).toBe(200);
    expect(await to('archived')).toBe(200);
    expect(await to('open')).toBe(409);
  });

  test('does not open before it is complete', async () => {
    const { id } = await setUpRound(admin, 'draft');
    const answer = await admin.post(`/api/campaigns/${id}/status`, { status: 'open' });
    expect([answer.status, answer.body.code]).toEqual([409, 'status-conflict']);
    expect(answer.body.errors).toEqual([
      {
        message: {
          zh: '“家长”的问卷尚未发布。',
          en: 'The questionnaire of "Parents" has not been published.',
        },
      },
    ]);
  });
});

describe('a framework', () => {
  const template = async () => (await admin.get('/api/templates/framework.json')).body;

  test('is refused by JSON path, and nothing of it kept', async () => {
    const id = await newCampaign();
    const framework = await template();
    framework.parts[0].sections[0].kind = 'praise';
    framework.parts[0].sections[1].indicators = [];
    const answer = await admin.put(`/api/campaigns/${id}/framework`, framework);
    expect([answer.status, answer.body.code]).toEqual([422, 'upload-invalid']);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      '/parts/0/sections/0/kind',
      '/parts/0/sections/1/indicators',
    ]);
    const { body } = await admin.get(`/api/campaigns/${id}`);
    expect(body.framework).toBeNull();
  });

  test('has each code once', async () => {
    const framework = await template();
    framework.parts[0].sections[1].indicators[0].code = '1.1.1';
    const answer = await admin.put(`/api/campaigns/${await newCampaign()}/framework`, framework);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe('/parts/0/sections/1/indicators/0/code');
  });

  test('keeps the indicators that questionnaires use', async () => {
    const { id } = await setUpRound(admin, 'draft');
    const framework = await template();
    framework.parts[0].sections.pop();
    const answer = await admin.put(`/api/campaigns/${id}/framework`, framework);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].message.en).toBe(
      'Item COM1 of "Parents" uses indicator 1.2.1, which the new framework lacks.',
    );
  });

  test('that is no JSON is refused as such', async () => {
    const answer = await admin
      .put(`/api/campaigns/${await newCampaign()}/framework`)
      .set('content-type', 'application/json')
      .send('{');
    expect([answer.status, answer.body.code]).toEqual([400, 'not-json']);
  });
});

describe('a roster', () => {
  const HEADER = 'code,name_zh,kind,stages,enrolment,frame:parent';

  test('is imported as CSV, in its order, and replaces what was there', async () => {
    const id = await newCampaign();
    await putRoster(id, `${HEADER}\nA,甲校,school,primary,100,90\nB,乙校,school,小学|初中,,`).expect(200);
    const answer = await putRoster(id, `${HEADER}\nC,丙校,学校,junior,10,\nA,甲校,school,primary,110,`);
    expect([answer.status, answer.body]).toEqual([200, { units: 2 }]);
    const units = await Units.find({ campaign: id }).sort({ position: 1 }).lean();
    expect(units.map(({ code, enrolment, frame }) => [code, enrolment, frame])).toEqual([
      ['C', 10, { parent: 0 }],
      ['A', 110, { parent: 0 }],
    ]);
  });

  test('is imported as GB18030, as Excel saves CSV in China', async () => {
    const id = await newCampaign();
    // 甲校 in GB18030
    const name = Buffer.from([0xbc, 0xd7, 0xd0, 0xa3]);
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\r\nA,`), name, Buffer.from(',school,primary,,\r\n')]);
    await putRoster(id, bytes).expect(200);
    const [unit] = await Units.find({ campaign: id }).lean();
    expect(unit!.name).toEqual({ zh: '甲校' });
  });

  test('is imported from the xlsx template', async () => {
    const id = await newCampaign();
    const file = await admin.get('/api/templates/roster.xlsx').responseType('blob');
    expect(file.headers['content-disposition']).toBe('attachment; filename=roster.xlsx');
    const answer = await putRoster(id, file.body as Buffer, XLSX);
    expect([answer.status, answer.body]).toEqual([200, { units: 3 }]);
    const units = await Units.find({ campaign: id }).sort({ position: 1 }).lean();
    expect(units[1]).toMatchObject({ code: 'S002', stages: ['primary', 'junior'], enrolment: 1240 });
  });

  test('is refused by row and column, and nothing of it imported', async () => {
    const id = await newCampaign();
    await putRoster(id, `${HEADER}\nA,甲校,school,primary,100,90`).expect(200);
    const answer = await putRoster(
      id,
      [
        HEADER,
        'B,乙校,school,primary,100,90',
        'B,丙校,school,college,many,1.5',
        ',丁校,shop,,,',
        'D D,,body,primary,,',
        'E,戊校,school,,,,extra',
      ].join('\n'),
    );
    expect([answer.status, answer.body.code]).toEqual([422, 'upload-invalid']);
    expect(answer.body.errors.map(({ row, column }: never) => `${row} ${column}`)).toEqual([
      '3 frame:parent',
      '3 code',
      '3 stages',
      '3 enrolment',
      '4 kind',
      '4 code',
      '4 stages',
      '5 code',
      '5 name_zh',
      '5 stages',
      '6 #7',
      '6 stages',
    ]);
    expect(answer.body.errors[1].message.en).toBe('The unit code B is in row 2 already.');
    const units = await Units.find({ campaign: id }).lean();
    expect(units.map(({ code }) => code)).toEqual(['A']);
  });

  test.each([
    ['code,name_zh\nA,甲校', 'The column "kind 类别" is missing.'],
    [`${HEADER},principal\n`, 'The column "principal" is not known.'],
    [`${HEADER},单位代码\n`, 'The column "单位代码" is there twice.'],
    [HEADER, 'The roster has no unit.'],
    ['', 'The roster has no unit.'],
    [`${HEADER}\n"A,甲校`, 'The file cannot be read. Use the CSV or xlsx template.'],
  ])('%j is refused', async (text, reason) => {
    const answer = await putRoster(await newCampaign(), text);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].message.en).toBe(reason);
  });

  test('that is no workbook, or of another type, is refused', async () => {
    const id = await newCampaign();
    const broken = await putRoster(id, 'PK no workbook', XLSX);
    expect([broken.status, broken.body.code]).toEqual([422, 'upload-invalid']);
    const other = await putRoster(id, 'x', 'application/pdf');
    expect([other.status, other.body.code]).toEqual([415, 'unsupported-media-type']);
  });

  test('only grows once the campaign is open, and is fixed once it is closed', async () => {
    const { id } = await setUpRound(admin);
    const head = 'code,name_zh,kind,stages\n';
    const present = 'S001,示例小学,school,primary\nS002,示例学校,school,primary|junior\nB001,街道,body,\n';
    const lost = await putRoster(id, `${head}S001,示例小学,school,junior\n`);
    expect(lost.body.errors.map(({ message }: never) => message['en'])).toEqual([
      'Once open, the kind and the stages of unit S001 cannot change.',
      'Once open, a roster may only grow: unit S002 is gone.',
      'Once open, a roster may only grow: unit B001 is gone.',
    ]);
    await putRoster(id, `${head}${present}S003,新校,school,primary\n`).expect(200);
    await admin.post(`/api/campaigns/${id}/status`, { status: 'closed' }).expect(200);
    await putRoster(id, `${head}${present}`).expect(409);
  });
});

describe('a group and its questionnaire', () => {
  const put = (id: string, body: object, group = 'parent') =>
    admin.put(`/api/campaigns/${id}/groups/${group}`, body);
  const changed = (change: (json: never) => void): Record<string, unknown> => {
    const copy = structuredClone(questionnaire);
    change(copy as never);
    return copy;
  };

  test('is refused by JSON path, and neither is kept', async () => {
    const id = await newCampaign();
    const wrong = changed((json: { pages: [{ elements: { type: string }[] }] }) => {
      json.pages[0].elements[1]!.type = 'file';
    });
    const answer = await put(id, { ...parents, questionnaire: wrong });
    expect([answer.status, answer.body.code]).toEqual([422, 'upload-invalid']);
    expect(answer.body.errors[0].path).toMatch(/^\/pages\/0\/elements\/1/);
    const { body } = await admin.get(`/api/campaigns/${id}`);
    expect(body.groups).toEqual([]);
    expect(await Questionnaires.countDocuments({ campaign: id })).toBe(0);
  });

  test('must name indicators of the framework', async () => {
    const { id } = await setUpRound(admin, 'draft');
    const wrong = changed((json: { pages: [{ elements: [never, { indicators: string[] }] }] }) => {
      json.pages[0].elements[1].indicators = ['9.9.9'];
    });
    const answer = await put(id, { ...parents, questionnaire: wrong });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toMatch(/^\/pages\/0\/elements\/1\/indicators/);
  });

  test('must keep one construct to a code, over groups and versions', async () => {
    const { id } = await setUpRound(admin, 'published');
    const other = changed((json: { pages: [{ elements: [never, { choices: unknown[] }] }] }) => {
      json.pages[0].elements[1].choices.pop();
    });
    for (const group of ['teacher', 'parent']) {
      const answer = await put(id, { ...parents, questionnaire: other }, group);
      expect([group, answer.status]).toEqual([group, 422]);
      expect(answer.body.errors[0].path).toMatch(/^\/pages\/0\/elements\/1/);
    }
  });

  test.each(['Parent', '1st', 'a-b', 'x'.repeat(41)])('may not be called %s', async (code) => {
    const answer = await put(await newCampaign(), { ...parents, questionnaire }, code);
    expect([answer.status, answer.body.code]).toEqual([400, 'bad-request']);
  });

  test('is a draft until published; the version then never changes', async () => {
    const { id, code } = await setUpRound(admin);
    const before = await Questionnaires.findOne({ campaign: id, version: 'parent.1' }).lean();
    const next = changed((json: { title: unknown }) => {
      json.title = { 'zh-cn': '家长问卷（修订）' };
    });
    const drafted = await put(id, { ...parents, questionnaire: next }).expect(200);
    expect(drafted.body.groups[0].questionnaire).toMatchObject({ version: 'parent.2', status: 'draft' });
    const link = () => request(server.url).get(`/api/links/${code}`);
    expect((await link()).body.questionnaire.version).toBe('parent.1');

    const published = await admin.post(`/api/campaigns/${id}/groups/parent/publish`).expect(200);
    expect(published.body.groups[0]).toMatchObject({
      questionnaire: { version: 'parent.2', status: 'published', title: { zh: '家长问卷（修订）' } },
      link: { code, url: `${server.url}/r/${code}` },
    });
    expect((await link()).body.questionnaire.version).toBe('parent.2');
    expect(await Questionnaires.findOne({ campaign: id, version: 'parent.1' }).lean()).toEqual(before);
    // Who began with the first version ends with it.
    for (const version of ['parent.1', 'parent.2']) {
      await request(server.url)
        .post(`/api/links/${code}/responses`)
        .send(submission({ version }))
        .expect(201);
    }
  });

  test('is published once by two at once, and not without a draft', async () => {
    const { id } = await setUpRound(admin, 'draft');
    const publish = () => admin.post(`/api/campaigns/${id}/groups/parent/publish`);
    const statuses = (await Promise.all([publish(), publish(), publish()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409, 409]);
    const again = await publish();
    expect([again.status, again.body.errors[0].message.en]).toEqual([
      409,
      'There is no draft questionnaire to publish.',
    ]);
    expect((await admin.post(`/api/campaigns/${id}/groups/nobody/publish`)).status).toBe(404);
  });

  test('keeps the units it chooses from once open', async () => {
    const { id } = await setUpRound(admin);
    const answer = await put(id, { ...parents, units: null, questionnaire });
    expect([answer.status, answer.body.code]).toEqual([409, 'status-conflict']);
    const title = { zh: '学生家长' };
    const { body } = await put(id, { ...parents, title, questionnaire }).expect(200);
    expect(body.groups[0].title).toEqual(title);
  });

  test('keeps its place in the order', async () => {
    const id = await newCampaign();
    for (const group of ['teacher', 'parent', 'teacher']) {
      await put(id, { ...parents, questionnaire }, group).expect(200);
    }
    const { body } = await admin.get(`/api/campaigns/${id}`);
    expect(body.groups.map(({ code }: never) => code)).toEqual(['teacher', 'parent']);
  });

  test('is removed while it was never published', async () => {
    const id = await newCampaign();
    await put(id, { ...parents, questionnaire }).expect(200);
    const { body } = await admin.delete(`/api/campaigns/${id}/groups/parent`).expect(200);
    expect(body.groups).toEqual([]);
    expect(await Questionnaires.countDocuments({ campaign: id })).toBe(0);
    await admin.delete(`/api/campaigns/${id}/groups/parent`).expect(404);
    const round = await setUpRound(admin, 'published');
    await admin.delete(`/api/campaigns/${round.id}/groups/parent`).expect(409);
  });

  test('is previewed as a draft, as if it were open', async () => {
    const { id } = await setUpRound(admin, 'draft');
    const { body } = await admin.get(`/api/campaigns/${id}/groups/parent/preview`).expect(200);
    const preview = body as PreviewAnswer;
    expect(preview.link.state).toBe('open');
    expect(preview.units).toHaveLength(2);
    expect(preview.questionnaire).toEqual({ version: 'parent.1', json: questionnaire });
    await admin.get(`/api/campaigns/${id}/groups/nobody/preview`).expect(404);
  });

  test('has its link as a QR code, once there is one', async () => {
    const { id } = await setUpRound(admin, 'published');
    const svg = await admin.get(`/api/campaigns/${id}/groups/parent/qr.svg`).expect(200);
    expect(svg.type).toBe('image/svg+xml');
    const png = await admin.get(`/api/campaigns/${id}/groups/parent/qr.png`).expect(200);
    expect((png.body as Buffer).subarray(1, 4).toString()).toBe('PNG');
    const draft = await setUpRound(admin, 'draft');
    await admin.get(`/api/campaigns/${draft.id}/groups/parent/qr.svg`).expect(404);
  });
});

test('templates have names, and there are no others', async () => {
  for (const name of ['roster.csv', 'roster.xlsx', 'framework.json', 'questionnaire.json']) {
    await inspector.get(`/api/templates/${name}`).expect(200);
  }
  await inspector.get('/api/templates/constructor').expect(404);
  await inspector.get('/api/templates/..%2Fpackage.json').expect(404);
});

test('the log notes who changed what by ids alone', () => {
  const lines = server.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  const audit = lines.filter((line) => line['audit'] === 'questionnaire published');
  expect(audit.length).toBeGreaterThan(0);
  expect(audit[0]).toMatchObject({ user: expect.stringMatching(/^[0-9a-f]{24}$/), group: 'parent' });
  expect(server.log.join('')).not.toContain('"username"');
});
