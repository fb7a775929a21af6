import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CampaignDetail, Submission } from '@duwen/shared/api';
import { run, type Run } from '../integration/main.test-support';
import { setUpRound, submission } from '../integration/round.test-support';
import { openBrowser, signIn } from '../integration/server.test-support';

const SUBMISSIONS = 200;
const ADMIN_PASSWORD = 'correct horse battery';

let folder: string;
const runs: Run[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duwen-crash-'));
});
afterEach(async () => {
  for (const { child, ended } of runs.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

/** Starts the built server on this test's folder; an orphaned store of before may hold it for a moment. */
async function start(): Promise<{ server: Run; url: string }> {
  for (let attempt = 0; ; attempt += 1) {
    const server = run({ DATA_DIR: join(folder, 'store'), ADMIN_PASSWORD });
    runs.push(server);
    try {
      return { server, url: await server.ready() };
    } catch (error) {
      if (attempt === 20) throw error;
      await delay(100);
    }
  }
}

const send = (url: string, code: string, body: Submission): Promise<Response> =>
  fetch(`${url}/api/links/${code}/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a server that %s ends amid 200 submissions has kept every one that it acknowledged',
  async (signal) => {
    const first = await start();
    const admin = await openBrowser(first.url);
    await signIn(admin, 'admin', ADMIN_PASSWORD);
    const { id, code } = await setUpRound(admin);

    const receipts = new Map<string, string>();
    const bodies = Array.from({ length: SUBMISSIONS }, () => submission());
    await Promise.all(
      bodies.map(async (body) => {
        try {
          const answer = await send(first.url, code, body);
          if (answer.status !== 201) return;
          const { receipt } = (await answer.json()) as { receipt: string };
          receipts.set(body.submissionId, receipt);
          if (receipts.size === SUBMISSIONS / 4) first.server.child.kill(signal);
        } catch {
          // Not acknowledged: the phone keeps it, and sends it again below.
        }
      }),
    );
    expect(await first.server.ended).toBe(signal === 'SIGTERM' ? 0 : null);
    expect(receipts.size).toBeGreaterThanOrEqual(SUBMISSIONS / 4);

    const second = await start();
    for (const body of bodies) {
      const answer = await send(second.url, code, body);
      const known = receipts.get(body.submissionId);
      expect([200, 201]).toContain(answer.status);
      if (known === undefined) continue;
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ receipt: known });
    }
    const again = await openBrowser(second.url);
    await signIn(again, 'admin', ADMIN_PASSWORD);
    const { body } = await again.get(`/api/campaigns/${id}`).expect(200);
    expect((body as CampaignDetail).responses).toBe(SUBMISSIONS);
  },
  60_000,
);
