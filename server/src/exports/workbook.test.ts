import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { breakDown, breakDownBothWays, type Breakdown, type BreakdownRow } from '@duwen/shared/breakdown';
import { frameOf } from '@duwen/shared/codebook';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { campaignTables, type AskBothWays, type GroupTables } from './campaign-tables.js';
import { campaignWorkbook } from './campaign-workbook.js';
import { sampleMatrix } from './sample-matrix.test-support.js';
import type { Sheet } from './sheet.js';
import { textsIn } from './texts.js';
import { viewWorkbook } from './view-workbook.js';
import { writeWorkbook } from './write-workbook.js';

const matrix = sampleMatrix();
const zh = textsIn('zh');

const bothWaysHere: AskBothWays = async ({ columns, codebook, campaign, units, asOf }, request) =>
  breakDownBothWays({
    columns,
    codebook,
    request,
    minimumCell: campaign.minimumCell,
    asOf,
    frame: frameOf(campaign.groups, units),
  });

const tablesOf = (of: CampaignMatrix): Promise<GroupTables[]> => campaignTables(of, { ask: bothWaysHere });

const wholeWorkbook = async (of = matrix, texts = zh): Promise<Sheet[]> => [
  ...campaignWorkbook(of, await tablesOf(of), texts),
];

async function written(sheets: Iterable<Sheet>): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeWorkbook(sheets, output)]);
  return bytes;
}

async function reread(sheets: Iterable<Sheet>): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  const bytes = await written(sheets);
  await workbook.xlsx.load(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  );
  return workbook;
}

/** A sheet as rows of values by column head. */
function table(workbook: exceljs.Workbook, name: string, headRow = 1): Record<string, unknown>[] {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  const heads = (sheet.getRow(headRow).values as unknown[]).slice(1).map(String);
  const rows: Record<string, unknown>[] = [];
  for (let number = headRow + 1; number <= sheet.rowCount; number += 1) {
    const row = sheet.getRow(number);
    rows.push(Object.fromEntries(heads.map((head, index) => [head, row.getCell(index + 1).value])));
  }
  return rows;
}

const shown = (value: number | null): unknown => value ?? '—';

function breakdownOf(group: string, by: 'unit' | null, weighted = false): Breakdown {
  const { columns, codebook, campaign, units, asOf } = matrix;
  const request = {
    items: codebook.items.map(({ code }) => code),
    by,
    filter: { group: [group] },
    quality: 'all',
    weighted,
  } as const;
  const frame = frameOf(campaign.groups, units);
  return breakDown({ columns, codebook, request, minimumCell: campaign.minimumCell, asOf, frame });
}

function expectFigures(
  cells: Record<string, unknown> | undefined,
  row: BreakdownRow,
  hasDontKnow: boolean,
): void {
  expect(cells).toMatchObject({
    被问到人数: shown(row.asked),
    未答: shown(row.missing),
    '有效回答 n': shown(row.n),
    不了解: hasDontKnow ? shown(row.dontKnow) : null,
  });
  if (row.favourable) {
    const { share, lower, upper } = row.favourable;
    expect(cells).toMatchObject({ 满意率: share, '95%下限': lower, '95%上限': upper });
  }
  if (row.mean !== null) {
    expect(cells).toMatchObject({ 均值: row.mean, 标准差: shown(row.sd) });
    expect(cells).toMatchObject({ '均值95%下限': row.meanLower, '均值95%上限': row.meanUpper });
  }
}

describe('the whole campaign', () => {
  it.each([
    ['parent', '家长', 'unit'],
    ['deputy', '代表 委员', null],
  ] as const)('gives the figures of the breakdown for each item of %s', async (group, sheet, by) => {
    const workbook = await reread(await wholeWorkbook());
    const { items } = breakdownOf(group, by);
    const rows = table(workbook, sheet);
    const weighted = breakdownOf(group, by, true).items;
    for (const [index, item] of items.entries()) {
      const [own, ...options] = rows.filter((row) => row['代码'] === item.code);
      const standsFor = weighted[index]!.total;
      if (standsFor.favourable) {
        const { share, lower, upper } = standsFor.favourable;
        expect(own).toMatchObject({ 加权满意率: share, '加权95%下限': lower, '加权95%上限': upper });
      }
      if (standsFor.mean !== null)
        expect(own).toMatchObject({ 加权均值: standsFor.mean, '加权均值95%下限': standsFor.meanLower });
      if (by !== null) {
        expect(own).toMatchObject({
          '统计量（χ² 或 F）': item.test?.statistic ?? null,
          'p 值': item.test?.pValue ?? null,
          'Cramér V': item.test?.cramersV ?? null,
        });
      }
      const hasDontKnow = item.options.some(({ missing }) => missing);
      expectFigures(own, item.total, hasDontKnow);
      expect(options.map((row) => row['选择人数'])).toEqual(item.total.counts.map(shown));
      options.forEach((row, index) => {
        const count = item.total.counts[index];
        const { n, dontKnow } = item.total;
        if (count == null || n === null) expect(row['占比']).toBe('—');
        else {
          const base = item.options[index]!.missing ? n + (dontKnow ?? 0) : n;
          expect(row['占比']).toBeCloseTo(count / base, 12);
        }
      });
    }
    expect(items.length).toBe(5);
  });

  it('gives the schools of the breakdown, and hides the small one', async () => {
    const workbook = await reread(await wholeWorkbook());
    const [total, ...schools] = table(workbook, '学校-家长', 2);
    const item = breakdownOf('parent', 'unit').items.find(({ code }) => code === 'B')!;
    expect(total).toMatchObject({ 'B 满意率': item.total.favourable?.share, 'B n': item.total.n });
    for (const row of item.rows) {
      const school = schools.find((cells) => cells['单位代码'] === row.key);
      expect(school).toMatchObject({ 'B n': shown(row.n), 街道: '五角场街道', 学段: '小学' });
      if (row.favourable) {
        const { share, lower, upper } = row.favourable;
        expect(school).toMatchObject({ 'B 满意率': share, 'B 95%下限': lower, 'B 95%上限': upper });
      }
    }
    expect(schools.find((cells) => cells['单位代码'] === 'S5')).toMatchObject({
      'B 满意率': '—',
      'B n': '—',
    });
  });

  it('makes no school sheet where it would be all marks', async () => {
    const few = sampleMatrix(12, 30);
    const workbook = await reread(await wholeWorkbook(few));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['封面', '家长', '代表 委员', '编码表']);
  });

  it('says on the cover what the figures are and what the marks mean', async () => {
    const workbook = await reread(await wholeWorkbook());
    const cover = workbook.getWorksheet('封面')!;
    const facts = new Map<string, unknown>();
    cover.eachRow((row) => facts.set(String(row.getCell(1).value), row.getCell(2).value));
    expect(facts.get('注意')).toContain('合成');
    expect(facts.get('数据截至')).toBe('2019-03-19 00:30（Asia/Shanghai）');
    expect(facts.get('答卷数')).toBe(330);
    expect(facts.get('答卷数：家长')).toBe('300（应有 600）');
    expect(facts.get('量表 S：满意度')).toBe('计为满意：5 非常满意、4 比较满意');
    expect(facts.get('最小单元')).toContain('少于 5 人');
    expect(facts.get('符号')).toContain('—');
    expect(facts.get('计算方法')).toMatch(/Wilson[\s\S]*Rao–Scott[\s\S]*\/methods/);
    expect(facts.get('加权的代价：家长')).toMatch(/^设计效应 \d\.\d\d（有效样本量 \d+），权数 /);
  });

  it('lists every option in the codebook with what it counts as', async () => {
    const workbook = await reread(await wholeWorkbook());
    const rows = table(workbook, '编码表').filter((row) => row['代码'] === 'A');
    expect(rows.map((row) => [row['选项值'], row['计分'], row['计为']])).toEqual([
      [5, 5, '满意'],
      [4, 4, '满意'],
      [3, 3, null],
      [2, 2, null],
      [1, 1, null],
      [9, null, '不了解'],
    ]);
  });

  it('keeps heads in view with filters, formats numbers, and never lets a text be a formula', async () => {
    const workbook = await reread(await wholeWorkbook());
    const sheet = workbook.getWorksheet('家长')!;
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 1 });
    expect(sheet.autoFilter).toBe(`A1:${sheet.getColumn(sheet.columnCount).letter}${sheet.rowCount}`);
    const heads = (sheet.getRow(1).values as unknown[]).map(String);
    const cell = (head: string) => sheet.getRow(2).getCell(heads.indexOf(head));
    expect(cell('满意率').numFmt).toBe('0.0%');
    expect(cell('均值').numFmt).toBe('0.00');
    expect(cell('有效回答 n').numFmt).toBe('#,##0');
    expect(cell('题目').font.name).toBe('微软雅黑');
    expect(cell('题目').value).toBe("'=SUM(1,2) 场地条件");
    for (const worksheet of workbook.worksheets) {
      worksheet.eachRow((row) =>
        row.eachCell((each) => expect(each.type).not.toBe(exceljs.ValueType.Formula)),
      );
    }
  });

  it('speaks English where asked to', async () => {
    const workbook = await reread(await wholeWorkbook(matrix, textsIn('en')));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Cover',
      'Parents',
      'Deputies',
      'Schools-Parents',
      'Codebook',
    ]);
    expect(table(workbook, 'Parents')[0]).toMatchObject({ Item: 'Item A', 'Valid n': expect.anything() });
  });
});

describe('a view', () => {
  it('gives each row of the breakdown, its distribution, and the test between rows', async () => {
    const { columns, codebook, campaign, asOf } = matrix;
    const request = {
      items: ['B', 'M', 'H'],
      by: 'unit',
      filter: { group: ['parent'] },
      quality: 'all',
    } as const;
    const breakdown = breakDown({ columns, codebook, request, minimumCell: campaign.minimumCell, asOf });
    const workbook = await reread(viewWorkbook(matrix, breakdown, zh));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['封面', '当前视图', '选项分布', '差异检验']);
    const figures = table(workbook, '当前视图');
    const distribution = table(workbook, '选项分布');
    const tests = table(workbook, '差异检验');
    for (const item of breakdown.items) {
      const own = figures.filter((row) => row['代码'] === item.code);
      const rows = [item.total, ...item.rows];
      expect(own).toHaveLength(rows.length);
      rows.forEach((row, index) =>
        expectFigures(
          own[index],
          row,
          item.options.some(({ missing }) => missing),
        ),
      );
      expect(distribution.filter((row) => row['代码'] === item.code).map((row) => row['选择人数'])).toEqual(
        rows.flatMap(({ counts }) => counts.map(shown)),
      );
      const test = tests.find((row) => row['代码'] === item.code);
      expect(test?.['统计量（χ² 或 F）'] ?? null).toBe(item.test?.statistic ?? null);
      expect(test?.['p 值'] ?? null).toBe(item.test?.pValue ?? null);
    }
    expect(breakdown.items[0]?.test).not.toBeNull();
  });
});

function findOffice(): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v soffice || command -v libreoffice'], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return null;
  }
}
const office = findOffice();
if (!office) console.warn('LibreOffice is not installed: the test that opens a workbook with it is skipped.');

describe('LibreOffice', () => {
  (office ? it : it.skip)(
    'opens every sheet and shows what was written',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'duwen-workbook-'));
      try {
        const sheets = await wholeWorkbook();
        await writeFile(join(folder, 'round.xlsx'), await written(sheets));
        const everySheet = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1';
        const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
        execFileSync(
          office!,
          ['--headless', profile, '--convert-to', everySheet, '--outdir', folder, join(folder, 'round.xlsx')],
          { stdio: 'ignore', timeout: 120_000 },
        );
        const files = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
        expect(files).toEqual(sheets.map(({ name }) => `round-${name}.csv`).sort());
        const text = await readFile(join(folder, 'round-家长.csv'), 'utf8');
        const { total } = breakdownOf('parent', 'unit').items.find(({ code }) => code === 'B')!;
        const { share, lower, upper } = total.favourable!;
        const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;
        expect(text).toContain(`,${[share, lower, upper].map(percent).join()},`);
        expect(text).toContain(total.mean!.toFixed(2));
        expect(text).not.toMatch(/#(REF|NAME|VALUE|DIV)|Err:/);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    150_000,
  );
});
