import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { ExportJob } from '@duwen/shared/api';
import { ExportRunner } from '@duwen/server/exports/jobs/export-runner';
import { ExportJobs, ExportLog, ExportParts } from '@duwen/server/store/export-jobs';
import { pino } from 'pino';
import { unzipped } from '../../server/src/exports/read-files.test-support';
import { setUpRound, submission, type Round } from './round.test-support';
import { openBrowser, signIn, startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let admin: Browser;
let inspector: Browser;
let round: Round;
const base = () => `/api/campaigns/${round.id}/exports`;

beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  round = await setUpRound(admin);
  inspector = await server.signedIn('inspector');
  for (let n = 0; n < 24; n += 1)
    await request(server.url)
      .post(`/api/links/${round.code}/responses`)
      .send(
        submission({ answers: { FAC: { FAC1: 5, FAC2: 9 }, COM1: n < 8 ? 2 : 4, OPN1: '希望多开家长会' } }),
      )
      .expect(201);
});
afterAll(() => server?.close());

async function ask(browser: Browser, body: object): Promise<ExportJob> {
  const { body: job } = await browser.post(base(), body).expect(202);
  return job as ExportJob;
}

/** Waits for a job to be in one of these states. */
async function until(browser: Browser, id: string, ...states: ExportJob['state'][]): Promise<ExportJob> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await browser.get(`${base()}/${id}`).expect(200);
    if (states.includes((body as ExportJob).state)) return body as ExportJob;
    await delay(50);
  }
  throw new Error(`job ${id} never came to ${states.join(' or ')}`);
}

async function fileOf(
  browser: Browser,
  id: string,
): Promise<{ bytes: Buffer; headers: Record<string, string> }> {
  const { body, headers } = await browser
    .get(`${base()}/${id}/file`)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  return { bytes: body as Buffer, headers: headers as Record<string, string> };
}

describe('an export', () => {
  it('is made in the background and fetched when it is done', async () => {
    const asked = await ask(inspector, { kind: 'workbook', locale: 'en' });
    expect(asked).toMatchObject({ kind: 'workbook', format: 'xlsx', username: 'inspector', name: null });
    const done = await until(inspector, asked.id, 'done');
    expect(done).toMatchObject({
      progress: 1,
      name: expect.stringMatching(/ all tables \d{4}-\d\d-\d\d\.xlsx$/),
    });
    const kept = Date.parse(done.expiresAt) - Date.parse(done.finishedAt!);
    expect(kept).toBe(7 * 24 * 60 * 60 * 1000);
    const { bytes, headers } = await fileOf(inspector, asked.id);
    expect(bytes.length).toBe(done.bytes);
    expect(headers['content-length']).toBe(String(done.bytes));
    expect(decodeURIComponent(headers['content-disposition']!)).toContain(done.name!);
    expect(Object.keys(unzipped(bytes))).toContain('xl/workbook.xml');
  });

  it.each([
    ['csv', '.zip', /^PK/],
    ['xlsx', '.xlsx', /^PK/],
    ['sav', '.sav', /^\$FL2/],
  ])('of respondents comes as %s', async (format, extension, beginning) => {
    const { id } = await ask(admin, { kind: 'respondents', format });
    const { name } = await until(admin, id, 'done', 'failed');
    expect(name).toContain(extension);
    const { bytes } = await fileOf(admin, id);
    expect(bytes.subarray(0, 4).toString('latin1')).toMatch(beginning);
    expect(bytes.includes('希望多开家长会')).toBe(false);
  });

  it('of respondents is an admin’s alone, and is recorded when it is asked for and when it is taken away', async () => {
    for (const body of [{ kind: 'respondents', format: 'csv' }, { kind: 'bundle' }]) {
      const { body: refusal } = await inspector.post(base(), body).expect(403);
      expect(refusal).toMatchObject({ code: 'forbidden' });
    }
    const { id } = await ask(admin, { kind: 'bundle' });
    await until(admin, id, 'done');
    await inspector.get(`${base()}/${id}`).expect(404);
    await inspector.get(`${base()}/${id}/file`).expect(404);
    const { bytes } = await fileOf(admin, id);
    expect(Object.keys(unzipped(bytes))).toContain('analysis.R');
    const record = await ExportLog.find({ job: id }).sort({ at: 1 }).lean();
    expect(record.map(({ username, kind, what }) => [username, kind, what])).toEqual([
      ['admin', 'bundle', 'asked'],
      ['admin', 'bundle', 'downloaded'],
    ]);
    expect(server.log.some((line) => line.includes('export downloaded') && line.includes(id))).toBe(true);
  });

  it('is refused after the role was taken away', async () => {
    const { id } = await ask(admin, { kind: 'respondents', format: 'sav' });
    await until(admin, id, 'done');
    const { user } = (await ExportJobs.findOne({ username: 'inspector' }).lean())!;
    await ExportJobs.updateOne({ _id: id }, { $set: { user } });
    await inspector.get(`${base()}/${id}/file`).expect(403);
  });

  it('is seen by who asked for it, and by admins', async () => {
    const own = (await inspector.get(base()).expect(200)).body as ExportJob[];
    expect(own.some(({ username }) => username === 'inspector')).toBe(true);
    const all = (await admin.get(base()).expect(200)).body as ExportJob[];
    expect(new Set(all.map(({ username }) => username))).toEqual(new Set(['admin', 'inspector']));
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .sort()
        .reverse(),
    );
  });

  it('asks for a sign-in, a campaign that is there, a token, and a request that makes sense', async () => {
    await request(server.url).get(base()).expect(401);
    await inspector.agent.post(base()).send({ kind: 'workbook' }).expect(403);
    await inspector.get('/api/campaigns/0123456789abcdef01234567/exports').expect(404);
    await inspector.post(base(), { kind: 'everything' }).expect(400);
    await inspector.post(base(), { kind: 'workbook', format: 'sav' }).expect(400);
    await inspector.post(base(), { kind: 'workbook', more: true }).expect(400);
    await inspector.get(`${base()}/nothing`).expect(404);
    await inspector.get(`${base()}/nothing/file`).expect(404);
    await inspector.delete(`${base()}/nothing`).expect(404);
  });

  it('is removed with its file', async () => {
    const { id } = await ask(inspector, { kind: 'workbook' });
    await until(inspector, id, 'done');
    expect(await ExportParts.countDocuments({ job: id })).toBe(1);
    await inspector.delete(`${base()}/${id}`).expect(204);
    await inspector.get(`${base()}/${id}`).expect(404);
    expect(await ExportParts.countDocuments({ job: id })).toBe(0);
  });
});

/** A job as another server left it. */
async function leftBehind(change: object): Promise<string> {
  const { id } = await ask(inspector, { kind: 'workbook' });
  await until(inspector, id, 'done');
  await ExportJobs.updateOne({ _id: id }, { $set: { finishedAt: null, name: null, ...change } });
  return id;
}

describe('the queue', () => {
  it('takes up what a server that died has begun, and clears its parts', async () => {
    const until20 = new Date(Date.now() - 1);
    const id = await leftBehind({ state: 'running', progress: 0.4, lease: { by: 'dead', until: until20 } });
    await ExportParts.create({
      _id: `${id}/1/7`,
      job: id,
      attempt: 1,
      part: 7,
      data: Buffer.from('half'),
      expires: new Date(Date.now() + 60_000),
    });
    const done = await until(inspector, id, 'done');
    expect(done.progress).toBe(1);
    expect((await fileOf(inspector, id)).bytes.length).toBe(done.bytes);
    expect((await ExportParts.find({ job: id }).lean()).map(({ attempt }) => attempt)).toEqual([2]);
  }, 20_000);

  it('leaves alone what another server works on', async () => {
    const lease = { by: 'alive', until: new Date(Date.now() + 60_000) };
    const id = await leftBehind({ state: 'running', lease });
    await delay(3_500);
    expect((await ExportJobs.findById(id).lean())!.lease).toEqual(lease);
    await inspector.delete(`${base()}/${id}`).expect(204);
    const { body } = await inspector.get(`${base()}/${id}`).expect(200);
    expect(body).toMatchObject({ state: 'cancelled' });
    await inspector.delete(`${base()}/${id}`).expect(204);
  }, 20_000);

  it('gives up a job that brought down every server that took it', async () => {
    const lease = { by: 'dead', until: new Date(Date.now() - 1) };
    const id = await leftBehind({ state: 'running', tries: 3, lease });
    expect((await until(inspector, id, 'failed')).bytes).toBe(0);
    await inspector.get(`${base()}/${id}/file`).expect(404);
  }, 20_000);

  it('makes each job once, however many servers look', async () => {
    const runners = Array.from({ length: 4 }, () => new ExportRunner(pino({ enabled: false })));
    const jobs = [];
    for (let n = 0; n < 4; n += 1) jobs.push(await ask(inspector, { kind: 'workbook' }));
    runners.forEach((runner) => runner.look());
    for (const { id } of jobs) await until(inspector, id, 'done');
    await Promise.all(runners.map((runner) => runner.stop()));
    for (const { id } of jobs) {
      expect((await ExportJobs.findById(id).lean())!.attempt).toBe(1);
      expect(await ExportParts.countDocuments({ job: id })).toBe(1);
    }
  });

  it('is given back by a server that stops, and made by another', async () => {
    const runner = new ExportRunner(pino({ enabled: false }));
    // Nobody else takes it meanwhile: to all of them it is being worked on.
    const lease = { by: 'nobody', until: new Date(Date.now() + 60_000) };
    const id = await leftBehind({ state: 'running', lease });
    await ExportJobs.updateOne({ _id: id }, { $set: { state: 'queued', lease: null } });
    runner.look();
    await runner.stop();
    const done = await until(inspector, id, 'done');
    expect((await fileOf(inspector, id)).bytes.length).toBe(done.bytes);
    const job = (await ExportJobs.findById(id).lean())!;
    expect(job.tries).toBeLessThanOrEqual(2);
    const parts = await ExportParts.find({ job: id }).lean();
    expect(parts.map(({ attempt }) => attempt)).toEqual([job.attempt]);
  }, 20_000);

  it('takes no more than a few of one person’s', async () => {
    const lease = { by: 'alive', until: new Date(Date.now() + 60_000) };
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await leftBehind({ state: 'done' }));
    await ExportJobs.updateMany({ _id: { $in: ids } }, { $set: { state: 'running', lease } });
    const { body } = await inspector.post(base(), { kind: 'workbook' }).expect(429);
    expect(body).toMatchObject({ code: 'too-many-exports' });
    await ExportJobs.deleteMany({ _id: { $in: ids } });
  });

  it('is handed out by any server', async () => {
    const { id } = await ask(inspector, { kind: 'workbook' });
    const done = await until(inspector, id, 'done');
    const other = await server.another();
    const browser = await openBrowser(other.url);
    await signIn(browser, 'inspector', server.passwords.inspector);
    expect((await fileOf(browser, id)).bytes.length).toBe(done.bytes);
  });
});
