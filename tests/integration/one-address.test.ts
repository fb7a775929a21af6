import { Agent, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Responses } from '@duwen/server/store/responses';
import { setUpRound, submission, type Round } from './round.test-support';
import { startTestServer, type TestServer } from './server.test-support';

const PHONES = 2_000;
/** Phones at the same moment. */
const AT_ONCE = 50;

let server: TestServer;
let round: Round;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
beforeAll(async () => {
  server = await startTestServer();
  round = await setUpRound(await server.signedIn('admin'));
}, 60_000);
afterAll(async () => {
  agent.destroy();
  await server.close();
});

/** The status of an answer; its body is read and dropped. */
function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = httpRequest(
      `${server.url}/api/links/${round.code}${path}`,
      { agent, method, headers },
      (response) => response.resume().once('end', () => resolve(response.statusCode!)),
    );
    sent.once('error', reject).end(body && JSON.stringify(body));
  });
}

/** All that a respondent's phone asks, and its one submission, which is sent again as after a lost answer. */
async function phone(): Promise<number[]> {
  const begun = await Promise.all([ask('GET', ''), ask('GET', '/units'), ask('GET', '/questionnaire')]);
  const answers = submission();
  return [...begun, await ask('POST', '/responses', answers), await ask('POST', '/responses', answers)];
}

test('a school of 2,000 phones behind one address gets through, and every answer is stored once', async () => {
  const statuses: number[] = [];
  let left = PHONES;
  const queue = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      statuses.push(...(await phone()));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, queue));
  expect([...new Set(statuses)].sort()).toEqual([200, 201]);
  expect(statuses.filter((status) => status === 201)).toHaveLength(PHONES);
  expect(await Responses.countDocuments()).toBe(PHONES);
}, 120_000);
