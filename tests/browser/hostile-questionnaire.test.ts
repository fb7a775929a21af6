import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CampaignDetail } from '@duwen/shared/api';
import { campaignInput } from '../integration/round.test-support';
import { signIn, type Browser } from '../integration/server.test-support';
import { describeInBrowser, LAPTOP, PHONE, startApp, type App } from './app.test-support';

/** What runs when a text is taken for HTML or for Markdown. */
const ATTACK =
  '<img src=x onerror="window.pwned=1"><svg onload="window.pwned=1"></svg><b class="injected">x</b>' +
  '[a](javascript:window.pwned=1) &lt;script&gt;window.pwned=1&lt;/script&gt;';
const texts = { 'zh-cn': `攻 ${ATTACK}`, en: ATTACK };
const choices = [
  { value: 1, text: texts },
  { value: 2, text: texts },
];
/** A description may quote an answer, which may hold anything. */
const shown = { title: texts, description: `${ATTACK} {Q7}` };
const questionnaire = {
  ...shown,
  pages: [
    {
      name: 'p1',
      ...shown,
      elements: [
        { type: 'radiogroup', name: 'Q1', ...shown, choices, requiredErrorText: texts, isRequired: true },
        { type: 'dropdown', name: 'Q2', ...shown, choices, placeholder: texts },
        { type: 'checkbox', name: 'Q3', ...shown, choices },
        { type: 'boolean', name: 'Q4', ...shown, labelTrue: texts, labelFalse: texts },
        {
          type: 'rating',
          name: 'Q5',
          ...shown,
          rateValues: choices,
          minRateDescription: texts,
          maxRateDescription: texts,
        },
        {
          type: 'matrix',
          name: 'Q6',
          ...shown,
          columns: choices,
          rows: [{ value: 'R1', text: texts }],
        },
        { type: 'comment', name: 'Q7', ...shown, placeholder: texts },
        { type: 'text', name: 'Q8', ...shown, placeholder: texts },
        {
          type: 'panel',
          name: 'P1',
          ...shown,
          elements: [{ type: 'html', name: 'H1', html: '<p>只有<b>粗体</b></p>' }],
        },
      ],
    },
  ],
};

describeInBrowser('a questionnaire whose every text is an attack', () => {
  let app: App;
  let admin: Browser;
  let id: string;
  let code: string;

  beforeAll(async () => {
    app = await startApp();
    admin = await app.signedIn('admin');
    const name = { zh: `轮次 ${ATTACK}`.slice(0, 200) };
    const created = await admin.post('/api/campaigns', campaignInput({ name, organiser: name })).expect(201);
    ({ id } = created.body as CampaignDetail);
    const path = `/api/campaigns/${id}`;
    const { body: framework } = await admin.get('/api/templates/framework.json');
    await admin.put(`${path}/framework`, framework as object).expect(200);
    await admin.put(`${path}/groups/g`, { title: name, units: null, frame: null, questionnaire }).expect(200);
    const published = await admin.post(`${path}/groups/g/publish`).expect(200);
    code = (published.body as CampaignDetail).groups[0]!.link!.code;
    await admin.post(`${path}/status`, { status: 'open' }).expect(200);
  }, 120_000);
  afterAll(() => app?.close());

  /** Nothing of the texts has become an element, and nothing of them has run. */
  async function expectHarmless(page: Page): Promise<void> {
    const found = await page.evaluate(() => ({
      ran: 'pwned' in globalThis,
      elements: document.querySelectorAll('.injected, img[onerror], svg[onload], a[href^="javascript:"]')
        .length,
    }));
    expect(found).toEqual({ ran: false, elements: 0 });
  }

  /** From the welcome page to the review, every question answered. */
  async function walkThrough(page: Page): Promise<void> {
    await page.getByRole('button', { name: '开始填写' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: '检查回答', exact: true }).click(); // shows the required error
    await expectHarmless(page);
    await page.getByRole('radiogroup').first().getByRole('radio').first().check();
    await page.locator('textarea').first().fill(`${ATTACK} {Q7}`);
    await page.locator('textarea').first().blur();
    await expectHarmless(page);
    await page.getByRole('button', { name: '检查回答', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '检查回答' }).waitFor();
    await expectHarmless(page);
  }

  test('runs nothing at the respondent', async () => {
    const device = await app.device(PHONE);
    const page = await device.newPage();
    await page.goto(`/r/${code}`);
    await walkThrough(page);
    await device.close();
  }, 60_000);

  test('runs nothing in the preview, nor on the inspectors’ pages', async () => {
    const device = await app.device(LAPTOP);
    const page = await device.newPage();
    const browser = { ...admin };
    await signIn(browser, 'admin', app.passwords.admin);
    const cookies = browser.agent.jar.getCookies({
      path: '/',
      domain: '127.0.0.1',
      secure: false,
      script: false,
    });
    await device.addCookies(cookies.map(({ name, value }) => ({ name, value, url: app.url })));
    for (const path of ['', '/breakdown?items=Q1', '/evidence', '/setup']) {
      await page.goto(`/campaigns/${id}${path}`);
      await page.getByText('轮次').first().waitFor();
      await expectHarmless(page);
    }
    await page.goto(`/preview/${id}/g`);
    await walkThrough(page);
    await device.close();
  }, 60_000);

  test('could run nothing: the browser is told to refuse scripts that are not files of the server', async () => {
    const device = await app.device(PHONE);
    const page = await device.newPage();
    await page.goto(`/r/${code}`);
    await page.getByRole('button', { name: '开始填写' }).waitFor();
    const ran = await page.evaluate(async () => {
      document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.pwned=1">');
      const inline = document.createElement('script');
      inline.textContent = 'window.pwned = 2';
      const foreign = document.createElement('script');
      foreign.src = 'data:text/javascript,window.pwned=3';
      document.body.append(inline, foreign);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return 'pwned' in globalThis;
    });
    expect(ran).toBe(false);
    await device.close();
  }, 60_000);

  test('cannot be put into a frame of another site', async () => {
    const elsewhere = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end(`<iframe src="${app.url}/r/${code}"></iframe>`),
    );
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const device = await app.device(LAPTOP);
    try {
      const page = await device.newPage();
      const refusal = page.waitForEvent('console', {
        predicate: (line) => line.text().includes('frame-ancestors'),
      });
      await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`);
      await refusal;
      expect(await page.frames()[1]!.getByRole('button').count()).toBe(0);
    } finally {
      await device.close();
      elsewhere.close();
    }
  }, 60_000);
});
