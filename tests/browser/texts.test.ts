import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  describeInBrowser,
  expectSound,
  LAPTOP,
  PHONE,
  seedRound,
  startApp,
  type App,
} from './app.test-support';
import { openAs } from './signed-in.test-support';

jest.setTimeout(180_000);

describeInBrowser('the browser of open answers', () => {
  let app: App;
  let path: string;
  beforeAll(async () => {
    app = await startApp();
    path = `/campaigns/${(await seedRound(3000)).id}/texts`;
  }, 180_000);
  afterAll(() => app?.close());

  const answers = (page: Page) => page.getByRole('list', { name: '回答' }).locator('li');
  const panel = (page: Page, name: string) =>
    page.getByRole('navigation', { name: '开放题视图' }).getByRole('link', { name, exact: true }).click();
  /** Gives the first answers a theme, or none, in turn. */
  const code = async (page: Page, given: readonly string[]): Promise<void> => {
    for (const [index, name] of given.entries()) {
      const button = answers(page).nth(index).getByRole('button', { name, exact: true });
      const written = page.waitForResponse((response) => response.url().includes('/codes/'));
      await button.click();
      expect((await written).status()).toBe(204);
      expect(await button.getAttribute('aria-pressed')).toBe('true');
    }
  };

  test('finds answers by their words and by the terms that mark a group, page by page', async () => {
    const { page, device, errors } = await openAs(app, 'inspector', path, LAPTOP);
    await answers(page).first().waitFor();
    expect(await answers(page).count()).toBe(50);
    await expectSound(page);
    await page.getByRole('button', { name: '下一页' }).click();
    await page.getByText(/第 2 \/ \d+ 页/).waitFor();
    await page.getByRole('searchbox', { name: '搜索回答' }).fill('学校');
    await page.keyboard.press('Enter');
    await page.locator('mark').first().waitFor();
    await page.getByText(/第 1 \/ \d+ 页/).waitFor();
    expect(new Set(await page.locator('mark').allInnerTexts())).toEqual(new Set(['学校']));
    expect(new URL(page.url()).searchParams.get('search')).toBe('学校');
    await page.getByTitle('逐句').click();
    await page.waitForURL(/by=sentences/);
    const term = page.locator('.term-button').first();
    const word = (await term.innerText()).split(/\s/)[0]!;
    await term.click();
    await page.waitForURL((url) => url.searchParams.get('search') === word);
    await page.locator('mark').filter({ hasText: word }).first().waitFor();
    await device.close();
    expect(errors).toEqual([]);
  });

  test('two coders code apart, see how far they agree, talk about the rest, and count', async () => {
    const first = await openAs(app, 'inspector', path, LAPTOP);
    await panel(first.page, '主题');
    for (const name of ['食堂', '老师']) {
      await first.page.getByRole('button', { name: '新建主题' }).click();
      const dialog = first.page.getByRole('dialog', { name: '新建主题' });
      await dialog.getByLabel('主题', { exact: true }).fill(name);
      await dialog.getByRole('button', { name: '保存' }).click();
      await first.page.getByRole('rowheader', { name }).waitFor();
      await dialog.waitFor({ state: 'hidden' });
    }
    await expectSound(first.page);
    await panel(first.page, '阅读与编码');
    await code(first.page, ['食堂', '老师', '都不适用', '食堂', '老师', '食堂']);

    const second = await openAs(app, 'admin', path, LAPTOP);
    await answers(second.page).first().getByRole('button', { name: '食堂' }).waitFor();
    // Nobody sees another's codes while coding.
    expect(await second.page.locator('.theme-toggles [aria-pressed="true"]').count()).toBe(0);
    await code(second.page, ['食堂', '老师', '都不适用', '食堂', '食堂', '食堂']);
    await panel(second.page, '编码一致性');
    await second.page.getByText('两人都编码了 6 条。').waitFor();
    await second.page.getByText(/合并 κ = 0\.\d\d/).waitFor();
    await second.page.getByText('共 1 条，列出前 1 条。').waitFor();
    await expectSound(second.page);
    const settled = second.page
      .getByRole('group', { name: '讨论结果' })
      .getByRole('button', { name: '老师' });
    await settled.click();
    await second.page.locator('.theme-toggles [aria-pressed="true"]').filter({ hasText: '老师' }).waitFor();
    await panel(second.page, '主题计数');
    await second.page.getByRole('rowheader', { name: '已编码' }).waitFor();
    expect(await second.page.getByText('意见不同且尚未讨论').count()).toBe(0);
    await expectSound(second.page);
    await first.device.close();
    await second.device.close();
    expect([...first.errors, ...second.errors]).toEqual([]);
  });

  test('can be read on a phone', async () => {
    const { page, device, errors } = await openAs(app, 'inspector', path, PHONE);
    await answers(page).first().waitFor();
    await expectSound(page);
    await device.close();
    expect(errors).toEqual([]);
  });
});
