import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  TEXTS_PER_PAGE,
  type CoderAgreement,
  type ItemTerms,
  type ItemThemes,
  type OpenItem,
  type Problem,
  type TextPage,
  type TextTheme,
  type ThemeCounts,
} from '@duwen/shared/api';
import { Responses } from '@duwen/server/store/responses';
import { TextCodes } from '@duwen/server/store/text-codes';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

let server: TestServer;
let admin: Browser;
let inspector: Browser;
let base: string;
let item: string;

beforeAll(async () => {
  server = await startTestServer();
  const id = await seedYangpu({ responses: 3_000, seed: 2019 });
  base = `/api/campaigns/${id}/texts`;
  admin = await server.signedIn('admin');
  inspector = await server.signedIn('inspector');
  const items = (await inspector.get(base).expect(200)).body as OpenItem[];
  item = items[0]!.item;
}, 120_000);
afterAll(() => server.close());

const page = async (query = '', by = inspector): Promise<TextPage> =>
  (await by.get(`${base}/${item}?${query}`).expect(200)).body as TextPage;
const code = (by: Browser, key: string, themes: string[] | null, settled = false) =>
  by.put(`${base}/${item}/codes/${key}`, { themes, settled });

describe('reading open answers', () => {
  test('asks for a sign-in, and for an open item of the campaign', async () => {
    await (await server.visitor()).get(base).expect(401);
    await inspector.get(`${base}/FAC1`).expect(404);
    await inspector.get(`${base}/__proto__`).expect(404);
    await inspector.get(`${base}/${item}?page=0`).expect(400);
    await inspector.get(`${base}/${item}?unit=S001`).expect(400);
  });

  test('gives pages of masked answers that name neither response, unit nor time', async () => {
    const first = await page();
    expect(first.answers).toHaveLength(Math.min(TEXTS_PER_PAGE, first.total));
    expect(first.total).toBe(first.all);
    const ids = new Set((await Responses.find({}, { _id: 1 }).lean()).map(({ _id }) => _id));
    for (const answer of first.answers) {
      expect(Object.keys(answer).sort()).toEqual(['coded', 'found', 'group', 'key', 'text']);
      expect(ids.has(answer.key)).toBe(false);
    }
    const second = await page('page=2');
    const keys = new Set(first.answers.map(({ key }) => key));
    expect(second.answers.some(({ key }) => keys.has(key))).toBe(false);
    // A page beyond the last is the last.
    expect((await page('page=9999')).page).toBe(first.pages);
  });

  test('gives one person other keys for other items', async () => {
    const items = (await inspector.get(base).expect(200)).body as OpenItem[];
    const keysOf = async (code: string): Promise<string[]> => {
      const { body } = await inspector.get(`${base}/${code}`).expect(200);
      return (body as TextPage).answers.map(({ key }) => key);
    };
    const all = (await Promise.all(items.map(({ item: code }) => keysOf(code)))).flat();
    expect(new Set(all).size).toBe(all.length);
  });

  test('leaves out groups of fewer answers than the minimum', async () => {
    const { groups, minimumCell, all } = await page();
    expect(groups.every(({ answers }) => answers >= minimumCell)).toBe(true);
    expect(groups.reduce((sum, { answers }) => sum + answers, 0)).toBe(all);
    const one = groups[0]!;
    expect((await page(`group=${one.code}`)).total).toBe(one.answers);
    expect((await page('group=nobody')).total).toBe(0);
  });

  test('finds what is searched for and shows where', async () => {
    const found = await page(`search=${encodeURIComponent('学校')}`);
    expect(found.total).toBeGreaterThan(0);
    expect(found.total).toBeLessThan(found.all);
    for (const { text, found: spans } of found.answers)
      for (const [from, to] of spans) expect(text.slice(from, to)).toBe('学校');
    const sentences = await page(`search=${encodeURIComponent('学校')}&by=sentences`);
    expect(sentences.answers.every(({ text }) => text.includes('学校'))).toBe(true);
    expect((await page('search=%24where')).total).toBe(0);
  });

  test('does not find what is masked', async () => {
    const { answers } = await page();
    const response = await Responses.findOne({ [`answers.${item}`]: { $exists: true } });
    const said = '请表扬王小明老师，电话 13812345678';
    await Responses.updateOne({ _id: response!._id }, { $set: { [`answers.${item}`]: said } });
    // Read anew once what counts has changed: a withdrawal does it.
    const other = await Responses.findOne({ _id: { $ne: response!._id } });
    await admin
      .post(base.replace('/texts', '/withdrawals'), { responseId: other!._id, reason: 'test' })
      .expect(201);
    expect((await page(`search=13812345678`)).total).toBe(0);
    expect((await page(`search=${encodeURIComponent('王小明')}`)).total).toBe(0);
    const shown = await page(`search=${encodeURIComponent('请表扬')}`);
    expect(shown.answers.some(({ text }) => text.includes('〔电话〕'))).toBe(true);
    expect(answers.length).toBeGreaterThan(0);
  });

  test('a withdrawn response is not read any more', async () => {
    const { all } = await page();
    const response = await Responses.findOne({ [`answers.${item}`]: '请表扬王小明老师，电话 13812345678' });
    await admin
      .post(base.replace('/texts', '/withdrawals'), { responseId: response!._id, reason: 'test' })
      .expect(201);
    expect((await page()).all).toBe(all - 1);
  });

  test('tells which terms mark each group', async () => {
    const terms = (await inspector.get(`${base}/${item}/terms`).expect(200)).body as ItemTerms;
    const { minimumCell } = await page();
    for (const { terms: marking } of terms)
      for (const { count, z } of marking) {
        expect(count).toBeGreaterThanOrEqual(minimumCell);
        expect(z).toBeGreaterThanOrEqual(2);
      }
  });
});

describe('coding into themes', () => {
  let themes: TextTheme[];
  let keys: string[];

  beforeAll(async () => {
    const made = await Promise.all(
      ['食堂', '师资'].map((name) => inspector.post(`${base}/${item}/themes`, { name }).expect(201)),
    );
    themes = made.map(({ body }) => body as TextTheme);
    keys = (await page()).answers.map(({ key }) => key);
  });

  test('a theme has a name of its own, and may be changed and retired', async () => {
    const taken = await inspector.post(`${base}/${item}/themes`, { name: '食堂' }).expect(409);
    expect((taken.body as Problem).code).toBe('already-exists');
    await inspector.post(`${base}/${item}/themes`, { name: '' }).expect(400);
    await inspector.put(`${base}/${item}/themes/nonsense`, { name: 'x' }).expect(404);
    const extra = (await inspector.post(`${base}/${item}/themes`, { name: '交通' }).expect(201))
      .body as TextTheme;
    const change = { name: '交通与安全', description: '上下学', retired: true };
    const changed = await inspector.put(`${base}/${item}/themes/${extra.id}`, change).expect(200);
    expect(changed.body).toMatchObject(change);
    await code(inspector, keys[0]!, [extra.id]).expect(400);
  });

  test('each coder sees only his or her own codes; the last one counts', async () => {
    await code(inspector, keys[0]!, [themes[0]!.id]).expect(204);
    await code(inspector, keys[0]!, [themes[1]!.id, themes[1]!.id]).expect(204);
    await code(inspector, keys[1]!, []).expect(204);
    const codedBy = async (by: Browser) => (await page('', by)).answers.slice(0, 3).map(({ coded }) => coded);
    expect(await codedBy(inspector)).toEqual([[themes[1]!.id], [], null]);
    expect(await codedBy(admin)).toEqual([null, null, null]);
    expect((await page('coded=mine')).total).toBe(2);
    expect((await page('coded=none')).total).toBe((await page()).all - 2);
    expect((await page(`theme=${themes[1]!.id}`)).total).toBe(1);
    await code(inspector, keys[1]!, null).expect(204);
    expect((await page('coded=mine')).total).toBe(1);
  });

  test('refuses what it does not know, and a change without the token', async () => {
    await code(inspector, 'unknown', []).expect(404);
    await code(inspector, keys[0]!, ['0123456789abcdef01234567']).expect(400);
    await inspector.put(`${base}/${item}/codes/${keys[0]!}`, { themes: 'x' }).expect(400);
    await inspector.agent.put(`${base}/${item}/codes/${keys[0]!}`).send({ themes: [] }).expect(403);
  });

  test('two coders are compared on what both have coded, differences are listed and settled, counts protect few', async () => {
    const [first, second] = [themes[0]!.id, themes[1]!.id];
    for (const [index, key] of keys.slice(0, 40).entries()) {
      await code(inspector, key, index % 2 === 0 ? [first] : []).expect(204);
      // The admin agrees but on four answers.
      await code(admin, key, index % 2 === 0 && index >= 8 ? [first] : []).expect(204);
    }
    const agreement = (await admin.get(`${base}/${item}/agreement?one=admin&other=inspector`).expect(200))
      .body as CoderAgreement;
    expect(agreement.both).toBe(40);
    expect(agreement.themes.find(({ theme }) => theme === first)).toMatchObject({
      bothGive: 16,
      oneGives: 0,
      otherGives: 4,
      neither: 20,
      // Observed 0.9, expected 0.5: κ = 0.8.
      agreement: { ok: true, size: 'substantial' },
    });
    expect(agreement.themes.find(({ theme }) => theme === second)!.agreement).toEqual({
      ok: false,
      reason: 'noVariation',
    });
    expect(agreement.differing).toBe(4);
    const [difference] = agreement.differences;
    expect(difference).toMatchObject({ one: [], other: [first], settled: null });

    const counts = async (): Promise<ThemeCounts> =>
      (await admin.get(`${base}/${item}/counts`).expect(200)).body as ThemeCounts;
    const before = await counts();
    expect(before).toMatchObject({ all: 40, unsettled: 4 });
    expect(before.themes.find(({ theme }) => theme === first)!.all).toBe(16);
    await code(admin, difference!.key, [first], true).expect(204);
    const after = await counts();
    expect(after.unsettled).toBe(3);
    expect(after.themes.find(({ theme }) => theme === first)!.all).toBe(17);
    for (const { counts: cells } of after.themes)
      for (const cell of cells) expect(cell === null || cell === 0 || cell >= after.minimumCell).toBe(true);
    // What was settled leaves the coders' own codes, and so κ, as they were.
    const again = (await admin.get(`${base}/${item}/agreement?one=admin&other=inspector`))
      .body as CoderAgreement;
    expect(again.overall).toEqual(agreement.overall);
    expect(again.differences.find(({ key }) => key === difference!.key)!.settled).toEqual([first]);
    const { coders } = (await admin.get(`${base}/${item}/themes`).expect(200)).body as ItemThemes;
    expect(coders).toEqual([
      { coder: 'admin', coded: 40 },
      { coder: 'inspector', coded: 40 },
    ]);
    await admin.get(`${base}/${item}/agreement?one=admin&other=nobody`).expect(404);
    await admin.get(`${base}/${item}/agreement?one=admin&other=`).expect(404);
    // A hundred requests, one after the other.
  }, 30_000);

  test('codes written at the same moment stay one of a coder and answer', async () => {
    const key = keys[45]!;
    await Promise.all([0, 1, 0, 1, 0].map((theme) => code(inspector, key, [themes[theme]!.id])));
    expect(await TextCodes.countDocuments({ answer: key, coder: 'inspector' })).toBe(1);
  });
});
