import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
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

describeInBrowser('the quality panel', () => {
  let app: App;
  let round: string;
  beforeAll(async () => {
    app = await startApp();
    ({ id: round } = await seedRound(3000));
  }, 180_000);
  afterAll(() => app?.close());

  test('an admin leaves marked responses out with a reason; everybody sees it; another decision lets them back in', async () => {
    const { page, device, errors } = await openAs(app, 'admin', `/campaigns/${round}/quality`, LAPTOP);
    const mark = page.getByRole('article', { name: '直线作答' });
    await mark.getByText('计入', { exact: true }).waitFor();
    await expectSound(page);
    const counted = await page
      .getByRole('row', { name: /^直线作答/ })
      .locator('td')
      .nth(1)
      .innerText();

    await mark.getByRole('button', { name: '排除这些答卷…' }).click();
    const dialog = page.getByRole('dialog', { name: /排除有“直线作答”标记的答卷/ });
    await dialog.getByRole('button', { name: '记录决定' }).click();
    await dialog.getByText('请写明理由').waitFor();
    await dialog.getByLabel('理由').fill('核对了 20 份，全卷同一选项');
    await expectSound(page);
    await dialog.getByRole('button', { name: '记录决定' }).click();
    await mark.getByText('已排除', { exact: true }).waitFor();
    await mark.getByText('核对了 20 份，全卷同一选项').waitFor();
    await mark.getByText(/排除 · admin · \d{4}-\d{2}-\d{2} \d{2}:\d{2}/).waitFor();
    const note = page.getByRole('note').filter({ hasText: '按质量决定' });
    expect(await note.innerText()).toContain(`未计入 ${counted} 份答卷（直线作答）`);

    const other = await openAs(app, 'inspector', `/campaigns/${round}/breakdown?items=FAC1&by=group`, LAPTOP);
    await other.page
      .getByRole('note')
      .filter({ hasText: `未计入 ${counted} 份` })
      .waitFor();
    const left = (3000 - Number(counted.replace(',', ''))).toLocaleString('en-US');
    await other.page.getByText(`全部 ${left} 份答卷`).waitFor();
    await other.page.getByRole('link', { name: '查看理由' }).click();
    await other.page.getByText('核对了 20 份，全卷同一选项').waitFor();
    expect(await other.page.getByRole('button', { name: /排除这些答卷|恢复计入/ }).count()).toBe(0);
    await other.device.close();

    await mark.getByRole('button', { name: '恢复计入…' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('复核后可以采信');
    await page.getByRole('dialog').getByRole('button', { name: '记录决定' }).click();
    await mark.getByText('复核后可以采信').waitFor();
    await note.waitFor({ state: 'detached' });
    // Nothing was overwritten.
    expect(await mark.getByRole('listitem').count()).toBe(2);
    await device.close();
    expect([...errors, ...other.errors]).toEqual([]);
  });

  test('can be read on a phone', async () => {
    const { page, device, errors } = await openAs(app, 'inspector', `/campaigns/${round}/quality`, PHONE);
    await page.getByRole('heading', { name: '各标记的答卷数' }).waitFor();
    await expectSound(page);
    await device.close();
    expect(errors).toEqual([]);
  });
});
