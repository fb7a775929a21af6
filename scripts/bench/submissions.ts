import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import { Types } from 'mongoose';
import { Links } from '@duwen/server/store/links';
import { generateSubmissions } from '#seeds/yangpu-2019/index';
import type { BenchRound } from './round.js';
import { startChild } from './child-server.js';
import { inTurn, median, report } from './measure.js';

const CONNECTIONS = 64;
const AMOUNT = 2_000;
const ROUNDS = 5;
const BODIES = 500;

/** A submission as a phone sends it: the link it came by, and the body but for its id. */
interface Body {
  readonly link: string;
  readonly submission: Record<string, unknown>;
}

/** Submissions a second, checked, coded and durable, against a bare Express and mongoose insert on the same store. */
export async function benchSubmissions(round: BenchRound): Promise<void> {
  const bodies = await submissionBodies(round);
  const environment = { MONGODB_URI: round.uri, TRUST_PROXY: 'loopback', LOG_LEVEL: 'silent' };
  const ours = await startChild('../../../server/dist/main.js', environment);
  const bare = await startChild('bare-server.js', environment);
  try {
    const { ours: our, theirs } = await inTurn(
      ROUNDS,
      () => load(ours.url, bodies, ({ link }) => `/api/links/${link}/responses`),
      () => load(bare.url, bodies, () => '/responses'),
    );
    report(
      `submissions (${CONNECTIONS} connections)`,
      `${Math.round(median(our))}/s`,
      `bare Express + mongoose ${Math.round(median(theirs))}/s`,
      median(our.map((rate, index) => rate / (theirs[index] as number))),
    );
  } finally {
    await ours.stop();
    await bare.stop();
  }
}

async function submissionBodies(round: BenchRound): Promise<Body[]> {
  const links = await Links.find({ campaign: new Types.ObjectId(round.campaign) }).lean();
  const linkOf = new Map(links.map(({ group, _id }) => [group, _id]));
  const bodies: Body[] = [];
  for (const { group, submission } of generateSubmissions({ seed: 7, responses: BODIES }))
    bodies.push({
      link: linkOf.get(group) as string,
      submission: {
        ...submission,
        version: `${group}.1`,
        startedAt: new Date(Date.now() - 300_000).toISOString(),
      },
    });
  return bodies;
}

/** Sends submissions, each with an id and an address of its own; how many a second were taken. */
async function load(url: string, bodies: readonly Body[], pathOf: (body: Body) => string): Promise<number> {
  let sent = 0;
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    amount: AMOUNT,
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          const body = bodies[sent % bodies.length] as Body;
          sent += 1;
          return {
            ...request,
            path: pathOf(body),
            headers: {
              'content-type': 'application/json',
              'x-forwarded-for': `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`,
            },
            body: JSON.stringify({ ...body.submission, submissionId: randomUUID() }),
          };
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} submissions were refused and ${result.errors} failed`);
  return result['2xx'] / result.duration;
}
