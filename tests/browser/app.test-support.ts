import { existsSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { describe, expect } from '@jest/globals';
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { Links } from '@duwen/server/store/links';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import { startTestServer, type TestServer } from '../integration/server.test-support';

const ROOT = join(import.meta.dirname, '../..');
const CLIENT = join(ROOT, 'client/dist');

const executablePath = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && path !== '' && existsSync(path));

/** `describe` where there is a Chromium; skipped, and said so, where there is none. */
export const describeInBrowser = executablePath === undefined ? describe.skip : describe;
if (executablePath === undefined) {
  console.warn('No Chromium: these browser tests are skipped. Install it, or set CHROMIUM to its path.');
}

export const PHONE = { width: 375, height: 812 };
export const LAPTOP = { width: 1440, height: 900 };

/** The built client on a real server over a real embedded store, and a browser. */
export interface App extends TestServer {
  readonly chromium: Chromium;
  /** A new device: nothing remembered, the texts of China. */
  device(viewport: { width: number; height: number }): Promise<BrowserContext>;
}

/**
 * Starts everything. The client must have been built: `npm test` and `npm run build` do it.
 *
 * @throws when `client/dist` is missing
 */
export async function startApp(): Promise<App> {
  if (!existsSync(join(CLIENT, 'respond.html'))) throw new Error('client/dist is missing: npm run build');
  const server = await startTestServer({ clientDirectory: CLIENT });
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return {
    ...server,
    chromium: browser,
    device: (viewport) =>
      browser.newContext({ viewport, baseURL: server.url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** The demo round with few responses: its id, and the respondents' links by group. */
export async function seedRound(
  responses: number,
): Promise<{ id: string; links: Readonly<Record<string, string>> }> {
  const id = await seedYangpu({ responses, seed: 1 });
  const links = await Links.find({ campaign: id }).lean();
  return { id, links: Object.fromEntries(links.map(({ _id, group }) => [group, _id])) };
}

/** What axe finds serious or critical on the page, one line each: expect none. */
export async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** Whether the page scrolls sideways: expect false. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** What every screen must be besides right: usable by all, and no wider than the screen. */
export async function expectSound(page: Page): Promise<void> {
  expect(await seriousViolations(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
}

/** Adds what goes wrong on the page to `errors`, from now on: expect nothing. */
export function watchErrors(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Warning:/.test(message.text())) errors.push(message.text());
  });
}
