import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { setUpRound, submission } from './round.test-support';
import { startTestServer, type TestServer } from './server.test-support';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

const get = (path: string) => request(server.url).get(path);

test('health says that the store answers', async () => {
  const answer = await get('/api/health');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    status: 'ok',
    store: 'up',
    version: '0.0.0-test',
    uptimeSeconds: expect.any(Number),
  });
});

test('health says that the store is away, until it has been started again', async () => {
  const { embedded } = server.store;
  if (!embedded) throw new Error('this test kills the embedded store');
  process.kill(embedded.pid!, 'SIGKILL');
  const statuses = new Set<number>();
  const until = Date.now() + 15_000;
  while (Date.now() < until && !(statuses.has(503) && statuses.has(200))) {
    const { status, body } = await get('/api/health');
    expect(body.store).toBe(status === 200 ? 'up' : 'down');
    // The first 200s may be from before the death was felt.
    if (status === 503) statuses.clear();
    statuses.add(status);
  }
  expect(statuses).toEqual(new Set([503, 200]));
  expect(server.log.join('')).toContain('the embedded store stopped unexpectedly (killed by SIGKILL)');
  const admin = await server.signedIn('admin');
  await admin.get('/api/campaigns').expect(200);
}, 30_000);

describe('problems', () => {
  test('are problem+json in the language asked for, Chinese by default', async () => {
    const chinese = await get('/api/links/aaaaaaaaaa');
    expect(chinese.type).toBe('application/problem+json');
    expect(chinese.body).toEqual({
      type: '/problems/link-unknown',
      title: '没有这个问卷链接，请核对链接或重新扫码。',
      status: 404,
      code: 'link-unknown',
    });
    const english = await get('/api/links/aaaaaaaaaa').set('accept-language', 'en-GB,en;q=0.9,zh;q=0.1');
    expect(english.body.title).toBe('There is no such link. Check it or scan the code again.');
  });

  test('answer an unknown path of the API, once signed in', async () => {
    const admin = await server.signedIn('admin');
    for (const path of ['/api/whatever', '/api', '/api/campaigns/000000000000000000000000/whatever']) {
      const answer = await admin.get(path);
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
  });

  test('answer an address that cannot be decoded', async () => {
    const answer = await get('/api/links/%E0%A4%A');
    expect([answer.status, answer.body.code]).toEqual([400, 'bad-request']);
  });
});

describe('headers', () => {
  test('allow scripts and frames of this server only', async () => {
    const { headers } = await get('/');
    const policy = headers['content-security-policy']!;
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('insist on https, with secure cookies, where the site is reached by it', async () => {
    const { url } = await server.another({ publicUrl: 'https://duwen.example.cn', trustProxy: 'loopback' });
    const answer = await request(url).get('/api/session').set('x-forwarded-proto', 'https');
    expect(answer.headers['strict-transport-security']).toMatch(/max-age/);
    expect(String(answer.headers['set-cookie'])).toContain('Secure');
    const token = answer.body.csrfToken as string;
    const signedIn = await request(url)
      .post('/api/session')
      .set({ 'x-forwarded-proto': 'https', 'x-csrf-token': token })
      .set('cookie', String(answer.headers['set-cookie']).split(';')[0]!)
      .send({ username: 'admin', password: server.passwords.admin });
    expect(signedIn.status).toBe(200);
    const cookies = signedIn.headers['set-cookie'] as unknown as string[];
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/Secure/);
  });

  test('keep the answers of the API from every cache', async () => {
    expect((await get('/api/session')).headers['cache-control']).toBe('no-store');
    expect((await get('/api/whatever')).headers['cache-control']).toBe('no-store');
  });
});

describe('pages', () => {
  test.each([
    ['/', 'inspect'],
    ['/campaigns/1/breakdown', 'inspect'],
    ['/r/abcdefghjk', 'respond'],
    ['/preview/1/parent', 'respond'],
  ])('%s is the page to %s', async (path, page) => {
    const answer = await get(path).expect(200);
    expect(answer.text).toContain(`<title>${page}</title>`);
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  test('hashed assets are kept for a year, and missing ones are no page', async () => {
    const asset = await get('/assets/main-a1b2c3.js').expect(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const missing = await get('/assets/main-old.js');
    expect([missing.status, missing.body.code]).toEqual([404, 'not-found']);
  });

  test.each(['/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/r/../../package.json'])(
    '%s gives no file of the server',
    async (path) => {
      expect((await get(path)).text).not.toContain('"name"');
    },
  );
});

test('closing ends live streams and lets requests finish', async () => {
  const admin = await server.signedIn('admin');
  const { id, code } = await setUpRound(admin);
  const other = await server.another();
  const cookie = admin.agent.jar
    .getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false })
    .toValueString();
  const stream = await fetch(`${other.url}/api/campaigns/${id}/events`, { headers: { cookie } });
  expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const outcome = request(other.url)
    .post(`/api/links/${code}/responses`)
    .send(submission())
    .then(
      ({ status }) => status,
      (error: NodeJS.ErrnoException) => error.code,
    );
  const ended = stream.text();
  const started = performance.now();
  await Promise.all([other.close(5_000), ended]);
  expect(performance.now() - started).toBeLessThan(1_000);
  // It came before the port closed, and is answered; or it came after, and was never taken.
  expect([201, 'ECONNREFUSED', 'ECONNRESET']).toContain(await outcome);
  await expect(fetch(other.url)).rejects.toThrow();
});
