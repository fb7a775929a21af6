import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { createFirstAccounts, setPassword } from '@duwen/server/accounts/accounts';
import { Sessions } from '@duwen/server/store/sessions';
import { Users } from '@duwen/server/store/users';
import { openBrowser, signIn, startTestServer, type TestServer } from './server.test-support';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ limits: { signInPair: 3, signInAddress: 8 } });
}, 60_000);
afterAll(() => server.close());

/** A fresh app server has counted no attempt yet. */
const fresh = async () => openBrowser((await server.another()).url);

describe('first accounts', () => {
  test('are an admin and an inspector with argon2id hashes, made once', async () => {
    const users = await Users.find().sort({ username: 1 }).lean();
    expect(users.map(({ username, role }) => [username, role])).toEqual([
      ['admin', 'admin'],
      ['inspector', 'inspector'],
    ]);
    for (const { passwordHash } of users) expect(passwordHash).toMatch(/^\$argon2id\$/);
    expect(server.passwords.inspector).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(await createFirstAccounts(null)).toEqual([]);
  });

  test('leave no password in the log', () => {
    const log = server.log.join('');
    expect(log).not.toContain(server.passwords.admin);
    expect(log).not.toContain(server.passwords.inspector);
  });
});

describe('signing in and out', () => {
  test('a visitor has no session, and none is stored for one', async () => {
    const answer = await request(server.url).get('/api/session').expect(200);
    expect(answer.body).toEqual({ user: null, csrfToken: expect.any(String) });
    expect(String(answer.headers['set-cookie'])).not.toContain('duwen.sid');
  });

  test('gives the user and a session of httpOnly, same-site cookies', async () => {
    const browser = await fresh();
    const answer = await browser.post('/api/session', {
      username: ' Admin ',
      password: server.passwords.admin,
    });
    expect(answer.status).toBe(200);
    expect(answer.body.user).toEqual({ username: 'admin', role: 'admin' });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/duwen\.sid=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax/);
    const again = await browser.get('/api/session');
    expect(again.body.user).toEqual({ username: 'admin', role: 'admin' });
  });

  test('changes the session id, so that a planted one is worth nothing', async () => {
    const browser = await fresh();
    await signIn(browser, 'inspector', server.passwords.inspector);
    const first = sessionCookie(browser);
    await signIn(browser, 'inspector', server.passwords.inspector);
    expect(sessionCookie(browser)).not.toBe(first);
    const old = await request(server.url).get('/api/campaigns').set('cookie', `duwen.sid=${first}`);
    expect(old.status).toBe(401);
  });

  test('signing out ends the session on the server', async () => {
    const browser = await fresh();
    await signIn(browser, 'inspector', server.passwords.inspector);
    const cookie = sessionCookie(browser);
    const answer = await browser.delete('/api/session').expect(200);
    expect(answer.body.user).toBeNull();
    const old = await request(server.url).get('/api/campaigns').set('cookie', `duwen.sid=${cookie}`);
    expect(old.status).toBe(401);
  });

  test('a session lasts eight hours from its last use', async () => {
    const browser = await fresh();
    await signIn(browser, 'inspector', server.passwords.inspector);
    const used = await browser.get('/api/campaigns').expect(200);
    const expires = /duwen\.sid=[^;]+; Path=\/; Expires=([^;]+);/.exec(
      String(used.headers['set-cookie']),
    )?.[1];
    const hours = (Date.parse(expires!) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(7.99);
    expect(hours).toBeLessThanOrEqual(8);
    // The cookie is the browser's to keep; the store's own time counts.
    const [id] = decodeURIComponent(sessionCookie(browser)).slice(2).split('.');
    const { matchedCount } = await Sessions.updateOne(
      { _id: id! },
      { $set: { expires: new Date(Date.now() - 1000) } },
    );
    expect(matchedCount).toBe(1);
    await browser.get('/api/campaigns').expect(401);
  });

  test('a new password ends the sessions of the old one', async () => {
    const browser = await fresh();
    await setPassword('reset-me', 'the first password', 'inspector');
    await signIn(browser, 'reset-me', 'the first password');
    await browser.get('/api/campaigns').expect(200);
    await setPassword('reset-me', 'the second password', 'inspector');
    await browser.get('/api/campaigns').expect(401);
  });

  test('an unknown user and a wrong password get the same answer', async () => {
    const browser = await fresh();
    const unknown = await browser.post('/api/session', { username: 'nobody', password: 'x' });
    const wrong = await browser.post('/api/session', { username: 'admin', password: 'x' });
    expect(unknown.status).toBe(401);
    expect(unknown.body.code).toBe('wrong-credentials');
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual(unknown.body);
  });

  test('an unknown user takes as long as a wrong password', async () => {
    const time = async (username: string): Promise<number> => {
      const url = (await server.another({ limits: { signInPair: 1000, signInAddress: 1000 } })).url;
      const browser = await openBrowser(url);
      const times: number[] = [];
      for (let index = 0; index < 15; index += 1) {
        const start = performance.now();
        await browser.post('/api/session', { username, password: 'x' }).expect(401);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[7]!;
    };
    const [known, unknown] = [await time('admin'), await time('nobody')];
    // Without the decoy an unknown user is answered in a tenth of the time.
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  test.each([
    [{}, '/username'],
    [{ username: { $ne: '' }, password: 'x' }, '/username'],
    [{ username: 'admin', password: ['x'] }, '/password'],
  ])('refuses %j by its shape', async (body, path) => {
    const browser = await fresh();
    const answer = await browser.post('/api/session', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(path);
  });
});

describe('throttling', () => {
  test('stops guesses at one user after three, and lets another user in', async () => {
    const browser = await fresh();
    const guess = () => browser.post('/api/session', { username: 'admin', password: 'guess' });
    for (let index = 0; index < 3; index += 1) expect((await guess()).status).toBe(401);
    const refused = await guess();
    expect(refused.status).toBe(429);
    expect(refused.body.code).toBe('too-many-attempts');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const right = await browser.post('/api/session', { username: 'admin', password: server.passwords.admin });
    expect(right.status).toBe(429);
    await signIn(browser, 'inspector', server.passwords.inspector);
  });

  test('counts guesses that are sent at once', async () => {
    const browser = await fresh();
    const guesses = Array.from({ length: 10 }, () =>
      browser.post('/api/session', { username: 'admin', password: 'guess' }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
  });

  test('stops guesses at many users from one address', async () => {
    const browser = await fresh();
    const statuses: number[] = [];
    for (let index = 0; index < 9; index += 1) {
      const { status } = await browser.post('/api/session', { username: `user${index}`, password: 'x' });
      statuses.push(status);
    }
    expect(statuses).toEqual([...Array<number>(8).fill(401), 429]);
  });

  test('does not count those who get in', async () => {
    const browser = await fresh();
    for (let index = 0; index < 6; index += 1) {
      await signIn(browser, 'inspector', server.passwords.inspector);
    }
  });
});

/** The value of a browser's session cookie. */
function sessionCookie(browser: Awaited<ReturnType<typeof openBrowser>>): string {
  const cookie = browser.agent.jar.getCookie('duwen.sid', {
    path: '/',
    domain: '127.0.0.1',
    secure: false,
    script: false,
  });
  if (!cookie) throw new Error('there is no session cookie');
  return cookie.value;
}
