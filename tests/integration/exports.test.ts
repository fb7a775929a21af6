import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import request from 'supertest';
import type { BreakdownAnswer, TableAnswer } from '@duwen/shared/api';
import { csvLines } from '../../server/src/exports/read-files.test-support';
import { setUpRound, submission, type Round } from './round.test-support';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let server: TestServer;
let inspector: Browser;
let round: Round;
const base = () => `/api/campaigns/${round.id}`;

beforeAll(async () => {
  server = await startTestServer();
  round = await setUpRound(await server.signedIn('admin'));
  inspector = await server.signedIn('inspector');
  for (let n = 0; n < 24; n += 1)
    await request(server.url)
      .post(`/api/links/${round.code}/responses`)
      .send(submission({ answers: { FAC: { FAC1: 5, FAC2: 9 }, COM1: n < 8 ? 2 : 4 } }))
      .expect(201);
});
afterAll(() => server?.close());

async function download(
  path: string,
): Promise<{ workbook: exceljs.Workbook; headers: Record<string, string> }> {
  const { body, headers } = await inspector
    .get(path)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  const bytes = body as Buffer;
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  );
  return { workbook, headers: headers as Record<string, string> };
}

function row(sheet: exceljs.Worksheet | undefined, code: string): Record<string, unknown> {
  const heads = (sheet!.getRow(1).values as unknown[]).slice(1).map(String);
  for (let number = 2; number <= sheet!.rowCount; number += 1) {
    const cells = sheet!.getRow(number);
    if (cells.getCell(1).value !== code) continue;
    return Object.fromEntries(heads.map((head, index) => [head, cells.getCell(index + 1).value]));
  }
  throw new Error(`no row ${code}`);
}

describe('workbooks', () => {
  it("give the screen's figures for the view", async () => {
    const query = 'items=COM1,FAC1&by=unit';
    const { body } = await inspector.get(`${base()}/breakdown?${query}`).expect(200);
    const { total } = (body as BreakdownAnswer).items[0]!;
    const { workbook, headers } = await download(`${base()}/breakdown.xlsx?${query}&locale=zh`);
    expect(headers['content-type']).toBe(XLSX);
    expect(decodeURIComponent(headers['content-disposition']!)).toMatch(
      /示例区督政 分析视图 \d{4}-\d\d-\d\d\.xlsx/,
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(row(workbook.getWorksheet('当前视图'), 'COM1')).toMatchObject({
      '有效回答 n': 24,
      满意率: total.favourable?.share,
      '95%下限': total.favourable?.lower,
      '95%上限': total.favourable?.upper,
      均值: total.mean,
    });
  });

  it('give the same figures as csv', async () => {
    const query = 'items=COM1&by=unit';
    const { body } = await inspector.get(`${base()}/breakdown?${query}`).expect(200);
    const { total } = (body as BreakdownAnswer).items[0]!;
    const { text, headers } = await inspector.get(`${base()}/breakdown.csv?${query}&locale=en`).expect(200);
    expect(headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
    expect(decodeURIComponent(headers['content-disposition']!)).toMatch(/ view \d{4}-\d\d-\d\d\.csv/);
    const lines = csvLines(text);
    expect(lines[0]).toMatchObject({
      Code: 'COM1',
      Organisation: 'Total',
      'Valid n': '24',
      '% satisfied': String(total.favourable!.share),
      '95% lower': String(total.favourable!.lower),
    });
    expect(lines.filter((line) => line['Organisation'] === 'Total')).toHaveLength(1 + total.counts.length);
  });

  it('give a table of any variables, as workbook and as csv', async () => {
    const query = 'rows=item:COM1&columns=item:FAC1&measure=count';
    const { body } = await inspector.get(`${base()}/table?${query}`).expect(200);
    const { cells, rows } = body as TableAnswer;
    const { workbook, headers } = await download(`${base()}/table.xlsx?${query}`);
    expect(decodeURIComponent(headers['content-disposition']!)).toContain('交叉表');
    const sheet = workbook.getWorksheet('交叉表')!;
    expect(rows.map((_, index) => sheet.getRow(index + 2).getCell(1).value)).toEqual(
      rows.map(([answer]) => answer!.label.zh),
    );
    expect(sheet.getRow(rows.length + 2).getCell(sheet.columnCount).value).toBe(cells.at(-1)!.at(-1)!.value);
    const { text } = await inspector.get(`${base()}/table.csv?${query}&locale=en`).expect(200);
    const lines = csvLines(text);
    expect(lines.map((line) => line['Count'])).toEqual(
      cells.flat().map(({ value }) => (value === null ? '—' : String(value))),
    );
    await inspector.get(`${base()}/table.xlsx?rows=item:NOPE`).expect(400);
    await inspector.get(`${base()}/table.csv?measure=mean`).expect(400);
    await request(server.url).get(`${base()}/table.csv?${query}`).expect(401);
  });

  it('give the whole campaign, in English too', async () => {
    const { workbook } = await download(`${base()}/workbook.xlsx?locale=en`);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Cover',
      'Parents',
      'Schools-Parents',
      'Codebook',
    ]);
    expect(row(workbook.getWorksheet('Parents'), 'COM1')).toMatchObject({
      'Valid n': 24,
      '% satisfied': 16 / 24,
    });
  });

  it('ask for a sign-in, a campaign that is there, and a query that makes sense', async () => {
    await request(server.url).get(`${base()}/workbook.xlsx`).expect(401);
    await request(server.url).get(`${base()}/breakdown.xlsx?items=COM1`).expect(401);
    await inspector.get('/api/campaigns/0123456789abcdef01234567/workbook.xlsx').expect(404);
    await inspector.get(`${base()}/workbook.xlsx?locale=fr`).expect(400);
    await inspector.get(`${base()}/workbook.xlsx?sheet=1`).expect(400);
    await inspector.get(`${base()}/breakdown.xlsx?items=NOPE`).expect(400);
    const { body } = await inspector.get(`${base()}/breakdown.xlsx?by=unit`).expect(400);
    expect(body).toMatchObject({ code: 'bad-request' });
  });

  it('leave the server well when a download is given up', async () => {
    for (let n = 0; n < 5; n += 1) {
      const given = inspector.get(`${base()}/workbook.xlsx`);
      setTimeout(() => given.abort(), 10 * n);
      await given.catch(() => undefined);
    }
    await inspector.get(`${base()}/workbook.xlsx`).expect(200);
  });
});
