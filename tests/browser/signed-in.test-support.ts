import type { BrowserContext, Page } from 'playwright-core';
import { watchErrors, type App } from './app.test-support';

/** A page of somebody who has signed in. */
export interface SignedInPage {
  readonly device: BrowserContext;
  readonly page: Page;
  /** What went wrong on the page: expect nothing. */
  readonly errors: string[];
}

/** Signs in on a new device and goes to `path`. */
export async function openAs(
  app: App,
  username: 'admin' | 'inspector',
  path: string,
  viewport: { width: number; height: number },
): Promise<SignedInPage> {
  const device = await app.device(viewport);
  device.setDefaultTimeout(20_000);
  const page = await device.newPage();
  const errors: string[] = [];
  watchErrors(page, errors);
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(app.passwords[username]);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.pathname + url.search === path);
  return { device, page, errors };
}
