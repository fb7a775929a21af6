import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { LinkInfo, UnitChoice } from '@duwen/shared/api';
import { responseId } from '@duwen/server/collection/prepare-response';
import { Responses } from '@duwen/server/store/responses';
import { setUpRound, submission, type Round } from './round.test-support';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let admin: Browser;
let round: Round;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  round = await setUpRound(admin);
}, 60_000);
afterAll(() => server.close());

const post = (body: object, code = round.code) =>
  request(server.url).post(`/api/links/${code}/responses`).send(body);
const stored = (submissionId: string) => Responses.find({ _id: responseId(submissionId) }).lean();

describe('what a link gives', () => {
  test('the round, the group and the questionnaire', async () => {
    const { body } = await request(server.url).get(`/api/links/${round.code}`).expect(200);
    const info = body as LinkInfo;
    expect(info.state).toBe('open');
    expect(info.campaign).toMatchObject({ district: '示例区', synthetic: false, minimumCell: 5 });
    expect(info.group).toEqual({
      code: 'parent',
      title: { zh: '家长', en: 'Parents' },
      units: { kind: 'school', stages: ['primary', 'junior'] },
    });
    expect(info.questionnaire).toMatchObject({ version: 'parent.1', itemCount: 4, minutes: 1 });
  });

  test('the units of the group, to be found by pinyin, with the values of conditions', async () => {
    const { body } = await request(server.url).get(`/api/links/${round.code}/units`).expect(200);
    const units = body as UnitChoice[];
    expect(units.map(({ code }) => code)).toEqual(['S001', 'S002']);
    expect(units[0]).toMatchObject({
      name: { zh: '示例小学', en: 'Sample Primary School' },
      pinyin: 'shilixiaoxue',
      initials: 'slxx',
    });
    expect(units[0]!.variables).toMatchObject({
      unit_in_group: true,
      unit_primary: true,
      unit_junior: false,
    });
    expect(units[1]!.variables).toMatchObject({ unit_in_group: false, unit_junior: true });
  });

  test('the questionnaire, which a phone may keep and ask after', async () => {
    const path = `/api/links/${round.code}/questionnaire`;
    const first = await request(server.url).get(path).expect(200);
    expect(first.body.version).toBe('parent.1');
    expect(first.body.json.pages).toHaveLength(1);
    await request(server.url).get(path).set('if-none-match', first.headers['etag']!).expect(304);
  });

  test('to who types it with capitals', () =>
    request(server.url).get(`/api/links/${round.code.toUpperCase()}`).expect(200));

  test.each(['aaaaaaaaaa', 'x', '__proto__', '%24ne', 'a'.repeat(300)])('nothing for %s', async (code) => {
    const answer = await request(server.url).get(`/api/links/${code}`);
    expect(answer.status).toBe(404);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.code).toBe('link-unknown');
    expect((await post(submission(), code)).body.code).toBe('link-unknown');
  });

  test('no cookie, and nothing else of the API', async () => {
    const answer = await request(server.url).get(`/api/links/${round.code}`);
    expect(answer.headers['set-cookie']).toBeUndefined();
    await request(server.url).get(`/api/links/${round.code}/responses`).expect(404);
  });
});

describe('a submission', () => {
  test('is stored with its codes, and nothing that leads to a person', async () => {
    const body = submission();
    const answer = await post(body).set('x-forwarded-for', '203.0.113.9').set('user-agent', 'a phone');
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ receipt: expect.stringMatching(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/) });
    const [response] = await stored(body.submissionId);
    expect(response).toEqual({
      _id: responseId(body.submissionId),
      campaign: expect.anything(),
      group: 'parent',
      unit: 'S001',
      stage: 'primary',
      version: 'parent.1',
      answers: body.answers,
      row: expect.anything(),
      flags: 0,
      seconds: expect.any(Number),
      startedAt: expect.any(Date),
      submittedAt: expect.any(Date),
      storedAt: expect.any(Date),
    });
    // FAC1 5 is the first option, FAC2 9 the sixth, COM1 4 the second, the text is answered.
    const { buffer } = response!.row as unknown as { buffer: Buffer };
    expect([0, 2, 4, 6].map((place) => buffer.readUInt16LE(place))).toEqual([2, 7, 3, 2]);
    expect(response!.seconds).toBeGreaterThanOrEqual(150);
    expect(response!.startedAt.getTime() % 60_000).toBe(0);
    expect(response!.submittedAt.getTime() % 1_000).toBe(0);
  });

  test('sent twice is stored once, with the same receipt', async () => {
    const body = submission();
    const first = await post(body).expect(201);
    const second = await post(body).expect(200);
    const third = await post({ ...body, answers: { COM1: 1 } }).expect(200);
    expect([second.body, third.body]).toEqual([first.body, first.body]);
    const responses = await stored(body.submissionId);
    expect(responses.map(({ answers }) => answers)).toEqual([body.answers]);
  });

  test('sent fifty times at once is stored once', async () => {
    const body = submission();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(body)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(49).fill(200), 201]);
    expect(new Set(answers.map((answer) => answer.body.receipt)).size).toBe(1);
    expect(await stored(body.submissionId)).toHaveLength(1);
  });

  test('with the same id in capitals is the same', async () => {
    const body = submission();
    await post(body).expect(201);
    await post({ ...body, submissionId: body.submissionId.toUpperCase() }).expect(200);
  });

  test('of a phone whose clock is wrong has no time taken', async () => {
    const body = submission({ startedAt: new Date(Date.now() + 3_600_000).toISOString() });
    await post(body).expect(201);
    const [response] = await stored(body.submissionId);
    expect(response!.seconds).toBeNull();
    expect(response!.startedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe('a submission is refused', () => {
  const refused = async (body: object, status: number, code: string) => {
    const answer = await post(body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    if ('submissionId' in body) expect(await stored(String(body.submissionId))).toEqual([]);
    return answer.body;
  };

  test('with a list of what and where', async () => {
    const body = submission({
      answers: { FAC: { FAC1: 7, FAC9: 5 }, OPN1: 5, WHAT: 'x' },
    });
    const { answers } = await refused(body, 422, 'answers-invalid');
    expect(answers).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: '/FAC/FAC1', reason: 'not-an-option', item: 'FAC1', page: 0 }),
        expect.objectContaining({ path: '/FAC/FAC9', reason: 'unknown-item' }),
        expect.objectContaining({ path: '/COM1', reason: 'required', question: 'COM1' }),
        expect.objectContaining({ path: '/OPN1', reason: 'wrong-type' }),
        expect.objectContaining({ path: '/WHAT', reason: 'unknown-item' }),
      ]),
    );
    expect(answers).toHaveLength(5);
  });

  test.each([null, 'S999', 'B001', ''])('with the unit %j', (unit) =>
    refused(submission({ unit }), 422, 'unit-unknown'),
  );

  test.each(['parent.2', 'teacher.1', ' '])('with the version %j', (version) =>
    refused(submission({ version }), 409, 'version-unknown'),
  );

  test.each([
    [{ submissionId: 'mine' }, '/submissionId'],
    [{ answers: [] }, '/answers'],
    [{ startedAt: 'yesterday' }, '/startedAt'],
    [{ unit: { $gt: '' } }, '/unit'],
    [{ version: { $ne: null } }, '/version'],
    [{ extra: 1 }, ''],
  ])('with %j', async (change, path) => {
    const body = await refused({ ...submission(), ...change }, 400, 'bad-request');
    expect(body.errors[0]).toEqual({ path, message: { zh: expect.any(String), en: expect.any(String) } });
  });

  test('when it is no JSON, or no JSON type, or too large', async () => {
    const path = `/api/links/${round.code}/responses`;
    const send = (type: string, text: string) => request(server.url).post(path).type(type).send(text);
    expect((await send('application/json', '{"a":')).body.code).toBe('not-json');
    expect((await send('text/plain', JSON.stringify(submission()))).body.code).toBe('bad-request');
    const large = await send('application/json', JSON.stringify({ text: 'x'.repeat(300_000) }));
    expect([large.status, large.body.code]).toEqual([413, 'too-large']);
  });

  test('from a page of another site', async () => {
    const body = submission();
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }]) {
      const answer = await post(body).set(headers);
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    }
    const { host } = new URL(server.url);
    await post(body).set('origin', `http://${host}`).expect(201);
    await post(submission()).set('origin', 'null').expect(403);
    // A proxy may not pass the host on.
    const { url } = await server.another({ publicUrl: 'https://duwen.example.cn' });
    const behind = request(url).post(`/api/links/${round.code}/responses`).send(submission());
    await behind.set('origin', 'https://duwen.example.cn').expect(201);
  });

  test('beyond the limits of a link and of a submission', async () => {
    const { url } = await server.another({ limits: { link: 5, submission: 2 } });
    const send = (body: object) => request(url).post(`/api/links/${round.code}/responses`).send(body);
    const one = submission();
    const tries = [await send(one), await send(one), await send(one)];
    expect(tries.map(({ status }) => status)).toEqual([201, 200, 429]);
    const others = [await send(submission()), await send(submission()), await send(submission())];
    expect(others.map(({ status }) => status)).toEqual([201, 201, 429]);
    expect(others[2]!.body.code).toBe('too-many-requests');
  });
});

describe('by the state of its round', () => {
  test('not open before it is opened, and before its day', async () => {
    const draft = await setUpRound(admin, 'published');
    const future = new Date(Date.now() + 3_600_000).toISOString();
    const early = await setUpRound(admin, 'open', { opensAt: future });
    for (const { code } of [draft, early]) {
      const info = await request(server.url).get(`/api/links/${code}`).expect(200);
      expect(info.body.state).toBe('not-open');
      const form = await request(server.url).get(`/api/links/${code}/questionnaire`);
      expect([form.status, form.body.code]).toEqual([403, 'link-not-open']);
      const answer = await post(submission(), code);
      expect([answer.status, answer.body.code]).toEqual([403, 'link-not-open']);
    }
  });

  test('closed by the admin, and after its last day; a repeat still gets its receipt', async () => {
    const { id, code } = await setUpRound(admin);
    const body = submission();
    const first = await post(body, code).expect(201);
    await admin.post(`/api/campaigns/${id}/status`, { status: 'closed' }).expect(200);
    const info = await request(server.url).get(`/api/links/${code}`).expect(200);
    expect(info.body.state).toBe('closed');
    expect((await post(submission(), code)).body.code).toBe('link-closed');
    const repeat = await post(body, code).expect(200);
    expect(repeat.body).toEqual(first.body);

    await admin.post(`/api/campaigns/${id}/status`, { status: 'open' }).expect(200);
    await post(submission(), code).expect(201);
    const opensAt = new Date(Date.now() - 7_200_000).toISOString();
    const closesAt = new Date(Date.now() - 3_600_000).toISOString();
    await admin.patch(`/api/campaigns/${id}`, { opensAt, closesAt }).expect(200);
    expect((await post(submission(), code)).body.code).toBe('link-closed');
  });

  test('an id that another round has taken is refused, and the answer kept apart', async () => {
    const other = await setUpRound(admin);
    const body = submission();
    await post(body).expect(201);
    const answer = await post(body, other.code);
    expect([answer.status, answer.body.code]).toEqual([409, 'already-exists']);
    expect(String((await stored(body.submissionId))[0]!.campaign)).toBe(round.id);
  });
});

test('the log has no code of a link, no address and no answer', async () => {
  const secret = randomUUID();
  await post(submission({ answers: { COM1: 4, OPN1: secret } })).expect(201);
  const log = server.log.join('');
  expect(log).toContain('/api/links/:code/responses');
  expect(log).not.toContain(round.code);
  expect(log).not.toContain('127.0.0.1');
  expect(log).not.toContain(secret);
});
