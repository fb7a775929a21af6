import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import type { Submission } from '@duwen/shared/api';
import { receiptOf, responseId } from '@duwen/server/collection/prepare-response';
import { Responses } from '@duwen/server/store/responses';
import { parents, questionnaireTemplate, setUpRound } from '../integration/round.test-support';
import {
  describeInBrowser,
  expectSound,
  PHONE,
  scrollsSideways,
  seedRound,
  startApp,
  type App,
} from './app.test-support';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Answers every question of the page with its second option. */
async function answerPage(page: Page): Promise<void> {
  for (const list of await page.locator('main select').all()) await list.selectOption({ index: 1 });
  for (const group of await page.locator('main [role=radiogroup]').all()) {
    if ((await group.locator('input:checked').count()) === 0) await group.getByRole('radio').nth(1).check();
  }
}

/** From the welcome page to the first page of the questionnaire. */
async function begin(page: Page, code: string, school: string): Promise<void> {
  await page.goto(`/r/${code}`);
  await button(page, '开始填写').click();
  await page.getByRole('combobox').fill(school);
  await page.getByRole('option').first().click();
  await button(page, '继续').click();
  await page.getByText('第 1 页').first().waitFor();
}

/** From a page of the questionnaire to the review. */
async function answerToReview(page: Page): Promise<void> {
  await page.getByRole('progressbar').waitFor();
  for (let pages = 0; pages < 12; pages += 1) {
    await answerPage(page);
    const last = await button(page, '检查回答').isVisible();
    const address = page.url();
    await button(page, last ? '检查回答' : '下一页').click();
    await page.waitForURL((url) => url.href !== address);
    if (last) break;
  }
  await title(page, '检查回答');
}

describeInBrowser('a respondent on a phone', () => {
  let app: App;
  let links: Readonly<Record<string, string>>;
  let campaign: string;
  let device: BrowserContext;
  let page: Page;
  /** What has been posted, and how the server answered. */
  let posts: { body: Submission; status: number | null }[];
  const stored = (): Promise<number> => Responses.countDocuments({ campaign });
  const parent = (): string => links['parent']!;

  beforeAll(async () => {
    app = await startApp();
    ({ id: campaign, links } = await seedRound(0));
  }, 120_000);
  afterAll(() => app?.close());

  beforeEach(async () => {
    device = await app.device(PHONE);
    device.setDefaultTimeout(10_000);
    posts = [];
    device.on('request', (request) => {
      if (request.method() !== 'POST') return;
      const post = { body: request.postDataJSON() as Submission, status: null as number | null };
      posts.push(post);
      void request.response().then(
        (response) => (post.status = response?.status() ?? null),
        () => undefined,
      );
    });
    page = await device.newPage();
  });
  afterEach(() => device.close());

  test('goes from the link to the receipt, and what is stored is what was chosen', async () => {
    const before = await stored();
    await page.goto(`/r/${parent().toUpperCase()}`);
    await title(page, '家长问卷');
    for (const part of ['谁在调查', '需要多久', '怎样保证匿名'])
      await page.getByRole('heading', { name: part }).waitFor();
    expect(await page.getByText('演示项目').isVisible()).toBe(true);
    await expectSound(page);
    await button(page, '开始填写').click();

    await title(page, '选择学校');
    await page.getByRole('option').first().waitFor();
    await expectSound(page);
    const search = page.getByRole('combobox');
    await search.fill('没有这所学校');
    expect(await page.getByRole('option').count()).toBe(0);
    const byName = await firstFound(page, '小学');
    const initials = await app
      .visitor()
      .then((visitor) => visitor.get(`/api/links/${parent()}/units`))
      .then(
        ({ body }) =>
          (body as { name: { zh: string }; initials: string }[]).find(({ name }) => name.zh === byName)!
            .initials,
      );
    expect(await firstFound(page, initials)).toBe(byName);
    // By the keyboard alone: down to the first one, chosen, on.
    await search.press('ArrowDown');
    await search.press('Enter');
    await page.getByText(`已选择：${byName}`).waitFor();
    await search.press('Enter');

    await page.getByText('第 1 页').first().waitFor();
    await expectSound(page);
    await button(page, '下一页').click();
    await page.getByText('请回答这一题').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await expectSound(page);
    await answerPage(page);
    await button(page, '下一页').click();
    await page.getByText('第 2 页').first().waitFor();
    const row = page.locator('.matrix-row').first();
    const shown = await row.locator('.option').first().boundingBox();
    expect(shown!.width).toBeGreaterThan(300);
    expect(shown!.height).toBeGreaterThanOrEqual(48);
    expect(await row.locator('.option-text').first().isVisible()).toBe(true);
    await expectSound(page);
    await answerToReview(page);
    await expectSound(page);
    await button(page, '提交').click();

    await title(page, '已提交，谢谢');
    await expectSound(page);
    expect(await stored()).toBe(before + 1);
    expect(posts.map(({ status }) => status)).toEqual([201]);
    const { submissionId } = posts[0]!.body;
    expect(await page.locator('output').innerText()).toBe(receiptOf(submissionId));
    const response = await Responses.findById(responseId(submissionId)).lean();
    expect(response).toMatchObject({ group: 'parent', unit: posts[0]!.body.unit });
    expect(response!.answers).toEqual(posts[0]!.body.answers);

    // Neither Back nor a reload nor the link opens a second form; only the button does.
    await page.goBack();
    await title(page, '已提交，谢谢');
    await page.goto(`/r/${parent()}`);
    await title(page, '已提交，谢谢');
    await button(page, '为另一个孩子再填一份').click();
    await title(page, '家长问卷');
  }, 120_000);

  test('finds the answers again after the tab was closed, and Back leads through the pages', async () => {
    await begin(page, parent(), '小学');
    await answerPage(page);
    await button(page, '下一页').click();
    await page.getByText('第 2 页').first().waitFor();
    await page.locator('.matrix-row').first().getByRole('radio').nth(3).check();
    await page.reload();
    await page.getByText('第 2 页').first().waitFor();
    expect(await page.locator('.matrix-row').first().getByRole('radio').nth(3).isChecked()).toBe(true);
    await page.close();

    page = await device.newPage();
    await page.goto(`/r/${parent()}`);
    await title(page, '有一份没有提交的问卷');
    await expectSound(page);
    await button(page, '继续上次填写').click();
    await page.getByText('第 2 页').first().waitFor();
    expect(await page.locator('.matrix-row').first().getByRole('radio').nth(3).isChecked()).toBe(true);
    await page.goBack();
    await page.getByText('第 1 页').first().waitFor();
    await page.goBack();
    await title(page, '选择学校');
    await page.goForward();
    await page.getByText('第 1 页').first().waitFor();
    await page.close();

    page = await device.newPage();
    await page.goto(`/r/${parent()}`);
    await button(page, '重新开始').click();
    await title(page, '家长问卷');
    await page.reload();
    await title(page, '家长问卷');
  }, 60_000);

  test('a double tap sends one submission', async () => {
    const before = await stored();
    await begin(page, parent(), '小学');
    await answerToReview(page);
    await button(page, '提交').dblclick();
    await title(page, '已提交，谢谢');
    expect(posts).toHaveLength(1);
    expect(await stored()).toBe(before + 1);
  }, 60_000);

  test('without a connection nothing is lost, and it is sent by itself when the connection returns', async () => {
    const before = await stored();
    await begin(page, parent(), '小学');
    await answerToReview(page);
    await device.setOffline(true);
    await button(page, '提交').click();
    await page.getByText('还没有提交成功').waitFor();
    await expectSound(page);
    expect(await stored()).toBe(before);
    await device.setOffline(false);
    await title(page, '已提交，谢谢');
    expect(new Set(posts.map(({ body }) => body.submissionId)).size).toBe(1);
    expect(posts.length).toBeGreaterThan(1);
    expect(await stored()).toBe(before + 1);
  }, 60_000);

  test('an answer of the server lost on its way: sent again, stored once, the same receipt', async () => {
    const before = await stored();
    await begin(page, parent(), '小学');
    await answerToReview(page);
    let lost: { receipt: string } | null = null;
    await page.route('**/responses', async (route) => {
      if (lost) return route.continue();
      lost = (await (await route.fetch()).json()) as { receipt: string };
      return route.abort('connectionreset');
    });
    await button(page, '提交').click();
    await page.getByText('还没有提交成功').waitFor();
    await button(page, '立即重试').click();
    await title(page, '已提交，谢谢');
    expect(await page.locator('output').innerText()).toBe(lost!.receipt);
    expect(posts.at(-1)!.status).toBe(200);
    expect(await stored()).toBe(before + 1);
  }, 60_000);

  test('an answer that the server refuses is shown at its question, and can be put right', async () => {
    const before = await stored();
    await begin(page, parent(), '小学');
    await answerToReview(page);
    let spoilt = false;
    await page.route('**/responses', async (route) => {
      if (spoilt) return route.continue();
      spoilt = true;
      const body = route.request().postDataJSON() as Submission;
      return route.continue({ postData: { ...body, answers: { ...body.answers, QUA4: 77 } } });
    });
    await button(page, '提交').click();
    const question = page.locator('[data-name=QUA4]');
    await question.getByText('请从列出的选项中选择').waitFor();
    await page.waitForFunction(() =>
      document.querySelector('[data-name=QUA4]')?.contains(document.activeElement),
    );
    await expectSound(page);
    expect(await stored()).toBe(before);
    await question.getByRole('radio').nth(0).check();
    await button(page, '返回检查页').click();
    await title(page, '检查回答');
    await button(page, '提交').click();
    await title(page, '已提交，谢谢');
    expect(await stored()).toBe(before + 1);
  }, 60_000);

  test('pupils confirm first that they are old enough or have consent', async () => {
    await page.goto(`/r/${links['student_primary']!}`);
    await title(page, '小学生问卷');
    await button(page, '开始填写').click();
    await page.getByText('请先勾选这一项').waitFor();
    await expectSound(page);
    await page.getByRole('checkbox').check();
    await button(page, '开始填写').click();
    await title(page, '选择学校');
  }, 60_000);

  test('a school is found while the keyboard takes half the page, also with a slip of the finger', async () => {
    await device.close();
    device = await app.chromium.newContext({
      viewport: { width: 360, height: 340 },
      baseURL: app.url,
      locale: 'zh-CN',
      isMobile: true,
      hasTouch: true,
    });
    page = await device.newPage();
    await page.goto(`/r/${parent()}`);
    await button(page, '开始填写').tap();
    const search = page.getByRole('combobox');
    await search.tap();
    const name = await firstFound(page, '小学');
    const shown = await page.getByRole('option').first().boundingBox();
    expect(shown!.y + shown!.height).toBeLessThan(340);
    await expectSound(page);

    const [first = '', ...rest] = Array.from(name);
    await search.fill([first, '龘', ...rest].join(''));
    await page.getByText('没有完全相符的').waitFor();
    await page.getByRole('option', { name }).first().tap();
    await page.getByText(`已选择：${name}`).waitFor();
    const onward = await button(page, '继续').boundingBox();
    expect(onward!.y + onward!.height).toBeLessThanOrEqual(340);
    await search.fill('没有这所学校');
    await page.getByText('仍然找不到').waitFor();
  }, 60_000);

  test('the review leads to what is left open, and Back to the top of a page', async () => {
    await begin(page, parent(), '小学');
    await answerPage(page);
    await button(page, '下一页').click();
    await page.getByText('第 2 页').first().waitFor();
    const rows = page.locator('.matrix-row');
    const ratings = page.locator('main fieldset[role=radiogroup]');
    for (const group of await ratings.all()) await group.getByRole('radio').nth(1).check();
    await rows.first().getByRole('radio').first().check();
    await button(page, '下一页').click();
    await page.getByText('第 3 页').first().waitFor();
    await page.goBack();
    await page.getByText('第 2 页').first().waitFor();
    expect(await page.evaluate(() => [document.activeElement?.tagName, scrollY])).toEqual(['H1', 0]);
    await page.goForward();
    await page.getByText('第 3 页').first().waitFor();
    await answerToReview(page);
    await button(page, '去看未作答的题').click();
    await page.getByText('第 2 页').first().waitFor();
    await page.waitForFunction(() =>
      document.querySelectorAll('.matrix-row')[1]?.contains(document.activeElement),
    );
    await button(page, '返回检查页').click();
    await title(page, '检查回答');
  }, 60_000);

  test('large text fits screens of every width', async () => {
    await page.addInitScript(() => localStorage.setItem('duwen.text', 'large'));
    await begin(page, parent(), '小学');
    await answerPage(page);
    await button(page, '下一页').click();
    await page.getByText('第 2 页').first().waitFor();
    for (const width of [320, 360, 720, 768, 960, 1024, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      expect([width, await scrollsSideways(page)]).toEqual([width, false]);
    }
  }, 60_000);

  test('speaks English, and keeps it', async () => {
    await page.goto(`/r/${links['deputy']!}`);
    await page
      .getByRole('button', { name: 'Switch to English' })
      .or(page.getByText('English'))
      .first()
      .click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Page 1 of').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.reload();
    await page.getByText('Page 1 of').first().waitFor();
    await expectSound(page);
  }, 60_000);

  test('a mistyped link, one not yet open and a closed one each have a page that says so', async () => {
    await page.goto('/r/nosuchlink');
    await title(page, '没有找到这份问卷');
    await expectSound(page);
    await page.getByRole('textbox').fill(` ${parent().toUpperCase()} `);
    await button(page, '打开问卷').click();
    await title(page, '家长问卷');

    const admin = await app.signedIn('admin');
    const day = 24 * 60 * 60 * 1000;
    const early = await setUpRound(admin, 'open', { opensAt: new Date(Date.now() + day / 2).toISOString() });
    await page.goto(`/r/${early.code}`);
    await title(page, '问卷还没有开放');
    expect(await page.getByText(/将于 \d+年\d+月\d+日 \d\d:\d\d 开放/).isVisible()).toBe(true);
    await expectSound(page);

    const round = await setUpRound(admin);
    await page.goto(`/r/${round.code}`);
    await button(page, '开始填写').click();
    await page.getByRole('option').first().click();
    await button(page, '继续').click();
    await answerToReview(page);
    await admin.post(`/api/campaigns/${round.id}/status`, { status: 'closed' }).expect(200);
    await button(page, '提交').click();
    await title(page, '问卷已经截止');
    expect(await page.getByText('这份回答没有提交').isVisible()).toBe(true);
    const other = await device.newPage();
    await other.goto(`/r/${round.code}`);
    await title(other, '问卷已经截止');
    await expectSound(other);
  }, 60_000);

  test('a questionnaire that changed meanwhile keeps the answers that still fit, and says so', async () => {
    const admin = await app.signedIn('admin');
    const round = await setUpRound(admin);
    await page.goto(`/r/${round.code}`);
    await button(page, '开始填写').click();
    await page.getByRole('option').first().click();
    await button(page, '继续').click();
    await page.getByRole('progressbar').waitFor();
    await answerPage(page);
    const answered = await page.locator('main input:checked').count();
    await page.waitForTimeout(500); // the last tap's way to the device's storage
    await page.close();

    const questionnaire = await questionnaireTemplate(admin);
    const [first] = questionnaire['pages'] as { elements: object[] }[];
    first!.elements.push({ type: 'comment', name: 'NEW1', title: { 'zh-cn': '新加的一题' } });
    const group = `/api/campaigns/${round.id}/groups/parent`;
    await admin.put(group, { ...parents, questionnaire }).expect(200);
    await admin.post(`${group}/publish`).expect(200);

    page = await device.newPage();
    await page.goto(`/r/${round.code}`);
    await button(page, '继续上次填写').click();
    await page.getByText('问卷刚刚更新').waitFor();
    await page.getByText('新加的一题').waitFor();
    expect(await page.locator('main input:checked').count()).toBe(answered);
    await expectSound(page);
    await answerToReview(page);
    await button(page, '提交').click();
    await title(page, '已提交，谢谢');
    expect(posts.map(({ body, status }) => [body.version, status])).toEqual([['parent.2', 201]]);
  }, 60_000);

  test('a preview is for inspectors, and neither sends nor keeps anything', async () => {
    await page.goto(`/preview/${campaign}/teacher`);
    await title(page, '请先登录再预览');
    await expectSound(page);
    await page.evaluate(async (password) => {
      const { csrfToken } = (await (await fetch('/api/session')).json()) as { csrfToken: string };
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrfToken };
      const body = JSON.stringify({ username: 'inspector', password });
      await fetch('/api/session', { method: 'POST', headers, body });
    }, app.passwords.inspector);
    posts.length = 0;
    await page.reload();
    await title(page, '教师问卷');
    await page.getByText('预览，不会提交').waitFor();
    await button(page, '开始填写').click();
    await page.getByRole('option').first().click();
    await button(page, '继续').click();
    await answerToReview(page);
    await page.getByText('预览到此结束').waitFor();
    await expectSound(page);
    expect(await button(page, '提交').count()).toBe(0);
    expect(posts).toEqual([]);
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  }, 60_000);

  test('the first page loads nothing of SurveyJS or of the inspector', async () => {
    const bytes: Record<string, number> = {};
    page.on('response', async (response) => {
      if (!response.url().endsWith('.js')) return;
      const body = await response.body().catch(() => Buffer.alloc(0));
      bytes[new URL(response.url()).pathname] = body.length;
    });
    // The rest is fetched a moment after; here it never is.
    await page.addInitScript(() => {
      const wait = window.setTimeout;
      window.setTimeout = ((run: () => void, delay?: number) =>
        delay === 300 ? 0 : wait(run, delay)) as typeof window.setTimeout;
    });
    await page.goto(`/r/${parent()}`, { waitUntil: 'networkidle' });
    await title(page, '家长问卷');
    const names = Object.keys(bytes).join(' ');
    expect(names).not.toMatch(/filling|inspect/);
    expect(Object.values(bytes).reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000);
  }, 60_000);
});

/** Types into the school search; the name of the first one found. */
async function firstFound(page: Page, query: string): Promise<string> {
  await page.getByRole('combobox').fill(query);
  return page.getByRole('option').first().locator('.unit-name').innerText();
}
