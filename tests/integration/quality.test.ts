import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  BreakdownAnswer,
  Overview,
  Problem,
  QualityAnswer,
  QualityExclusion,
  QualityMark,
} from '@duwen/shared/api';
import { Campaigns } from '@duwen/server/store/campaigns';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let admin: Browser;
let inspector: Browser;
let base: string;
let id: string;

beforeAll(async () => {
  server = await startTestServer();
  id = await seedYangpu({ responses: 6_000, seed: 2019 });
  base = `/api/campaigns/${id}`;
  admin = await server.signedIn('admin');
  inspector = await server.signedIn('inspector');
}, 120_000);
afterAll(() => server.close());

const quality = async (): Promise<QualityAnswer> =>
  (await inspector.get(`${base}/quality`).expect(200)).body as QualityAnswer;
const markOf = ({ marks }: QualityAnswer, flag: string): QualityMark =>
  marks.find((mark) => mark.flag === flag)!;
const counted = async (): Promise<number | null> => {
  const { body } = await inspector.get(`${base}/breakdown?items=FAC1`).expect(200);
  return (body as BreakdownAnswer).responses;
};
const decide = (flag: string, excluded: boolean, reason = '全卷同一选项，无法采信') =>
  admin.put(`${base}/quality/${flag}`, { excluded, reason });

describe('marks and their counts', () => {
  test('agree with the overview, and no small count of a group is told', async () => {
    const answer = await quality();
    const overview = (await inspector.get(`${base}/overview`).expect(200)).body as Overview;
    expect(answer.responses).toBe(overview.responses);
    for (const { flag, responses, groups } of answer.marks) {
      const known = overview.flags.find((each) => each.flag === flag)!.responses;
      if (responses !== null) expect(responses).toBe(known);
      else expect(known).toBeLessThan(answer.minimumCell);
      const told = groups.filter((count) => count !== null);
      expect(told.filter((count) => count > 0 && count < answer.minimumCell)).toEqual([]);
      const withheld = groups.length - told.length;
      const sum = told.reduce((total, count) => total + count, 0);
      // One withheld count beside the total would be the difference.
      if (withheld > 0 && responses !== null) {
        expect(withheld).toBeGreaterThan(1);
        expect(responses - sum).toBeGreaterThanOrEqual(answer.minimumCell);
      }
    }
  });

  test('say what leaving them out would change, as two breakdowns do', async () => {
    const { any } = await quality();
    const share = async (query: string): Promise<number> => {
      const { body } = await inspector.get(`${base}/breakdown?items=FAC1${query}`).expect(200);
      return (body as BreakdownAnswer).items[0]!.total.favourable!.share;
    };
    expect(any.effect.responses).toBe(any.responses);
    expect(any.effect.items).toBeGreaterThan(10);
    expect(Math.abs(any.effect.favourable!.change)).toBeLessThan(0.1);
    if (any.effect.largest?.item === 'FAC1')
      expect(any.effect.largest.change).toBeCloseTo(
        (await share('&quality=unflagged')) - (await share('')),
        10,
      );
  });
});

describe('a decision', () => {
  test('needs an admin, a token, a reason, a known mark', async () => {
    await inspector.put(`${base}/quality/straightLining`, { excluded: true, reason: 'no' }).expect(403);
    await (
      await server.visitor()
    )
      .put(`${base}/quality/straightLining`, { excluded: true, reason: 'x' })
      .expect(401);
    const body = { excluded: true, reason: 'x' };
    await admin.agent.put(`${base}/quality/straightLining`).send(body).expect(403);
    for (const wrong of [
      {},
      { excluded: true },
      { excluded: true, reason: '  ' },
      { excluded: 1, reason: 'x' },
      { ...body, by: 'me' },
    ])
      await admin.put(`${base}/quality/straightLining`, wrong).expect(400);
    await decide('constructor', true).expect(404);
    expect((await quality()).marks.every(({ decisions }) => decisions.length === 0)).toBe(true);
  });

  test('leaves the responses out of every table but not of the returns, and is undone by another decision', async () => {
    const before = await quality();
    const all = (await counted())!;
    const { responses } = markOf(before, 'straightLining');
    expect(responses).toBeGreaterThan(before.minimumCell);
    const after = (await decide('straightLining', true).expect(200)).body as QualityAnswer;
    expect(markOf(after, 'straightLining')).toMatchObject({
      excluded: true,
      responses,
      decisions: [{ excluded: true, by: 'admin', reason: '全卷同一选项，无法采信' }],
    });
    expect(await counted()).toBe(all - responses!);
    const exclusion = (await inspector.get(`${base}/quality/exclusion`).expect(200)).body as QualityExclusion;
    expect(exclusion).toEqual({ flags: ['straightLining'], responses });
    const overview = (await inspector.get(`${base}/overview`).expect(200)).body as Overview;
    expect(overview.responses).toBe(before.responses);
    expect(markOf(after, 'straightLining').effect).toEqual(markOf(before, 'straightLining').effect);

    const again = await decide('straightLining', true).expect(409);
    expect((again.body as Problem).code).toBe('status-conflict');

    const undone = (await decide('straightLining', false, '复核后认为可以采信').expect(200))
      .body as QualityAnswer;
    expect(
      markOf(undone, 'straightLining').decisions.map(({ excluded, reason }) => [excluded, reason]),
    ).toEqual([
      [false, '复核后认为可以采信'],
      [true, '全卷同一选项，无法采信'],
    ]);
    expect(await counted()).toBe(all);
    const none = (await inspector.get(`${base}/quality/exclusion`).expect(200)).body as QualityExclusion;
    expect(none).toEqual({ flags: [], responses: 0 });
  });

  test('of two at the same moment one is recorded', async () => {
    const statuses = (
      await Promise.all([decide('straightLining', true), decide('straightLining', true)])
    ).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
    const { qualityDecisions } = (await Campaigns.findById(id).lean())!;
    expect(qualityDecisions.filter(({ excluded }) => excluded)).toHaveLength(2);
    await decide('straightLining', false).expect(200);
  });

  test('is refused where the tables before and after would differ by few people', async () => {
    const { marks, minimumCell } = await quality();
    const overview = (await inspector.get(`${base}/overview`).expect(200)).body as Overview;
    const few = overview.flags.filter(({ responses }) => responses > 0 && responses < minimumCell);
    for (const { flag } of few) {
      const { body } = await decide(flag, true).expect(403);
      expect((body as Problem).code).toBe('differencing');
      expect(marks.find((mark) => mark.flag === flag)!.excluded).toBe(false);
    }
    // The demo has marks of every size; if not, this test says nothing.
    expect(overview.flags.some(({ responses }) => responses > 0)).toBe(true);
  });

  test('is not taken in an archived round', async () => {
    await Campaigns.updateOne({ _id: id }, { $set: { status: 'archived' } });
    await decide('straightLining', true).expect(409);
    await Campaigns.updateOne({ _id: id }, { $set: { status: 'open' } });
  });
});

test('a round of before there were decisions has none', async () => {
  await Campaigns.collection.updateOne({ synthetic: true }, { $unset: { qualityDecisions: '' } });
  const { marks, exclusion } = await quality();
  expect(marks.every(({ excluded, decisions }) => !excluded && decisions.length === 0)).toBe(true);
  expect(exclusion).toEqual({ flags: [], responses: 0 });
  await decide('straightLining', true).expect(200);
});
