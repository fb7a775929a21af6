import { afterAll, beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import type { BreakdownAnswer, Overview, TableAnswer } from '@duwen/shared/api';
import { run, type Run } from './main.test-support';
import { setUpRound, submission, type Round } from './round.test-support';
import { openBrowser, signIn, startTestServer, type Browser, type TestServer } from './server.test-support';

/** Two server processes, as behind a balancer, on the store of the test's own server. */
let server: TestServer;
let round: Round;
const processes: Run[] = [];
const browsers: Browser[] = [];
const urls: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  round = await setUpRound(await server.signedIn('admin'));
  const store = process.env['TEST_MONGODB_URI'] ?? `${server.store.embedded!.uri}/duwen`;
  for (let nr = 0; nr < 2; nr += 1) {
    const process = run({ MONGODB_URI: store, DATA_DIR: server.dataDir, LOG_LEVEL: 'warn' });
    processes.push(process);
    const url = await process.ready();
    urls.push(url);
    const browser = await openBrowser(url);
    await signIn(browser, 'inspector', server.passwords.inspector);
    browsers.push(browser);
  }
}, 60_000);
afterAll(async () => {
  for (const { child } of processes) child.kill('SIGTERM');
  await Promise.all(processes.map(({ ended }) => ended));
  await server?.close();
}, 30_000);

const units = ['S001', 'S002'];

/** Sends responses, each to the other server than the one before. */
async function send(count: number): Promise<void> {
  for (let nr = 0; nr < count; nr += 1)
    await request(urls[nr % 2]!)
      .post(`/api/links/${round.code}/responses`)
      .send(
        submission({
          unit: units[nr % 3 === 0 ? 0 : 1]!,
          answers: { FAC: { FAC1: (nr % 5) + 1 }, COM1: (nr % 4) + 1 },
        }),
      )
      .expect(201);
}

/** What both servers answer at once, without the moment of it. */
async function askBoth<T extends { asOf: string }>(path: string): Promise<Omit<T, 'asOf'>[]> {
  const answers = await Promise.all(
    browsers.map(
      async (browser) => (await browser.get(`/api/campaigns/${round.id}/${path}`).expect(200)).body as T,
    ),
  );
  return answers.map(({ asOf: _, ...answer }) => answer);
}

test('two server processes on one store give the same figures, whichever took the responses', async () => {
  for (const sent of [30, 60]) {
    await send(30);
    const [one, other] = await askBoth<Overview>('overview');
    expect(one).toEqual(other);
    expect(one!.responses).toBe(sent);
    const tables = await askBoth<BreakdownAnswer>('breakdown?items=FAC1,COM1&by=unit');
    expect(tables[0]).toEqual(tables[1]);
    expect(tables[0]!.responses).toBe(sent);
    const crosstabs = await askBoth<TableAnswer>('table?rows=unit&columns=item:COM1&measure=rowPercent');
    expect(crosstabs[0]).toEqual(crosstabs[1]);
  }
}, 60_000);

test('a server that is killed and one that never was give the same figures', async () => {
  const before = await askBoth<BreakdownAnswer>('breakdown?items=FAC1,COM1&by=unit&weighted=1');
  const old = processes[1]!;
  old.child.kill('SIGKILL');
  await old.ended;
  const store = process.env['TEST_MONGODB_URI'] ?? `${server.store.embedded!.uri}/duwen`;
  const anew = run({ MONGODB_URI: store, DATA_DIR: server.dataDir, LOG_LEVEL: 'warn' });
  processes[1] = anew;
  urls[1] = await anew.ready();
  browsers[1] = await openBrowser(urls[1]);
  await signIn(browsers[1], 'inspector', server.passwords.inspector);
  const after = await askBoth<BreakdownAnswer>('breakdown?items=FAC1,COM1&by=unit&weighted=1');
  expect(after[0]).toEqual(after[1]);
  expect(after[1]).toEqual(before[1]);
}, 60_000);
