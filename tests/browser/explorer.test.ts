import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { BreakdownAnswer, CodebookAnswer, SavedView, TableAnswer } from '@duwen/shared/api';
import { compareRows, type BreakdownRow } from '@duwen/shared/breakdown';
import { Campaigns } from '@duwen/server/store/campaigns';
import { Responses } from '@duwen/server/store/responses';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import type { Browser } from '../integration/server.test-support';
import {
  describeInBrowser,
  expectSound,
  LAPTOP,
  PHONE,
  seedRound,
  startApp,
  watchErrors,
  type App,
} from './app.test-support';

// A browser, a server and a store share what may be a small machine, and axe reads every cell of large tables.
jest.setTimeout(120_000);

const TABLET = { width: 1024, height: 768 };

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const percent = (share: number): string =>
  new Intl.NumberFormat('en-US', { style: 'percent', minimumFractionDigits: 1 }).format(share);
const parameters = (page: Page): Record<string, string> =>
  Object.fromEntries(new URL(page.url()).searchParams);

/** Types into a menu that is searched in, and takes its first match. */
async function choose(menu: Locator, text: string): Promise<void> {
  await menu.click();
  await menu.fill(text);
  await menu.press('Enter');
}

describeInBrowser('the explorer', () => {
  let app: App;
  let round: string;
  let earlier: string;
  let inspector: Browser;
  let device: BrowserContext;
  let page: Page;
  const pageErrors: string[] = [];

  const open = async (viewport: { width: number; height: number }): Promise<void> => {
    device = await app.device(viewport);
    device.setDefaultTimeout(15_000);
    await device.grantPermissions(['clipboard-read', 'clipboard-write']);
    page = await device.newPage();
    watchErrors(page, pageErrors);
  };
  /** Signs in and comes to the explorer at once. */
  const explore = async (query: string, username: 'admin' | 'inspector' = 'inspector'): Promise<void> => {
    const path = `/campaigns/${round}/breakdown${query && `?${query}`}`;
    await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('密码', { exact: true }).fill(app.passwords[username]);
    await button(page, '登录').click();
    await page.waitForURL((url) => url.pathname === `/campaigns/${round}/breakdown`);
  };
  const ask = async <T>(path: string): Promise<T> =>
    (await inspector.get(`/api/campaigns/${round}${path}`).expect(200)).body as T;
  const asksSameAs = async (of: 'breakdown' | 'table'): Promise<string> => {
    const names = /^(items|by|rows|columns|measure|of|base|weighted|where|quality|filter\..*)$/;
    const wanted = [...new URL(page.url()).searchParams].filter(([name]) => names.test(name));
    const unwanted = of === 'breakdown' ? /^(rows|columns|measure|of|base)$/ : /^(items|by)$/;
    return new URLSearchParams(wanted.filter(([name]) => !unwanted.test(name))).toString();
  };

  beforeAll(async () => {
    app = await startApp();
    // Two rounds: the seeding makes one demo round at a time, so the first stops being one.
    earlier = await seedYangpu({ responses: 2500, seed: 2 });
    await Campaigns.updateOne({ _id: earlier }, { $set: { synthetic: false, name: { zh: '上一轮督政' } } });
    ({ id: round } = await seedRound(2000));
    inspector = await app.signedIn('inspector');
  }, 240_000);
  afterAll(() => app?.close());
  beforeEach(() => open(LAPTOP));
  afterEach(async () => {
    await device.close();
    expect(pageErrors.splice(0)).toEqual([]);
  });

  test('asks for a table by menus: nested heads, totals, weights, and the same figures as the API', async () => {
    await explore('way=table');
    await page.getByRole('heading', { name: '把变量放到行或列' }).waitFor();
    await expectSound(page);
    await choose(page.getByRole('combobox', { name: '行：添加变量' }), '调查对象');
    await choose(page.getByRole('combobox', { name: '行：添加变量' }), '学段');
    await choose(page.getByRole('combobox', { name: '列：添加变量' }), 'FAC1');
    const grid = page.getByRole('table');
    await grid.waitFor();
    await expectSound(page);
    expect(parameters(page)).toEqual({ way: 'table', rows: 'group,stage', columns: 'item:FAC1' });

    const answer = await ask<TableAnswer>(`/table?${await asksSameAs('table')}&measure=rowPercent`);
    const parents = answer.rows.findIndex(
      ([group, stage]) => group!.key === 'parent' && stage!.key === 'primary',
    );
    const cells = grid.locator('tbody tr').nth(parents).locator('td');
    expect(await cells.count()).toBe(answer.columns.length + 2);
    const best = answer.columns.findIndex(([option]) => option!.key === '5');
    const cell = answer.cells[parents]![best]!;
    expect(await cells.nth(best).innerText()).toBe(percent(cell.value!));
    expect(await cells.last().innerText()).toBe(
      answer.cells[parents]!.at(-1)!.count!.toLocaleString('en-US'),
    );
    const parentHead = grid.getByRole('rowheader', { name: '家长', exact: true });
    expect(Number(await parentHead.getAttribute('rowspan'))).toBe(
      answer.rows.filter(([group]) => group!.key === 'parent').length,
    );
    expect(await parentHead.getAttribute('scope')).toBe('rowgroup');
    await page.getByText(/行与列有关联|可以用偶然波动解释/).waitFor();
    await page.getByText(/隐去 \d+ 个单元格：/).waitFor();

    await page.getByRole('checkbox', { name: '显示区间' }).check();
    await cells.nth(best).getByText(/\d–\d/).waitFor();
    await page.getByRole('switch', { name: '加权' }).click();
    await page.getByText(/^已按名册人数加权：设计效应/).waitFor();
    expect(parameters(page)['weighted']).toBe('1');
    const weighted = await ask<TableAnswer>(`/table?${await asksSameAs('table')}&measure=rowPercent`);
    expect(await page.getByText(/^已按名册人数加权/).innerText()).toContain(
      weighted.weighting!.effectiveN.toLocaleString('en-US', { maximumFractionDigits: 0 }),
    );
    await grid.locator('tbody [data-figure]').first().hover();
    expect(await page.getByRole('tooltip').innerText()).toMatch(/行百分比|隐去/);
  });

  test('chips are dragged between shelves, and the menu does the same', async () => {
    await explore('way=table&rows=group&columns=stage&measure=count');
    await page.getByRole('table').waitFor();
    const shelf = (name: string) => page.getByRole('group', { name, exact: true });
    const chip = (name: string) => page.locator('.shelf .chip', { hasText: name });
    await page.locator('.palette .chip', { hasText: '街道' }).dragTo(shelf('行'));
    await page.waitForURL(/rows=group%2Cstreet/);
    await chip('学段').dragTo(chip('调查对象'), { targetPosition: { x: 2, y: 5 } });
    await page.waitForURL(/rows=stage%2Cgroup%2Cstreet/);
    expect(parameters(page)['columns']).toBeUndefined();
    await page.locator('.palette .chip', { hasText: '教育集团' }).dragTo(shelf('行'));
    await page.getByText('行最多放 3 个变量。').waitFor();
    await button(page, '街道（行）：移动或移除').click();
    await page.getByRole('menuitem', { name: '放到列' }).click();
    await page.waitForURL(/columns=street/);
    await button(page, '行列互换').click();
    await page.waitForURL(/rows=street&columns=stage%2Cgroup/);
    await page.locator('.palette .chip', { hasText: '学段' }).dragTo(shelf('筛选'));
    await page.getByTitle('小学', { exact: true }).click();
    await page.waitForURL(/filter\.stage=primary/);
    await page.keyboard.press('Escape');
    await page.getByRole('table').waitFor();
    await expectSound(page);
  });

  test('conditions of any kind narrow whose answers count', async () => {
    await explore('items=FAC1&by=group');
    await page.getByRole('article').first().waitFor();
    await button(page, '更多条件…').click();
    const dialog = page.getByRole('dialog', { name: '筛选条件' });
    await choose(dialog.getByRole('combobox', { name: '＋ 条件' }), '学段');
    await choose(dialog.getByRole('combobox', { name: '学段：类别' }), '小学');
    await choose(dialog.getByRole('combobox', { name: '＋ 条件' }), 'FAC1');
    await choose(dialog.getByRole('combobox', { name: /^FAC1 .*：类别$/ }), '很不满意');
    await page.keyboard.press('Escape');
    await dialog.getByRole('combobox', { name: /^FAC1 .*：是或不是$/ }).click();
    await page.getByTitle('不为', { exact: true }).click();
    await dialog.getByText(/^保留：学段为小学且（排除（FAC1 .*为很不满意））$/).waitFor();
    await expectSound(page);
    await button(page, '应用').click();
    await dialog.waitFor({ state: 'hidden' });
    expect(JSON.parse(parameters(page)['where']!)).toEqual({
      and: [
        { variable: { stratum: 'stage' }, in: ['primary'] },
        { not: { variable: { item: 'FAC1' }, in: ['1'] } },
      ],
    });
    const answer = await ask<BreakdownAnswer>(`/breakdown?${await asksSameAs('breakdown')}`);
    await page.getByText(`当前筛选共 ${answer.responses!.toLocaleString('en-US')} 份答卷`).waitFor();
    await button(page, '清除筛选').click();
    await page.waitForURL((url) => !url.search.includes('where'));
  });

  test('items are shown in six ways', async () => {
    await explore('items=FAC1,TEA4&by=group');
    await page.getByRole('article').first().waitFor();
    const shown = (name: string) =>
      page.getByRole('radiogroup', { name: '显示' }).getByText(name, { exact: true });
    await shown('条形').click();
    await page.locator('.bars-table').first().waitFor();
    await expectSound(page);
    await shown('热力图').click();
    await page.getByRole('grid').waitFor();
    await shown('点与区间').click();
    await page
      .getByRole('figure', { name: /^点与区间图/ })
      .first()
      .waitFor();
    await expectSound(page);
    await shown('漏斗图').click();
    await page
      .getByRole('figure', { name: /^漏斗图/ })
      .first()
      .waitFor();
    await shown('逐日趋势').click();
    await page
      .getByRole('figure', { name: /^逐日趋势/ })
      .first()
      .waitFor();
    expect(parameters(page)).toMatchObject({ view: 'trend', by: 'day' });
    await expectSound(page);
    await page.goBack();
    await page
      .getByRole('figure', { name: /^漏斗图/ })
      .first()
      .waitFor();
    await shown('表格').click();
    await page.locator('.scale-table').first().waitFor();
  });

  test('sorts by a column, pins two rows, and reads how far they differ', async () => {
    await explore('items=FAC1&by=group');
    const rows = page.locator('.scale-table tbody tr');
    await rows.first().waitFor();
    const answer = await ask<BreakdownAnswer>('/breakdown?items=FAC1&by=group');
    const [item] = answer.items;
    await button(page, '均值').click();
    await page.waitForURL(/order=-mean/);
    const byMean = item!.rows
      .filter(({ mean }) => mean !== null)
      .sort((a, b) => b.mean! - a.mean!)
      .map(({ label }) => label.zh);
    expect((await rows.locator('th').allInnerTexts()).slice(1, 1 + byMean.length)).toEqual(byMean);
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');

    const rowOf = (name: string): BreakdownRow => item!.rows.find(({ label }) => label.zh === name)!;
    await rows.filter({ hasText: '中学生' }).hover();
    await button(page, '置顶：中学生').click();
    await page.getByText('再置顶一行即可比较两组。').waitFor();
    await button(page, '置顶：小学生').first().click();
    const panel = page.getByRole('region', { name: /^比较 · 中学生与小学生/ }).first();
    await panel.waitFor();
    expect((await rows.locator('th').allInnerTexts()).slice(1, 3)).toEqual(['中学生', '小学生']);
    const { difference } = compareRows(rowOf('中学生'), rowOf('小学生'))!;
    const points = Math.abs(difference * 100).toFixed(1);
    expect(await page.locator('.compare-panel .test-sentence').innerText()).toContain(`${points} 个百分点`);
    await expectSound(page);
    await button(page, '取消全部置顶').click();
    await page.locator('.compare-panel').waitFor({ state: 'detached' });
  });

  test('sets another round beside this one', async () => {
    await explore('items=FAC1&by=group');
    await page.getByRole('article').first().waitFor();
    await page.getByRole('combobox', { name: '对比项目' }).click();
    await page.getByTitle('对比项目: 上一轮督政').click();
    await page.getByRole('heading', { name: '与“上一轮督政”对比' }).waitFor();
    expect(parameters(page)['beside']).toBe(earlier);
    const other = (await inspector.get(`/api/campaigns/${earlier}/breakdown?items=FAC1&by=group`).expect(200))
      .body as BreakdownAnswer;
    const parents = other.items[0]!.rows.find(({ key }) => key === 'parent')!;
    const line = page.locator('.round-panel').getByRole('row', { name: /^家长/ });
    expect(await line.innerText()).toContain(percent(parents.favourable!.share));
    await expectSound(page);
  });

  test('undoes and redoes by keys and buttons, and finds the way back after a reload', async () => {
    await explore('items=FAC1');
    await page.getByRole('article').first().waitFor();
    await page.getByRole('combobox', { name: '分组', exact: true }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle('学段', { exact: true }).click();
    await page.waitForURL(/by=stage/);
    await page.getByRole('switch', { name: '加权' }).click();
    await page.waitForURL(/weighted=1/);
    await page.keyboard.press('Control+z');
    await page.waitForURL((url) => !url.search.includes('weighted'));
    await page.keyboard.press('Control+Shift+z');
    await page.waitForURL(/weighted=1/);
    await button(page, '撤销').click();
    await page.waitForURL((url) => !url.search.includes('weighted'));
    await page.reload();
    await button(page, '撤销').click();
    await page.waitForURL((url) => url.search === '?items=FAC1');
    expect(await button(page, '撤销').isDisabled()).toBe(true);
    await button(page, '重做').click();
    await page.waitForURL(/by=stage/);
    await page.goBack();
    await page.waitForURL((url) => url.search === '?items=FAC1');
  });

  test('keeps views under names, shares them, and brings a deleted one back', async () => {
    await explore('items=FAC1&by=group&view=bars');
    await page.locator('.bars-table').first().waitFor();
    const save = async (name: string, shared: boolean): Promise<void> => {
      await button(page, '保存当前视图').click();
      await page.getByLabel('名称', { exact: true }).fill(name);
      if (shared) await page.getByRole('checkbox', { name: '本项目所有督学可见' }).check();
      await button(page, /^保存$/).click();
    };
    await button(page, '已存视图').click();
    await page.getByText('还没有保存的视图。').waitFor();
    await save('各对象条形', true);
    await button(page, '各对象条形').first().waitFor();
    await expectSound(page);
    await save('各对象条形', false);
    await page.getByText('您已有同名的视图。').waitFor();
    await button(page, '取消').click();

    const views = await ask<SavedView[]>('/views');
    expect(views).toMatchObject([
      { name: '各对象条形', query: 'items=FAC1&by=group&view=bars', shared: true },
    ]);
    await button(page, '修改：各对象条形').click();
    await page.getByLabel('名称', { exact: true }).fill('条形');
    await button(page, /^保存$/).click();
    await button(page, '删除：条形').click();
    await page.getByText('还没有保存的视图。').waitFor();
    await button(page, '恢复').click();
    await page.getByRole('button', { name: '条形', exact: true }).waitFor();

    await device.close();
    await open(LAPTOP);
    await explore('', 'admin');
    await button(page, '已存视图').click();
    await page.getByText('inspector 共享').waitFor();
    expect(await button(page, '删除：条形').count()).toBe(0);
    await page.getByRole('button', { name: '条形', exact: true }).click();
    await page.locator('.bars-table').first().waitFor();
    expect(parameters(page)).toEqual({ items: 'FAC1', by: 'group', view: 'bars' });
  });

  test('copies a table as cells', async () => {
    await explore('way=table&rows=group&columns=item:FAC1&measure=rowPercent');
    await page.getByRole('table').waitFor();
    await button(page, '复制表格').click();
    await page.getByText('已复制，可直接粘贴到电子表格').waitFor();
    const { text, html } = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const of = async (type: string) => (await item!.getType(type)).text();
      return { text: await of('text/plain'), html: await of('text/html') };
    });
    const answer = await ask<TableAnswer>('/table?rows=group&columns=item:FAC1&measure=rowPercent');
    const lines = text.split('\n').map((line) => line.split('\t'));
    expect(lines).toHaveLength(answer.rows.length + 2);
    expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([answer.columns.length + 2]));
    const parents = answer.rows.findIndex(([group]) => group!.key === 'parent');
    const copied = lines.find(([head]) => head === '家长')!.slice(1);
    answer.cells[parents]!.forEach(({ value }, column) => {
      if (value === null) expect(copied[column]).toBe('隐去');
      else expect(Number.parseFloat(copied[column]!) / 100).toBeCloseTo(value, 10);
    });
    expect(text).toContain('隐去');
    expect(html.match(/<tr>/g)).toHaveLength(lines.length);
  });

  test('by the keyboard alone: from a chip to a table, its figures and back', async () => {
    await explore('way=table&rows=group,stage&measure=count');
    await page.getByRole('table').waitFor();
    await button(page, '学段（行）：移动或移除').focus();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.waitForURL(/rows=stage%2Cgroup/);
    await button(page, '学段（行）：移动或移除').focus();
    await page.keyboard.press('Enter');
    const item = page.locator('[role=menuitem]:focus');
    await item.waitFor();
    for (let presses = 0; presses < 6 && (await item.textContent()) !== '放到列'; presses += 1) {
      const from = await item.textContent();
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction((text) => document.activeElement?.textContent !== text, from);
    }
    expect(await item.textContent()).toBe('放到列');
    await page.keyboard.press('Enter');
    await page.waitForURL(/rows=group&columns=stage/);
    await page.getByRole('columnheader', { name: '小学' }).waitFor();
    await page.locator('[aria-busy=false] .crosstab').waitFor();

    await page.getByRole('region', { name: /学段/ }).focus();
    let focused = page.locator('[data-figure]:focus');
    for (let presses = 0; presses < 30 && (await focused.count()) === 0; presses += 1)
      await page.keyboard.press('Tab');
    const before = await page.getByRole('tooltip').innerText();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    focused = page.locator('[data-figure]:focus');
    expect(await focused.count()).toBe(1);
    const after = page.getByRole('tooltip');
    expect(await after.innerText()).not.toBe(before);
    expect(await after.getAttribute('id')).toBe(await focused.getAttribute('aria-describedby'));
    await page.keyboard.press('Escape');
    expect(await after.count()).toBe(0);

    await button(page, '学段（列）：移动或移除').focus();
    await page.keyboard.press('Delete');
    await page.waitForURL((url) => !url.search.includes('columns'));
    await page.keyboard.press('Control+z');
    await page.waitForURL(/columns=stage/);
  });

  test('a view that would tell of few people is refused, with the way back', async () => {
    const [few] = await Responses.aggregate<{ _id: { unit: string; group: string } }>([
      { $match: { campaign: (await Campaigns.findById(round).lean())!._id, unit: { $ne: null } } },
      { $group: { _id: { unit: '$unit', group: '$group' }, n: { $sum: 1 } } },
      { $match: { n: { $lt: 4 } } },
      { $sort: { _id: 1 } },
      { $limit: 1 },
    ]);
    const { strata } = await ask<CodebookAnswer>('/codebook');
    expect(strata.unit.some(({ key }) => key === few!._id.unit)).toBe(true);
    const where = {
      not: {
        and: [
          { variable: { stratum: 'unit' }, in: [few!._id.unit] },
          { variable: { stratum: 'group' }, in: [few!._id.group] },
        ],
      },
    };
    await explore('items=FAC1&by=stage');
    await page.getByRole('article').first().waitFor();
    await page.goto(
      `/campaigns/${round}/breakdown?${new URLSearchParams({ items: 'FAC1', by: 'stage', where: JSON.stringify(where) })}`,
    );
    const refusal = page.getByRole('alert').filter({ hasText: '这个视图不能给出' });
    await refusal.getByText(/两者一比就会透露/).waitFor();
    await expectSound(page);
    await button(page, '返回上一个视图').click();
    await page.getByRole('article').first().waitFor();
    expect(parameters(page)).toEqual({ items: 'FAC1', by: 'stage' });
  });

  test('prints a clean page: what, of whom, how; the table whole', async () => {
    await explore('way=table&rows=unit&columns=group&measure=count&filter.stage=primary');
    await page.getByRole('table').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await button(page, '打印').isVisible()).toBe(false);
    expect(await page.locator('.breakdown-side').isVisible()).toBe(false);
    await page.getByText('筛选：学段为小学').waitFor();
    await page.getByText(/^数据截至 .*未加权。/).waitFor();
    const scroll = page.locator('.crosstab-scroll');
    expect(await scroll.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    expect(await page.locator('.crosstab thead').evaluate((head) => getComputedStyle(head).display)).toBe(
      'table-header-group',
    );
  });

  test('works on a tablet and on a phone', async () => {
    for (const viewport of [TABLET, PHONE]) {
      await device.close();
      await open(viewport);
      await explore('way=table&rows=group,stage&columns=item:FAC1&measure=rowPercent&intervals=1');
      await page.getByRole('table').waitFor();
      await expectSound(page);
      await button(page, /^选择变量/).click();
      const drawer = page.getByRole('dialog', { name: '题目' });
      await drawer.getByRole('button', { name: '街道：放到…' }).click();
      await page.getByRole('menuitem', { name: '放到列' }).click();
      await page.waitForURL(/columns=item%3AFAC1%2Cstreet/);
      await drawer.getByRole('button', { name: /关闭|Close/ }).click();
      await page.goto(`/campaigns/${round}/breakdown?items=FAC1,FAC2&by=group&view=bars&pin=parent,teacher`);
      await page.locator('.bars-table').first().waitFor();
      await expectSound(page);
    }
  });
});
