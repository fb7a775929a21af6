import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { BreakdownAnswer } from '@duwen/shared/api';
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

jest.setTimeout(120_000);

const HEAT = { rows: 150, columns: 60 };
/** Cells drawn at a time, of 9,000: what is in sight and some around it. That is what keeps scrolling light. */
const MOST_DRAWN = 1500;

/** An answer as large as a district: its rows and items repeated under other names. */
function enlarged(answer: BreakdownAnswer): BreakdownAnswer {
  const scaled = answer.items.filter(({ options }) => options.some(({ favourable }) => favourable));
  const items = Array.from({ length: HEAT.columns }, (_, column) => {
    const item = scaled[column % scaled.length]!;
    const rows = Array.from({ length: HEAT.rows }, (__, row) => ({
      ...item.rows[row % item.rows.length]!,
      key: `unit-${row}`,
      label: { zh: `第 ${row + 1} 所学校` },
    }));
    return { ...item, code: `${item.code}.${column}`, rows };
  });
  return { ...answer, items };
}

/** Long tasks from now on, milliseconds each. */
const watchTasks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) =>
      tasks.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
  });
const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(window as unknown as { tasks: number[] }).tasks));

describeInBrowser('charts', () => {
  let app: App;
  let base: string;
  beforeAll(async () => {
    app = await startApp();
    base = `/campaigns/${(await seedRound(3000)).id}/breakdown?items=FAC1%2CTEA4`;
  }, 180_000);
  afterAll(() => app?.close());

  test('a heat map of 150 schools and 60 items draws only what is in sight, by wheel, jump and keys', async () => {
    const { page, device, errors } = await openAs(app, 'inspector', '/', LAPTOP);
    await page.route(/\/api\/.*\/breakdown\?items/, async (route) => {
      const answer = (await (await route.fetch()).json()) as BreakdownAnswer;
      await route.fulfill({ json: enlarged(answer) });
    });
    await page.goto(`${base}&by=unit&view=heat`);
    const grid = page.getByRole('grid', { name: '热力图' });
    await grid.getByRole('gridcell').first().waitFor();
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(HEAT.rows + 2));
    expect(await grid.getAttribute('aria-colcount')).toBe(String(HEAT.columns + 1));
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    await watchTasks(page);
    const scroller = page.locator('.heat-scroll');
    await scroller.hover();
    for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(turn % 3 === 0 ? 150 : 0, 120);
    await scroller.evaluate(async (element) => {
      for (let frame = 0; frame < 40; frame++) {
        element.scrollTop = (frame * 397) % element.scrollHeight;
        element.scrollLeft = (frame * 211) % element.scrollWidth;
        await new Promise(requestAnimationFrame);
      }
    });
    const cells = grid.getByRole('gridcell');
    expect(await cells.count()).toBeGreaterThan(0);
    expect(await cells.count()).toBeLessThan(MOST_DRAWN);

    // The Tab key's stop is there wherever the map was scrolled to, and the last cell can be reached by keys alone.
    await grid.locator('[tabindex="0"][role="gridcell"]').focus();
    for (let turn = 0; turn < 15; turn++) await page.keyboard.press('PageDown');
    await page.keyboard.press('End');
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('data-row')).toBe(String(HEAT.rows));
    expect(await focused.getAttribute('data-column')).toBe(String(HEAT.columns - 1));
    expect(await focused.getAttribute('aria-label')).toContain(`第 ${HEAT.rows} 所学校`);
    expect(await page.locator('.heat-readout').innerText()).toBe(await focused.getAttribute('aria-label'));
    expect(await cells.count()).toBeLessThan(MOST_DRAWN);
    // Told, not asserted: how long a task takes depends on what else the machine does.
    console.log(`heat map of ${HEAT.rows} × ${HEAT.columns}: longest task ${await longestTask(page)} ms`);
    await device.close();
    expect(errors).toEqual([]);
  });

  test.each([
    ['dots', 'unit', /^点与区间图/],
    ['funnel', 'unit', /^漏斗图/],
    ['trend', 'day', /^逐日趋势/],
  ])('a plot (%s) is read by keys, as a table, on laptop and phone', async (display, by, name) => {
    for (const viewport of [LAPTOP, PHONE]) {
      const { page, device, errors } = await openAs(
        app,
        'inspector',
        `${base}&by=${by}&view=${display}`,
        viewport,
      );
      const plot = page.getByRole('figure', { name }).first();
      await plot.waitFor();
      await expectSound(page);
      const first = plot.locator('[data-point][tabindex="0"]');
      await first.focus();
      const words = await first.getAttribute('aria-label');
      await page.keyboard.press('ArrowRight');
      const second = await page.locator(':focus').getAttribute('aria-label');
      expect(second).not.toBe(words);
      expect(await plot.locator('.plot-readout').innerText()).toBe(second);
      await plot.getByText('以表格显示').click();
      expect(await plot.getByRole('row').count()).toBeGreaterThan(2);
      await device.close();
      expect(errors).toEqual([]);
    }
  });

  test('a chart leaves as SVG and PNG with its title, base and source, and onto the clipboard', async () => {
    const { page, device, errors } = await openAs(app, 'inspector', `${base}&by=street&view=dots`, LAPTOP);
    await device.grantPermissions(['clipboard-read', 'clipboard-write']);
    const take = async (way: string): Promise<void> => {
      await page.getByRole('button', { name: /^存为图片: FAC1/ }).click();
      await page.getByRole('menuitem', { name: way }).click();
    };
    const saved = async (way: string): Promise<Buffer> => {
      const [download] = await Promise.all([page.waitForEvent('download'), take(way)]);
      return readFile(await download.path());
    };
    const svg = (await saved('下载 SVG')).toString();
    for (const part of ['FAC1', '份答卷', '数据截至', '演示数据', '合计']) expect(svg).toContain(part);
    expect(svg).toContain('font-family="system-ui');
    expect(svg).not.toMatch(/class=|tabindex=|<script|<image/);
    await page.getByText('已下载 FAC1-dots.svg').waitFor();
    await page.waitForTimeout(500);
    const png = await saved('下载 PNG');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Twice as many pixels as the picture is wide.
    expect(png.readUInt32BE(16)).toBe(2 * Number(/<svg[^>]* width="(\d+)"/.exec(svg)![1]));
    await page.waitForTimeout(500);
    await take('复制为图片');
    await page.getByText('图片已复制').waitFor();
    const copied = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item!.getType('image/png')).size;
    });
    expect(copied).toBeGreaterThan(10_000);
    await device.close();
    expect(errors).toEqual([]);
  });
});
