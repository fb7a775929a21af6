import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Submission } from '@duwen/shared/api';
import { receiptOf, responseId } from '@duwen/server/collection/prepare-response';
import { Responses } from '@duwen/server/store/responses';
import { setUpRound, submission } from '../integration/round.test-support';
import { startTestServer, type TestServer } from '../integration/server.test-support';

const SUBMISSIONS = 200;
const KILLS = 3;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.close());

interface Sent {
  readonly submission: Submission;
  readonly receipt: string;
  /** Tries that got no acknowledgement. */
  readonly failures: number;
}

/** Sends as a phone does: again, with the same id, until the server acknowledges. */
async function sendUntilAcknowledged(url: string, body: Submission): Promise<Sent> {
  for (let failures = 0; failures < 100; failures += 1) {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (answer.status === 200 || answer.status === 201) {
        const { receipt } = (await answer.json()) as { receipt: string };
        return { submission: body, receipt, failures };
      }
      const failed = server.log.filter((line) => line.includes('request failed'));
      expect([answer.status, answer.status === 503 ? [] : failed.slice(-3)]).toEqual([503, []]);
    } catch (error) {
      if (error instanceof Error && 'matcherResult' in error) throw error;
    }
    await delay(50);
  }
  throw new Error('never acknowledged');
}

test('the store is killed amid 200 concurrent submissions: every acknowledged one is there once', async () => {
  const { embedded } = server.store;
  if (!embedded) throw new Error('this test kills the embedded store');
  const round = await setUpRound(await server.signedIn('admin'));
  const url = `${server.url}/api/links/${round.code}/responses`;
  let acknowledged = 0;
  const killed: number[] = [];
  const killer = (async () => {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      while (acknowledged < (SUBMISSIONS * kill) / (KILLS + 1)) await delay(1);
      const { pid } = embedded;
      if (pid !== null) {
        process.kill(pid, 'SIGKILL');
        killed.push(pid);
      }
    }
  })();
  const bodies = Array.from({ length: SUBMISSIONS }, (_, index) =>
    submission({ answers: { COM1: (index % 5) + 1, OPN1: `第 ${index} 份` } }),
  );
  const sent = await Promise.all(
    bodies.map(async (body) => {
      const outcome = await sendUntilAcknowledged(url, body);
      acknowledged += 1;
      return outcome;
    }),
  );
  await killer;
  expect(killed.length).toBeGreaterThan(0);

  const stored = await Responses.find({ campaign: round.id }).lean();
  expect(stored).toHaveLength(SUBMISSIONS);
  const byId = new Map(stored.map((response) => [response._id, response]));
  for (const {
    submission: { submissionId, answers },
    receipt,
  } of sent) {
    expect(byId.get(responseId(submissionId))).toMatchObject({ answers });
    expect(receipt).toBe(receiptOf(submissionId));
  }
  // Some of them did meet the store's death.
  expect(sent.some(({ failures }) => failures > 0)).toBe(true);
}, 120_000);
