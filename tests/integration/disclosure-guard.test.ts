import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { BreakdownAnswer } from '@duwen/shared/api';
import type { Filter, Population } from '@duwen/shared/tabulation';
import { guardRequest, MOST_REMEMBERED } from '@duwen/server/analysis/disclosure-guard';
import { campaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { PopulationsAsked } from '@duwen/server/store/populations-asked';
import { setUpRound, submission, type Round } from './round.test-support';
import { startTestServer, type TestServer } from './server.test-support';

let server: TestServer;
let round: Round;

async function answer(count: number, unit: string, com1: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await request(server.url)
      .post(`/api/links/${round.code}/responses`)
      .send(submission({ unit, answers: { FAC: { FAC1: 5, FAC2: 9 }, COM1: com1, OPN1: '希望多开家长会' } }))
      .expect(201);
}

beforeAll(async () => {
  server = await startTestServer();
  round = await setUpRound(await server.signedIn('admin'));
  await answer(12, 'S001', 4);
  await answer(3, 'S001', 2);
  await answer(8, 'S002', 4);
}, 60_000);
afterAll(() => server?.close());
beforeEach(async () => {
  await PopulationsAsked.deleteMany({});
});

const everybody: Population = { filter: {}, quality: 'all' };
const ofUnits = (...units: string[]): Population => ({ filter: { unit: units }, quality: 'all' });
const chose = (...values: string[]): Filter => ({ variable: { item: 'COM1' }, in: values });
const where = (condition: Filter): Population => ({ filter: {}, where: condition, quality: 'all' });

const ask = async (population: Population, user = 'one') => {
  const { columns, asOf } = await guardRequest({ id: user }, await campaignMatrix(round.id), population);
  return { rows: columns.length, asOf };
};
const refused = { code: 'differencing', status: 403 };
const remembered = () => PopulationsAsked.countDocuments({ user: 'one' });

describe('a person’s requests', () => {
  it('may not leave few of everybody out, whether these were asked for or not', async () => {
    await expect(ask(where({ not: chose('2') }))).rejects.toMatchObject(refused);
    expect(await remembered()).toBe(0);
  });

  it('may not differ by few from one another', async () => {
    await ask(ofUnits('S001'));
    const without = { ...ofUnits('S001'), where: { not: chose('2') } };
    await expect(ask(without)).rejects.toMatchObject(refused);
    await expect(ask(without, 'another')).resolves.toMatchObject({ rows: 23 });
    expect(await remembered()).toBe(1);
  });

  it('are remembered once, whatever the order of their conditions, the latest of them', async () => {
    await ask(ofUnits('S001', 'S002'));
    await ask(ofUnits('S002', 'S001', 'S002'));
    expect(await remembered()).toBe(1);
    const { _id } = (await campaignMatrix(round.id)).campaign;
    await PopulationsAsked.insertMany(
      Array.from({ length: MOST_REMEMBERED }, (_, index) => ({
        user: 'one',
        campaign: _id,
        digest: String(index),
        population: JSON.stringify(everybody),
        told: [{ rows: 23, asOf: '2026-01-01T00:00:00.000Z' }],
        at: new Date(Date.now() - 1000 * (index + 1)),
      })),
    );
    await ask(ofUnits('S001'));
    expect(await remembered()).toBe(MOST_REMEMBERED);
    expect(await PopulationsAsked.countDocuments({ user: 'one', digest: String(MOST_REMEMBERED - 1) })).toBe(
      0,
    );
  });

  it('of fewer than the minimum are left to be withheld, and not remembered', async () => {
    await ask(where(chose('2')));
    await ask(where(chose('1')));
    expect(await remembered()).toBe(0);
  });

  it('at the same moment are looked at one after the other', async () => {
    const without = { ...ofUnits('S001'), where: { not: chose('2') } };
    const outcomes = await Promise.allSettled([ask(ofUnits('S001')), ask(without), ask(ofUnits('S001'))]);
    // Whichever came first is answered, and what would isolate few people beside it is not.
    expect([
      ['fulfilled', 'rejected', 'fulfilled'],
      ['rejected', 'fulfilled', 'rejected'],
    ]).toContainEqual(outcomes.map(({ status }) => status));
  });

  it('on what the campaign no longer has say nothing', async () => {
    const { _id } = (await campaignMatrix(round.id)).campaign;
    await PopulationsAsked.create({
      user: 'one',
      campaign: _id,
      digest: 'gone',
      population: JSON.stringify(ofUnits('GONE')),
      told: [{ rows: 23, asOf: '2026-01-01T00:00:00.000Z' }],
      at: new Date(),
    });
    await expect(ask(ofUnits('S001'))).resolves.toMatchObject({ rows: 23 });
  });

  it('stay at an earlier moment until enough have newly come in', async () => {
    const first = await ask(everybody);
    await ask(ofUnits('S001'));
    await answer(3, 'S001', 4);
    expect(await ask(everybody)).toEqual(first);
    expect((await ask(ofUnits('S001'))).rows).toBe(23);
    // Who has not asked before sees them all.
    expect((await ask(everybody, 'another')).rows).toBe(26);
    await answer(2, 'S002', 4);
    expect((await ask(everybody)).rows).toBe(28);
    // Three of them are in S001: its figures stay, since those of everybody do not give the three away.
    expect((await ask(ofUnits('S001'))).rows).toBe(23);
    await answer(2, 'S001', 4);
    expect((await ask(ofUnits('S001'))).rows).toBe(30);
  });
});

describe('the answers', () => {
  const leavingFewOut = `where=${encodeURIComponent(JSON.stringify({ not: chose('2') }))}`;

  it('are refused alike on screen, in tables and in exports, saying what to do and naming no number', async () => {
    const inspector = await server.signedIn('inspector');
    const base = `/api/campaigns/${round.id}`;
    for (const path of [
      `breakdown?items=COM1&${leavingFewOut}`,
      `table?rows=unit&${leavingFewOut}`,
      `breakdown.xlsx?items=COM1&${leavingFewOut}`,
      `breakdown.csv?items=COM1&${leavingFewOut}`,
      `table.csv?rows=unit&${leavingFewOut}`,
    ]) {
      const zh = await inspector.get(`${base}/${path}`).expect(403);
      expect(zh.body).toMatchObject({ code: 'differencing', status: 403 });
      const { title } = zh.body as { title: string };
      expect(title).toContain('请放宽筛选条件');
      expect(title).not.toMatch(/\d/);
      const en = await inspector.get(`${base}/${path}`).set('accept-language', 'en').expect(403);
      expect((en.body as { title: string }).title).toContain('Widen the filter');
    }
    expect(await PopulationsAsked.countDocuments({})).toBe(0);
  });

  it('say of which moment they are', async () => {
    const inspector = await server.signedIn('inspector');
    const path = `/api/campaigns/${round.id}/breakdown?items=COM1`;
    const first = (await inspector.get(path).expect(200)).body as BreakdownAnswer;
    await answer(1, 'S002', 4);
    const again = (await inspector.get(path).expect(200)).body as BreakdownAnswer;
    expect(again).toEqual(first);
    await answer(4, 'S002', 4);
    const later = (await inspector.get(path).expect(200)).body as BreakdownAnswer;
    expect(later.responses).toBe(first.responses! + 5);
    expect(Date.parse(later.asOf)).toBeGreaterThan(Date.parse(first.asOf));
  });
});
