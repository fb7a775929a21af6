// npm run screenshots: the pictures of docs/screenshots, taken from a running demo (npm start) by a real browser.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { CampaignDetail, CampaignSummary } from '@duwen/shared/api';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    user: { type: 'string', default: 'admin' },
  },
});
const password = process.env['ADMIN_PASSWORD'];
if (!password)
  throw new Error('Set ADMIN_PASSWORD to the password of the account that looks (--user, default admin).');

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../docs/screenshots');
const SIZES = { phone: { width: 375, height: 812 }, laptop: { width: 1440, height: 900 } } as const;
type Size = keyof typeof SIZES;

const device = (browser: Browser, size: Size): Promise<BrowserContext> =>
  browser.newContext({
    viewport: SIZES[size],
    baseURL: values.url,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });

async function shoot(page: Page, size: Size, name: string): Promise<void> {
  // The live stream never rests: wait for what loads, not for silence.
  await page.waitForLoadState('load');
  await page.waitForTimeout(1200);
  await page.locator('.working, .state-loading').first().waitFor({ state: 'detached' });
  await page.screenshot({ path: join(FOLDER, `${size}-${name}.png`) });
  console.log(`${size}-${name}.png`);
}

/** The inspector's screens. @returns the demo round */
async function inspectorScreens(browser: Browser, size: Size): Promise<CampaignDetail> {
  const context = await device(browser, size);
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.locator('input[autocomplete=username]').fill(values.user);
  await page.locator('input[type=password]').fill(password!);
  await shoot(page, size, 'sign-in');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/$/);
  const campaigns = (await (await context.request.get('/api/campaigns')).json()) as CampaignSummary[];
  const demo = campaigns.find(({ synthetic }) => synthetic);
  if (!demo) throw new Error('There is no demo round: npm run seed makes one.');
  const at = `/campaigns/${demo.id}`;
  const screens: [name: string, path: string][] = [
    ['overview', ''],
    ['breakdown', '/breakdown?items=FAC1,REF3,TEA4&by=group'],
    ['heat-map', '/breakdown?items=FAC1,FAC2,FAC3,FAC5,TEA1,TEA4,REF3,REF4,QUA4,RES3&by=unit&view=heat'],
    ['table', '/breakdown?way=table&rows=stage,group&columns=item:FAC1&intervals=1'],
    ['funnel', '/breakdown?items=FAC1&by=unit&view=funnel'],
    ['evidence', '/evidence/1.1.4'],
    ['open-answers', '/texts'],
    ['quality', '/quality'],
    ['links', '/links'],
    ['set-up', '/setup'],
  ];
  for (const [name, path] of screens) {
    await page.goto(`${at}${path}`);
    await page.locator('h2, h3').first().waitFor();
    await shoot(page, size, name);
  }
  const answer = await context.request.get(`/api/campaigns/${demo.id}`);
  const detail = (await answer.json()) as CampaignDetail;
  await context.close();
  return detail;
}

/** A parent's way from the link to the review; nothing is submitted. */
async function respondentScreens(browser: Browser, size: Size, detail: CampaignDetail): Promise<void> {
  const code = detail.groups.find((group) => group.code === 'parent')?.link?.code;
  if (!code) throw new Error('The demo round has no link for parents.');
  const context = await device(browser, size);
  const page = await context.newPage();
  await page.goto(`/r/${code}`);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name: '开始填写', exact: true }).waitFor();
  await shoot(page, size, 'welcome');
  await press('开始填写');
  await page.getByRole('option').first().waitFor();
  await shoot(page, size, 'choose-school');
  await page.getByRole('combobox').fill('小学');
  await page.getByRole('option').first().click();
  await press('继续');
  for (let step = 1; step < 12; step += 1) {
    await page.getByRole('progressbar').waitFor();
    await page.waitForTimeout(400);
    for (const list of await page.locator('main select').all()) await list.selectOption({ index: 1 });
    for (const group of await page.locator('main [role=radiogroup]').all())
      await group.getByRole('radio').nth(1).check();
    if (step === 2) {
      await page.mouse.wheel(0, -9999);
      await shoot(page, size, 'questionnaire');
    }
    const last = await page.getByRole('button', { name: '检查回答', exact: true }).isVisible();
    const before = page.url();
    await press(last ? '检查回答' : '下一页');
    await page.waitForURL((url) => url.href !== before);
    if (last) break;
  }
  await shoot(page, size, 'review');
  await context.close();
}

await mkdir(FOLDER, { recursive: true });
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const size of ['laptop', 'phone'] as const)
    await respondentScreens(browser, size, await inspectorScreens(browser, size));
} finally {
  await browser.close();
}
