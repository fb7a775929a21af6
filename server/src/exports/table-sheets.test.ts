import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { makeTable, type Table } from '@duwen/shared/breakdown';
import { frameOf } from '@duwen/shared/codebook';
import type { TableRequest } from '@duwen/shared/tabulation';
import { conditionWords } from './condition-words.js';
import { sampleMatrix } from './sample-matrix.test-support.js';
import { cellSheet, tableWorkbook } from './table-sheets.js';
import { textsIn } from './texts.js';
import { writeWorkbook } from './write-workbook.js';

const matrix = sampleMatrix();
const zh = textsIn('zh');

const tableOf = (change: Partial<TableRequest>): Table => {
  const { columns, codebook, campaign, units, asOf } = matrix;
  const request: TableRequest = {
    rows: [],
    columns: [],
    measure: 'count',
    of: null,
    base: 'answered',
    weighted: false,
    filter: {},
    quality: 'all',
    ...change,
  };
  const { minimumCell, groups } = campaign;
  return makeTable({ columns, codebook, request, minimumCell, asOf, frame: frameOf(groups, units) });
};

async function reread(table: Table): Promise<exceljs.Workbook> {
  const output = new PassThrough();
  const sheets = tableWorkbook(matrix, table, zh);
  const [bytes] = await Promise.all([buffer(output), writeWorkbook(sheets, output)]);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
  );
  return workbook;
}

const valuesOf = (sheet: exceljs.Worksheet, row: number): unknown[] =>
  Array.from({ length: sheet.columnCount }, (_, column) => sheet.getRow(row).getCell(column + 1).value);

describe('a table as a workbook', () => {
  it('has the heads above and at the side, and the figures of the answer', async () => {
    const table = tableOf({
      rows: [{ item: 'A' }],
      columns: [{ stratum: 'group' }, { item: 'B' }],
      measure: 'rowPercent',
    });
    const workbook = await reread(table);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['封面', '交叉表', '各格详情']);
    const grid = workbook.getWorksheet('交叉表')!;
    expect(valuesOf(grid, 1)).toEqual([null, ...table.columns.map(([group]) => group!.label.zh), '合计']);
    expect(valuesOf(grid, 2)).toEqual([
      "A '=SUM(1,2) 场地条件".replace("'", ''),
      ...table.columns.map(([, answer]) => answer!.label.zh),
      null,
    ]);
    table.cells.forEach((line, row) => {
      const shown = valuesOf(grid, row + 3);
      expect(shown[0]).toBe(table.rows[row]?.[0]?.label.zh ?? '合计');
      line.forEach(({ value, bounds, suppression }, column) => {
        if (value !== null) expect(shown[column + 1]).toBe(value);
        else if (!bounds && suppression !== 'none') expect(shown[column + 1]).toBe('—');
      });
    });
    expect(table.cells.flat().some(({ suppression }) => suppression !== 'none')).toBe(true);
  });

  it('tells of every cell its interval, base and method', () => {
    const table = tableOf({ rows: [{ stratum: 'unit' }], measure: 'favourable', of: 'B', weighted: true });
    const sheet = cellSheet('x', matrix, table, zh);
    const heads = sheet.head[0]!;
    const lines = [...sheet.rows].map(({ cells }) =>
      Object.fromEntries(cells.map((cell, k) => [heads[k], cell])),
    );
    expect(lines).toHaveLength(table.rows.length + 1);
    const cells = table.cells.map((line) => line.at(-1)!);
    lines.forEach((line, index) => {
      const { value, lower, upper, n, count, unweighted, method } = cells[index]!;
      if (value === null) return;
      expect(line).toMatchObject({
        满意率: value,
        '95%下限': lower,
        '95%上限': upper,
        基数: n,
        人数: count,
        不加权: unweighted,
      });
      expect(line['区间方法']).toBe(method && { wilson: 'Wilson', design: '按单位聚类', t: 't' }[method]);
    });
  });

  it('says on the cover what was asked, whose answers, and what is withheld', async () => {
    const table = tableOf({
      rows: [{ stratum: 'educationGroup' }],
      measure: 'mean',
      of: 'H',
      weighted: true,
      filter: { group: ['parent'] },
      where: {
        not: {
          or: [
            { variable: { item: 'B' }, in: ['1', '2'] },
            { variable: { stratum: 'unit' }, in: ['S4'] },
          ],
        },
      },
    });
    const cover = (await reread(table)).getWorksheet('封面')!;
    const facts = new Map<string, unknown>();
    cover.eachRow((row) => facts.set(String(row.getCell(1).value), row.getCell(2).value));
    expect(facts.get('行')).toBe('教育集团');
    expect(facts.get('列')).toBe('不分组');
    expect(facts.get('指标')).toBe('均值：H 每周时数');
    expect(facts.get('筛选：调查对象')).toBe('家长');
    expect(facts.get('条件')).toBe('非 ((B 家校沟通 = 很不满意、不太满意) 或 (单位 = 第4小学))');
    expect(facts.get('保密处理')).toMatch(/^显示 \d+ 格；\d+ 格不足 5 人而不显示/);
    expect(facts.get('加权')).toMatch(/^设计效应/);
    expect(facts.get('差异检验')).toBeTruthy();
  });
});

describe('conditionWords', () => {
  it('names categories in the order asked, in English too', () => {
    const condition = {
      and: [
        { variable: { stratum: 'group' }, in: ['deputy', 'parent'] },
        { not: { variable: { item: 'B' }, in: ['9', '$noAnswer'] } },
      ],
    } as const;
    expect(conditionWords(matrix, condition, textsIn('en'))).toBe(
      '(Group = Deputies、Parents) and (not (B Item B = 不了解、No answer))',
    );
  });
});
