import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import exceljs from 'exceljs';
import type { BrowserContext, Download, Page } from 'playwright-core';
import type { BreakdownAnswer, EvidenceAnswer } from '@duwen/shared/api';
import { setUpRound, submission } from '../integration/round.test-support';
import type { Browser } from '../integration/server.test-support';
import {
  describeInBrowser,
  expectSound,
  LAPTOP,
  PHONE,
  seedRound,
  seriousViolations,
  startApp,
  watchErrors,
  type App,
} from './app.test-support';

// A browser, a server and a store share what may be a small machine, and axe reads every cell of large tables.
jest.setTimeout(120_000);

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });

/** Signs in on the page that is shown. */
async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

/** Opens an antd select by its label and takes an option. */
async function select(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

/** A downloaded workbook. */
async function workbookOf(download: Download): Promise<exceljs.Workbook> {
  const bytes = await readFile(await download.path());
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
  return workbook;
}

const numbersOf = (workbook: exceljs.Workbook): Set<number> => {
  const numbers = new Set<number>();
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell(({ value }) => {
        if (typeof value === 'number') numbers.add(value);
      }),
    ),
  );
  return numbers;
};

describeInBrowser('an inspector', () => {
  let app: App;
  let round: string;
  let inspector: Browser;
  let device: BrowserContext;
  let page: Page;
  const pageErrors: string[] = [];

  const open = async (viewport: { width: number; height: number }): Promise<void> => {
    device = await app.device(viewport);
    device.setDefaultTimeout(15_000);
    page = await device.newPage();
    watchErrors(page, pageErrors);
  };
  /** A session's cookies without the form, for tests of what lies behind it. */
  const openAs = async (username: 'admin' | 'inspector', path: string): Promise<void> => {
    await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
    await signIn(page, username, app.passwords[username]);
    await page.waitForURL((url) => url.pathname + url.search === path);
  };

  beforeAll(async () => {
    app = await startApp();
    ({ id: round } = await seedRound(1500));
    inspector = await app.signedIn('inspector');
  }, 180_000);
  afterAll(() => app?.close());
  beforeEach(() => open(LAPTOP));
  afterEach(async () => {
    await device.close();
    expect(pageErrors.splice(0)).toEqual([]);
  });

  test('signs in with the right password only, and comes to where he wanted to go', async () => {
    const wanted = `/campaigns/${round}/links`;
    await page.goto(wanted);
    await heading(page, '督问').waitFor();
    await expectSound(page);
    await signIn(page, 'inspector', 'not the password');
    const refusal = await page.getByRole('alert').innerText();
    await signIn(page, 'nobody at all', 'not the password');
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('alert').innerText()).toBe(refusal);
    await signIn(page, 'inspector', app.passwords.inspector);
    await page.waitForURL(`**${wanted}`);
    await button(page, '退出登录').click();
    await page.getByLabel('用户名').waitFor();
    await page.goto(`/campaigns/${round}`);
    await page.getByLabel('用户名').waitFor();
  });

  test('sees the returns of the round, sorts and searches schools', async () => {
    await openAs('inspector', '/');
    await heading(page, '督政项目').waitFor();
    expect(await page.getByRole('link', { name: '新建项目' }).count()).toBe(0);
    await expectSound(page);
    await page.getByRole('link', { name: /杨浦区 2019/ }).click();
    await page.getByText('1,500', { exact: true }).first().waitFor();
    await page.getByText('演示数据：合成，不是真实学校的结果').waitFor();
    expect(await page.getByRole('row', { name: /^家长/ }).innerText()).toMatch(/\d+\.\d%/);
    await expectSound(page);

    const schools = page.getByRole('region', { name: '学校与单位' }).getByRole('row');
    const all = await schools.count();
    await page.getByRole('searchbox', { name: '搜索学校或街道' }).fill('新江湾城');
    await expect(schools.count()).resolves.toBeLessThan(all);
    await button(page, '回收份数').click();
    const figures = (await schools.locator('td:nth-child(3)').allInnerTexts())
      .filter((text) => /^\d/.test(text))
      .map((text) => Number(text.replace(/,/g, '')));
    expect(figures.length).toBeGreaterThan(1);
    expect(figures).toEqual([...figures].sort((a, b) => b - a));
  });

  test('sees a response come in without reloading', async () => {
    const own = await setUpRound(await app.signedIn('admin'));
    await openAs('inspector', `/campaigns/${own.id}`);
    await page.getByText('实时更新中').waitFor();
    const count = page.locator('.key-figures .figure').first();
    expect(await count.innerText()).toBe('0');
    const visitor = await app.visitor();
    for (let sent = 0; sent < 6; sent += 1) {
      await visitor.post(`/api/links/${own.code}/responses`, submission()).expect(201);
    }
    await page.locator('.key-figures .figure', { hasText: /^6$/ }).waitFor();
  });

  test('breaks items down, shares the view by its address, and downloads what he sees', async () => {
    await openAs('inspector', `/campaigns/${round}/breakdown`);
    await heading(page, '请先选择题目').waitFor();
    await expectSound(page);
    await page.getByRole('searchbox', { name: '搜索题目或代码' }).fill('FAC1');
    await page.getByRole('checkbox', { name: /FAC1/ }).check();
    await page.getByRole('article').waitFor();
    await select(page, '分组', '调查对象');
    await select(page, '筛选: 学段', '小学');
    await expectSound(page);
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /^家长/ }).waitFor();
    const address = new URL(page.url());
    expect(Object.fromEntries(address.searchParams)).toEqual({
      items: 'FAC1',
      by: 'group',
      'filter.stage': 'primary',
    });
    await expectSound(page);

    const { body } = await inspector.get(`/api/campaigns/${round}/breakdown${address.search}`).expect(200);
    const answer = body as BreakdownAnswer;
    const parents = answer.items[0]!.rows.find(({ key }) => key === 'parent')!;
    const shown = await page.getByRole('row', { name: /^家长/ }).innerText();
    expect(shown).toContain(`${(parents.favourable!.share * 100).toFixed(1)}%`);
    expect(shown).toContain(parents.n!.toLocaleString('en-US'));

    const text = await page.getByRole('article').innerText();
    await page.reload();
    await page.getByRole('row', { name: /^家长/ }).waitFor();
    expect(await page.getByRole('article').innerText()).toBe(text);

    const [view] = await Promise.all([
      page.waitForEvent('download'),
      button(page, '下载本视图 xlsx').click(),
    ]);
    expect(view.suggestedFilename()).toMatch(/\.xlsx$/);
    const numbers = numbersOf(await workbookOf(view));
    expect(numbers.has(parents.n!)).toBe(true);
    expect([...numbers].some((number) => Math.abs(number - parents.favourable!.share) < 1e-9)).toBe(true);
    const [whole] = await Promise.all([
      page.waitForEvent('download'),
      button(page, '下载全项目工作簿').click(),
    ]);
    expect((await workbookOf(whole)).worksheets.length).toBeGreaterThan(8);
  });

  test('goes from a figure to the paragraph on how it is made, and back', async () => {
    const view = `/campaigns/${round}/breakdown?items=FAC1&by=group`;
    await openAs('inspector', view);
    const head = page.getByRole('columnheader', { name: /满意率/ }).first();
    await head.getByRole('link', { name: '方法说明：满意率' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/methods#favourable');
    const paragraph = page.getByRole('heading', { name: '满意率', exact: true });
    await expect(paragraph.evaluate((element) => element === document.activeElement)).resolves.toBe(true);
    const { y } = (await paragraph.boundingBox())!;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(LAPTOP.height / 2);
    await expectSound(page);
    await page.getByRole('link', { name: 'Wilson 区间' }).first().click();
    await page.waitForURL('**/methods#wilson');
    await button(page, 'English').click();
    await heading(page, "Wilson's interval").waitFor();
    await page.goBack();
    await page.goBack();
    await page.waitForURL(`**${view}`);
    await page
      .getByRole('link', { name: /^How it is made: Rao–Scott test/ })
      .first()
      .click();
    await page.waitForURL('**/methods#rao-scott');
    await page.goto('/methods#withheld');
    await page.locator('.is-target', { hasText: 'smallest cell' }).waitFor();
  });

  test('reads the heat map by keyboard, and no small cell is shown', async () => {
    await openAs('inspector', `/campaigns/${round}/breakdown?items=FAC1%2CTEA4%2CRES3&by=unit&view=heat`);
    const grid = page.getByRole('grid');
    await grid.waitFor();
    await expectSound(page);
    await grid.getByRole('gridcell').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const focused = page.locator('[role=gridcell]:focus');
    expect(await page.locator('.heat-readout').innerText()).toBe(await focused.getAttribute('aria-label'));
    await page.getByRole('radiogroup', { name: '显示' }).getByText('表格', { exact: true }).click();
    await page.getByRole('article').first().waitFor();
    for (const cell of await page.locator('.scale-table td:nth-child(5)').allInnerTexts()) {
      if (/^\d/.test(cell)) expect([1, 2, 3, 4]).not.toContain(Number(cell.replace(/,/g, '')));
    }
    const withheld = page.locator('.withheld').first();
    await withheld.focus();
    expect(await page.getByRole('tooltip').innerText()).toContain('不足 5 人');
  });

  test('reads the evidence of each section, and goes from a finding to its item', async () => {
    const { body } = await inspector.get(`/api/campaigns/${round}/evidence`).expect(200);
    const { sections } = body as EvidenceAnswer;
    await openAs('inspector', `/campaigns/${round}/evidence`);
    await page.getByRole('navigation', { name: '报告章节' }).waitFor();
    expect(await page.locator('.evidence-side .verdict').count()).toBe(sections.length);
    const section = sections.find(({ code }) => code === '1.1.3')!;
    await page.getByRole('link', { name: new RegExp(`1\\.1\\.3`) }).click();
    await heading(page, new RegExp(`1\\.1\\.3 ${section.title.zh}`)).waitFor();
    const text = await page.getByRole('article').innerText();
    expect(text).toContain(section.claim.zh);
    expect(text).toContain(section.summary.zh);
    const finding = section.indicators.flatMap(({ findings }) => findings)[0]!;
    expect(text).toContain(finding.statement.zh);
    await expectSound(page);
    await page
      .getByRole('link', { name: `查看 ${finding.item} 的分组数据` })
      .first()
      .click();
    await page.waitForURL(/breakdown\?/);
    expect(new URL(page.url()).searchParams.get('items')).toBe(finding.item);
    await page.getByRole('article').waitFor();
    await page.goto(`/campaigns/${round}/evidence/all`);
    await page.getByRole('article').first().waitFor();
    expect(await page.getByRole('article').count()).toBe(sections.length);
    const { groupTerms } = body as EvidenceAnswer;
    const terms = page.getByRole('region', { name: /特征词/ });
    for (const { term, count } of groupTerms[0]!.terms) {
      expect(await terms.innerText()).toMatch(new RegExp(`${term}\\s*${count}`));
    }
  });

  test('gets links and QR codes that lead to the questionnaires', async () => {
    await openAs('inspector', `/campaigns/${round}/links`);
    const codes = page.getByRole('img', { name: /二维码$/ });
    await codes.first().waitFor();
    expect(await codes.count()).toBe(8);
    await expect(
      codes.first().evaluate((image) => (image as HTMLImageElement).naturalWidth),
    ).resolves.toBeGreaterThan(0);
    await expectSound(page);
    const link = await page.locator('.link-address a').first().getAttribute('href');
    await page.goto(link!);
    await heading(page, /问卷/).first().waitFor();
  });

  test('switches to English, and finds no page where there is none', async () => {
    await openAs('inspector', `/campaigns/${round}`);
    await button(page, 'English').click();
    await page.getByText('Responses per day').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.goto('/no/such/page');
    await heading(page, 'There is no such page').waitFor();
    await page.goto('/campaigns/000000000000000000000000');
    await heading(page, 'There is no such page').waitFor();
  });

  test('can watch the round on a phone', async () => {
    await device.close();
    await open(PHONE);
    await openAs('inspector', `/campaigns/${round}`);
    await page.getByRole('row', { name: /^家长/ }).waitFor();
    await expectSound(page);
    for (const path of ['/breakdown?items=FAC1&by=group', '/evidence/1.1.3', '/links']) {
      await page.goto(`/campaigns/${round}${path}`);
      await page.getByRole('heading', { level: 3 }).first().waitFor();
      await expectSound(page);
    }
  });

  test('an admin makes a round of his own, from the form to the open link', async () => {
    await openAs('admin', '/');
    await page.getByRole('link', { name: '新建项目' }).click();
    await button(page, '建立项目').click();
    await page.getByText('请填写', { exact: true }).nth(4).waitFor();
    expect(await page.getByText('请填写', { exact: true }).count()).toBe(5);
    await page.getByLabel('项目名称').fill('试点区 2026 年督政');
    await page.getByLabel('区域').fill('试点区');
    await page.getByLabel('组织单位', { exact: true }).fill('区政府教育督导室');
    await page.getByLabel(/^开始时间/).fill('2020-03-02T08:00');
    await page.getByLabel(/^截止时间/).fill('2020-03-01T08:00');
    await button(page, '建立项目').click();
    await page.getByText('截止时间必须晚于开始时间').waitFor();
    await expectSound(page);
    await page.getByLabel(/^截止时间/).fill('2099-03-10T20:00');
    await button(page, '建立项目').click();
    await page.waitForURL(/\/setup$/);
    await page.getByText('尚未上传指标体系。').waitFor();
    await expectSound(page);
    await button(page, '修改项目信息').click();
    await page.getByLabel('区域').fill('');
    await button(page, '保存').first().click();
    await page.getByText('请填写', { exact: true }).waitFor();
    await page.getByLabel('区域').fill('示范区');
    await button(page, '保存').first().click();
    await page.getByText('示范区 · 区政府教育督导室').waitFor();
    await setUpByHand(page);
    const [, id] = /campaigns\/([^/]+)\/setup/.exec(page.url())!;
    await page.goto(`/campaigns/${id}/links`);
    const link = await page.locator('.link-address a').getAttribute('href');
    await page.goto(link!);
    await button(page, '开始填写').waitFor();
  });
});

/** Uploads in the checklist, each first with an error; then previews, publishes, opens, closes and reopens. */
async function setUpByHand(page: Page): Promise<void> {
  const templateOf = async (name: string): Promise<string> =>
    (await page.request.get(`/api/templates/${name}`)).text();
  const upload = (label: RegExp, name: string, text: string): Promise<void> =>
    page
      .locator('input[type=file]')
      .and(page.getByLabel(label))
      .setInputFiles({
        name,
        mimeType: name.endsWith('.csv') ? 'text/csv' : 'application/json',
        buffer: Buffer.from(text),
      });
  const alert = page.locator('.upload-problem');

  await upload(/^指标体系/, 'framework.json', '{"title": }');
  await alert
    .getByText(/不是有效的 JSON/)
    .first()
    .waitFor();
  await upload(/^指标体系/, 'framework.json', '{"title":{"zh":"空"},"parts":[]}');
  await alert.getByText('/parts').waitFor();
  await upload(/^指标体系/, 'framework.json', await templateOf('framework.json'));
  await alert.waitFor({ state: 'detached' });

  const roster = await templateOf('roster.csv');
  const [header, first, ...rest] = roster.trim().split('\r\n');
  await upload(/^学校名单/, '名单.csv', [header, first!.replace('primary', 'primery'), ...rest].join('\r\n'));
  await alert.getByText(/primery/).waitFor();
  expect(await alert.getByRole('columnheader').allInnerTexts()).toEqual(['行', '列', '问题']);
  expect(await alert.getByRole('row').nth(1).locator('td').first().innerText()).toBe('2');
  expect(await seriousViolations(page)).toEqual([]);
  await upload(/^学校名单/, '名单.csv', roster);
  await alert.waitFor({ state: 'detached' });

  const questionnaire = await templateOf('questionnaire.json');
  await button(page, '添加调查对象').click();
  await button(page, '检查并保存').click();
  await page.getByText('请选择问卷文件').waitFor();
  await page.getByLabel('代码', { exact: true }).fill('parent');
  await page.getByLabel('名称', { exact: true }).fill('家长');
  await upload(/^问卷/, 'parent.json', questionnaire.replace('"matrix"', '"matrixdynamic"'));
  await button(page, '检查并保存').click();
  await alert
    .getByText(/^\/pages\/0\/elements\/0/)
    .first()
    .waitFor();
  expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('家长');
  expect(await seriousViolations(page)).toEqual([]);
  await upload(/^问卷/, 'parent.json', questionnaire);
  await button(page, '检查并保存').click();
  await page.getByText(/parent\.1 · 草稿/).waitFor();

  await button(page, '手机预览: 家长').click();
  const phone = page.frameLocator('iframe');
  await phone.getByRole('button', { name: '开始填写' }).waitFor();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /关闭|Close/ })
    .click();

  const confirm = (name: string): Promise<void> =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await button(page, '发布: 家长').click();
  await confirm('发布');
  await page.getByText(/parent\.1 · 已发布/).waitFor();
  for (const [action, status] of [
    ['开放调查', '进行中'],
    ['截止调查', '已截止'],
    ['重新开放', '进行中'],
  ] as const) {
    await page.getByRole('main').getByRole('button', { name: action }).click();
    await confirm(action);
    await page.locator('.campaign-head').getByText(status).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
}
