import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { unzipped } from '../../server/src/exports/read-files.test-support';
import {
  describeInBrowser,
  LAPTOP,
  PHONE,
  scrollsSideways,
  seedRound,
  seriousViolations,
  startApp,
  type App,
} from './app.test-support';

jest.setTimeout(120_000);

describeInBrowser('exports', () => {
  let app: App;
  let round: string;

  beforeAll(async () => {
    app = await startApp();
    ({ id: round } = await seedRound(600));
  });
  afterAll(() => app?.close());

  /** Opens the exports of the round as this user. */
  async function open(
    username: 'admin' | 'inspector',
    viewport: { width: number; height: number },
  ): Promise<{ device: BrowserContext; page: Page }> {
    const device = await app.device(viewport);
    device.setDefaultTimeout(20_000);
    const page = await device.newPage();
    await page.goto(`/campaigns/${round}/breakdown`);
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(app.passwords[username]);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: '更多导出…' }).click();
    await page.getByRole('heading', { name: '新的导出' }).waitFor();
    return { device, page };
  }

  test('an admin asks for respondents’ data, sees them made, fetches and removes them', async () => {
    const { device, page } = await open('admin', LAPTOP);
    await page.getByRole('note').getByText('不能像表格那样逐格保护').waitFor();
    await page.getByRole('radio', { name: 'csv（zip，含变量说明）' }).check();
    await page.getByRole('button', { name: '开始导出：答卷级数据' }).click();
    const link = page.getByRole('link', { name: /^下载：.*答卷级数据.*\.zip$/ });
    await link.waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/答卷级数据 \d{4}-\d\d-\d\d\.zip$/);
    const files = unzipped(await readFile(await download.path()));
    expect(Object.keys(files)).toEqual(['README.txt', 'data.csv', 'codebook.csv']);
    // Groups of a few responses are left out.
    const lines = Buffer.from(files['data.csv']!).toString().split('\r\n').length - 2;
    expect(lines).toBeGreaterThan(500);
    expect(lines).toBeLessThanOrEqual(600);
    await page.getByRole('button', { name: /^删除：.*答卷级数据/ }).click();
    await page.getByText('还没有导出。').waitFor();
    await device.close();
  });

  test('an inspector is offered tables alone, by keyboard and on a phone too', async () => {
    const { device, page } = await open('inspector', PHONE);
    await page.getByText('还没有导出。').waitFor();
    expect(await page.getByRole('button', { name: /^开始导出：/ }).count()).toBe(1);
    expect(await page.getByText('答卷级数据').count()).toBe(0);
    await page.getByRole('button', { name: '开始导出：全项目工作簿' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /^下载：.*全部汇总表.*\.xlsx$/ }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: '新的导出' }).waitFor({ state: 'hidden' });
    await device.close();
  });
});
