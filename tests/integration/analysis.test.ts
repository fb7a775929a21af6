import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { BreakdownAnswer, CodebookAnswer, EvidenceAnswer, Overview } from '@duwen/shared/api';
import { setUpRound, submission, type Round } from './round.test-support';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let inspector: Browser;
let round: Round;
const base = () => `/api/campaigns/${round.id}`;

async function answer(
  count: number,
  com1: number,
  change: Parameters<typeof submission>[0] = {},
): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await request(server.url)
      .post(`/api/links/${round.code}/responses`)
      .send(
        submission({ answers: { FAC: { FAC1: 5, FAC2: 9 }, COM1: com1, OPN1: '希望多开家长会' }, ...change }),
      )
      .expect(201);
}

beforeAll(async () => {
  server = await startTestServer();
  round = await setUpRound(await server.signedIn('admin'));
  inspector = await server.signedIn('inspector');
});
afterAll(() => server?.close());

describe('analysis of a round', () => {
  it('begins with nothing, and says so', async () => {
    const { body } = await inspector.get(`${base()}/overview`).expect(200);
    expect(body as Overview).toMatchObject({ responses: 0, medianSeconds: null, days: [], flagged: 0 });
    const evidence = (await inspector.get(`${base()}/evidence`).expect(200)).body as EvidenceAnswer;
    expect(evidence.responses).toBe(0);
    expect(evidence.sections.length).toBeGreaterThan(0);
    expect(evidence.sections.every(({ verdict }) => verdict === 'none')).toBe(true);
  });

  it('shows nothing of fewer responses than the minimum', async () => {
    await answer(4, 4);
    const { body } = await inspector.get(`${base()}/breakdown?items=COM1&by=unit`).expect(200);
    const breakdown = body as BreakdownAnswer;
    expect(breakdown.responses).toBeNull();
    expect(breakdown.items[0]?.total).toMatchObject({
      suppression: 'row',
      n: null,
      favourable: null,
      mean: null,
    });
    const evidence = (await inspector.get(`${base()}/evidence`).expect(200)).body as EvidenceAnswer;
    expect(evidence.responses).toBeNull();
    expect(JSON.stringify(evidence.sections)).not.toMatch(/"(?:n|count)":[1-4]\b/);
  });

  it('counts a response as soon as it is acknowledged', async () => {
    await answer(6, 4);
    await answer(5, 2);
    const { body } = await inspector.get(`${base()}/breakdown?items=COM1&by=group`).expect(200);
    const item = (body as BreakdownAnswer).items[0]!;
    expect(item.total).toMatchObject({ asked: 15, n: 15, suppression: 'none' });
    expect(item.total.favourable).toMatchObject({ count: 10, n: 15 });
    expect(item.total.favourable?.lower).toBeCloseTo(0.4171, 4); // R: binom::binom.wilson(10, 15)
    expect(item.total.mean).toBeCloseTo((10 * 4 + 5 * 2) / 15, 2);
    const overview = (await inspector.get(`${base()}/overview`).expect(200)).body as Overview;
    expect(overview.responses).toBe(15);
    expect(overview.groups).toMatchObject([{ group: 'parent', responses: 15 }]);
    expect(overview.days.reduce((sum, day) => sum + day.responses, 0)).toBe(15);
  });

  it('withholds a small unit together with another', async () => {
    await answer(3, 5, { unit: 'S002' });
    // The inspector was told of the others alone: only somebody else may be told of these three at once.
    const someoneElse = await server.signedIn('admin');
    const { body } = await someoneElse.get(`${base()}/breakdown?items=COM1&by=unit`).expect(200);
    const { rows } = (body as BreakdownAnswer).items[0]!;
    expect(rows.find(({ key }) => key === 'S002')).toMatchObject({
      suppression: 'row',
      asked: null,
      favourable: null,
    });
    expect(JSON.stringify(rows)).not.toMatch(/"asked":3\b/);
  });

  it('describes the codebook and its strata', async () => {
    const { items, strata } = (await inspector.get(`${base()}/codebook`).expect(200)).body as CodebookAnswer;
    expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(['FAC1', 'COM1', 'OPN1']));
    expect(items.find(({ code }) => code === 'COM1')?.wording['parent']?.zh).toBeTruthy();
    expect(strata.group.map(({ key }) => key)).toEqual(['parent']);
    expect(strata.unit.map(({ key }) => key)).toContain('S001');
  });

  it('names the items and categories that the campaign does not have', async () => {
    const unknown = await inspector.get(`${base()}/breakdown?items=COM1,NOPE`).expect(400);
    expect(unknown.body).toMatchObject({ code: 'bad-request', errors: [{ path: '/items' }] });
    const category = await inspector.get(`${base()}/breakdown?items=COM1&filter.unit=S999`).expect(400);
    expect(category.body).toMatchObject({ errors: [{ path: '/filter.unit' }] });
    await inspector.get(`${base()}/breakdown?items=COM1&by=constructor`).expect(400);
    await inspector.get(`${base()}/breakdown?items=COM1&filter.unit[$ne]=x`).expect(400);
    await inspector.get('/api/campaigns/0123456789abcdef01234567/overview').expect(404);
  });

  it('is for signed-in users only', async () => {
    const visitor = await server.visitor();
    for (const path of ['overview', 'codebook', 'breakdown?items=COM1', 'evidence', 'events'])
      await visitor.get(`${base()}/${path}`).expect(401);
  });

  it('sends a new revision down the live stream when a response comes in', async () => {
    const cookies = inspector.agent.jar.getCookies({
      domain: '127.0.0.1',
      path: '/',
      secure: false,
      script: false,
    } as never);
    const abort = new AbortController();
    const response = await fetch(`${server.url}${base()}/events`, {
      headers: { cookie: cookies.toValueString() },
      signal: abort.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const first = (await reader.read()).value!;
    expect(first).toContain('event: revision');
    await answer(1, 4);
    let next = '';
    while (!next.includes('event: revision')) next += (await reader.read()).value!;
    expect(next).not.toBe(first);
    abort.abort();
  });
});
