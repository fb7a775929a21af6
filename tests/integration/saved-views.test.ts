import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MOST_SAVED_VIEWS, type CampaignDetail, type SavedView } from '@duwen/shared/api';
import { SavedViews } from '@duwen/server/store/saved-views';
import { campaignInput } from './round.test-support';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let admin: Browser;
let inspector: Browser;
let base: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  inspector = await server.signedIn('inspector');
  base = await newCampaign();
}, 60_000);
afterAll(() => server.close());

async function newCampaign(): Promise<string> {
  const { body } = await admin.post('/api/campaigns', campaignInput()).expect(201);
  return `/api/campaigns/${(body as CampaignDetail).id}/views`;
}
const view = (change: object = {}) => ({
  name: '各校满意率',
  note: '开会用',
  query: 'items=FAC1&by=unit&filter.street=%E6%96%B0%E6%B1%9F%E6%B9%BE',
  shared: false,
  ...change,
});
const save = async (browser: Browser, change: object = {}): Promise<SavedView> =>
  (await browser.post(base, view(change)).expect(201)).body as SavedView;
const namesFor = async (browser: Browser): Promise<string[]> =>
  ((await browser.get(base).expect(200)).body as SavedView[]).map(({ name }) => name);

test('a view is kept, listed, changed and deleted by its owner', async () => {
  const made = await save(inspector, { name: ' 甲 ' });
  expect(made).toMatchObject({ name: '甲', note: '开会用', owner: 'inspector', own: true, shared: false });
  const list = (await inspector.get(base).expect(200)).body as SavedView[];
  expect(list.find(({ id }) => id === made.id)).toEqual(made);
  const changed = await inspector.put(`${base}/${made.id}`, view({ name: '乙', note: '' })).expect(200);
  expect(changed.body).toMatchObject({ id: made.id, name: '乙', note: '', query: made.query });
  await inspector.delete(`${base}/${made.id}`).expect(204);
  expect(await namesFor(inspector)).not.toContain('乙');
  await inspector.delete(`${base}/${made.id}`).expect(404);
});

test('a private view is nobody else’s business; a shared one is read, not changed', async () => {
  const hidden = await save(inspector, { name: '私' });
  const open = await save(inspector, { name: '共', shared: true });
  const seen = (await admin.get(base).expect(200)).body as SavedView[];
  expect(seen.map(({ name, own, owner }) => [name, own, owner])).toEqual([['共', false, 'inspector']]);
  await admin.put(`${base}/${hidden.id}`, view()).expect(404);
  await admin.delete(`${base}/${hidden.id}`).expect(404);
  expect((await admin.put(`${base}/${open.id}`, view()).expect(403)).body.code).toBe('forbidden');
  await admin.delete(`${base}/${open.id}`).expect(403);
  expect(await namesFor(inspector)).toEqual(expect.arrayContaining(['私', '共']));
});

test('a name is taken once per owner and campaign', async () => {
  await save(inspector, { name: '同名' });
  const other = await save(inspector, { name: '另一' });
  const refused = await inspector.post(base, view({ name: '同名' })).expect(409);
  expect(refused.body).toMatchObject({ code: 'already-exists', errors: [{ path: '/name' }] });
  await inspector.put(`${base}/${other.id}`, view({ name: '同名' })).expect(409);
  await save(admin, { name: '同名' });
  await inspector.post(await newCampaign(), view({ name: '同名' })).expect(201);
});

test('two at once under one name: one is kept', async () => {
  const both = await Promise.all([1, 2].map(() => inspector.post(base, view({ name: '同时' }))));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('what is not a view is refused, and so is who has not signed in', async () => {
  const visitor = await server.visitor();
  await visitor.get(base).expect(401);
  await visitor.post(base, view()).expect(401);
  await inspector.agent.post(base).send(view()).expect(403);
  for (const wrong of [
    { name: '' },
    { name: '长'.repeat(81) },
    { note: 'x'.repeat(501) },
    { query: 'items=<script>' },
    { query: `items=${'a'.repeat(8000)}` },
    { shared: 'yes' },
    { owner: 'admin' },
    { name: { $gt: '' } },
  ])
    await inspector.post(base, view(wrong)).expect(400);
  await inspector.post('/api/campaigns/000000000000000000000000/views', view()).expect(404);
  await inspector.put(`${base}/not-an-id`, view()).expect(404);
});

test('a view of another campaign is not found under this one', async () => {
  const elsewhere = await newCampaign();
  const { body } = await inspector.post(elsewhere, view({ name: '别处' })).expect(201);
  await inspector.delete(`${base}/${(body as SavedView).id}`).expect(404);
  expect(await SavedViews.countDocuments({ name: '别处' })).toBe(1);
});

test('nobody keeps more than the limit', async () => {
  const full = await newCampaign();
  const { body } = await inspector.post(full, view({ name: '第一' })).expect(201);
  const first = await SavedViews.findById((body as SavedView).id).lean();
  await SavedViews.insertMany(
    Array.from({ length: MOST_SAVED_VIEWS - 1 }, (_, index) => ({
      ...view({ name: `视图 ${index}` }),
      campaign: first!.campaign,
      owner: first!.owner,
    })),
  );
  expect((await inspector.post(full, view({ name: '多' })).expect(409)).body.code).toBe('status-conflict');
});
