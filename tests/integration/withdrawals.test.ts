import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import request from 'supertest';
import type { Overview, Withdrawal } from '@duwen/shared/api';
import { setUpRound, submission, type Round } from './round.test-support';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let admin: Browser;
let inspector: Browser;
let round: Round;
const submissions: string[] = [];
const base = () => `/api/campaigns/${round.id}`;
const responses = async (): Promise<number> =>
  ((await inspector.get(`${base()}/overview`).expect(200)).body as Overview).responses;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  inspector = await server.signedIn('inspector');
  round = await setUpRound(admin);
  for (let nr = 0; nr < 12; nr += 1) {
    const submissionId = randomUUID();
    submissions.push(submissionId);
    await request(server.url)
      .post(`/api/links/${round.code}/responses`)
      .send(submission({ submissionId }))
      .expect(201);
  }
});
afterAll(() => server?.close());

it('takes a response out of all counting, once, and puts it back', async () => {
  expect(await responses()).toBe(12);
  const asked = { submissionId: submissions[0]!, reason: '本人要求撤回' };
  const { body } = await admin.post(`${base()}/withdrawals`, asked).expect(201);
  const withdrawal = body as Withdrawal;
  expect(withdrawal).toMatchObject({ reason: '本人要求撤回', by: 'admin' });
  expect(await responses()).toBe(11);
  // Again, by the other id and with another reason: the first stays.
  const again = { responseId: withdrawal.responseId, reason: 'again' };
  expect((await admin.post(`${base()}/withdrawals`, again).expect(200)).body).toEqual(withdrawal);
  expect((await admin.get(`${base()}/withdrawals`).expect(200)).body).toEqual([withdrawal]);

  await admin.delete(`${base()}/withdrawals/${withdrawal.responseId}`).expect(204);
  expect(await responses()).toBe(12);
  expect((await admin.get(`${base()}/withdrawals`).expect(200)).body).toEqual([]);
  await admin.delete(`${base()}/withdrawals/${withdrawal.responseId}`).expect(404);
  await admin.post(`${base()}/withdrawals`, asked).expect(201);
  expect(await responses()).toBe(11);
});

it('is the admin’s alone, with the token of the session', async () => {
  const asked = { submissionId: submissions[1]!, reason: 'x' };
  const visitor = await server.visitor();
  await visitor.post(`${base()}/withdrawals`, asked).expect(401);
  await inspector.post(`${base()}/withdrawals`, asked).expect(403);
  await inspector.get(`${base()}/withdrawals`).expect(403);
  const { body } = await admin.agent.post(`${base()}/withdrawals`).send(asked).expect(403);
  expect(body).toMatchObject({ code: 'csrf-failed' });
  expect(await responses()).toBe(11);
});

it('refuses what it cannot take, and finds no response of another round', async () => {
  for (const body of [
    {},
    { submissionId: submissions[1] },
    { reason: 'which?' },
    { submissionId: submissions[1], responseId: 'x', reason: 'both' },
    { responseId: { $ne: '' }, reason: 'query' },
    { responseId: 'x', reason: '   ' },
  ])
    expect((await admin.post(`${base()}/withdrawals`, body).expect(400)).body).toMatchObject({
      code: 'bad-request',
    });
  const unknown = { submissionId: randomUUID(), reason: 'x' };
  expect((await admin.post(`${base()}/withdrawals`, unknown).expect(404)).body).toMatchObject({
    code: 'not-found',
  });
  const other = await setUpRound(admin);
  const asked = { submissionId: submissions[1], reason: 'x' };
  await admin.post(`/api/campaigns/${other.id}/withdrawals`, asked).expect(404);
});

it('is noted in the log by campaign and account, without the response', async () => {
  const { body } = await admin.get(`${base()}/withdrawals`).expect(200);
  const { responseId } = (body as Withdrawal[])[0]!;
  await admin.delete(`${base()}/withdrawals/${responseId}`).expect(204);
  const log = server.log.join('\n');
  expect(log).toContain('"audit":"response withdrawn"');
  expect(log).toContain('"audit":"withdrawal undone"');
  for (const secret of [responseId, submissions[0]!, '本人要求撤回']) expect(log).not.toContain(secret);
});

it('is seen at the very next question', async () => {
  const { body } = await admin
    .post(`${base()}/withdrawals`, { submissionId: submissions[2]!, reason: 'x' })
    .expect(201);
  expect(await responses()).toBe(11);
  await admin.delete(`${base()}/withdrawals/${(body as Withdrawal).responseId}`).expect(204);
  expect(await responses()).toBe(12);
});
