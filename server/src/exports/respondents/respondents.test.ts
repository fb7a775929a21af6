import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { sampleMatrix } from '../sample-matrix.test-support.js';
import { SheetNames } from '../sheet-names.js';
import { textsIn } from '../texts.js';
import { respondentData } from './respondent-data.js';
import { dataSheets } from './respondent-sheets.js';
import { writeRespondents, type RespondentFormat } from './write-respondents.js';

const matrix = sampleMatrix();
const requester = { username: 'admin', at: new Date('2019-03-20T01:00:00Z') };

async function written(
  format: RespondentFormat,
  onProgress = (_: number): void => undefined,
): Promise<Buffer> {
  const output = new PassThrough();
  const context = { matrix, texts: textsIn('zh'), requester, onProgress };
  const [bytes] = await Promise.all([buffer(output), writeRespondents(format, context, output)]);
  return bytes;
}

type Row = Record<string, string>;
const csvRows = async (): Promise<Row[]> =>
  parse(strFromU8(unzipSync(await written('csv'))['data.csv']!), { bom: true, columns: true });

const countBy = (rows: readonly Row[], key: (row: Row) => string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + 1;
  return counts;
};

/** Rows of the matrix by the code of an item, as the file should tell them. */
function expected(item: string, tell: (code: number) => string): Record<string, number> {
  const { items, length } = matrix.columns;
  const codes = items.get(item)!;
  return countBy(
    Array.from({ length }, (_, row) => ({ value: tell(codes[row]!) })),
    (row) => row['value']!,
  );
}

describe("respondents' data as csv", () => {
  it('have a row for each response, with the values of its options', async () => {
    const rows = await csvRows();
    expect(rows).toHaveLength(330);
    const A = ['', '-9', '5', '4', '3', '2', '1', '9'];
    expect(countBy(rows, (row) => row['A']!)).toEqual(expected('A', (code) => A[code]!));
    expect(countBy(rows, (row) => row['H']!)).toEqual(expected('H', (code) => String(code - 2)));
    for (const option of [0, 1, 2])
      expect(countBy(rows, (row) => row[`M_${option + 1}`]!)).toEqual(
        expected('M', (code) => (code === 1 ? '-9' : String((code >> (option + 1)) & 1))),
      );
    expect(countBy(rows, (row) => row['O']!)).toEqual(expected('O', (code) => String(code - 1)));
  });

  it('never hold the text of an answer', async () => {
    const files = unzipSync(await written('csv'));
    expect(Object.keys(files)).toEqual(['README.txt', 'data.csv', 'codebook.csv']);
    for (const bytes of Object.values(files)) expect(strFromU8(bytes)).not.toContain('希望多开家长会');
  });

  it('leave out a small school, and those that would give it away', async () => {
    const rows = await csvRows();
    const units = countBy(rows, (row) => row['unit']!);
    expect(units['S5']).toBeUndefined();
    // The three of S5, a school of its own education group's smallest beside it, and the deputies, who have none.
    expect(Object.values(units).every((count) => count >= 5)).toBe(true);
    expect(units['']).toBeGreaterThanOrEqual(30 + 3 + 5);
    const parentsWithout = rows.filter((row) => row['group'] === 'parent' && row['unit'] === '');
    expect(new Set(parentsWithout.map((row) => row['weight'])).size).toBe(1);
    const people = rows.reduce((sum, row) => sum + Number(row['weight']), 0);
    expect(people).toBeCloseTo(600 + 40, 6);
  });

  it('come in another order each time, and never in that of arrival', async () => {
    const order = async (): Promise<string> =>
      (await csvRows()).map((row) => Object.values(row).join()).join(';');
    expect(await order()).not.toBe(await order());
    const groups = (await csvRows()).map((row) => row['group']);
    expect(groups.indexOf('deputy')).toBeLessThan(290);
  });

  it('say what each value means, and what must be heeded', async () => {
    const files = unzipSync(await written('csv'));
    const values: Row[] = parse(strFromU8(files['codebook.csv']!), { bom: true, columns: true });
    expect(
      values.filter((row) => row['变量名'] === 'B').map((row) => [row['值'], row['值的含义'], row['缺失']]),
    ).toEqual([
      ['5', '非常满意', ''],
      ['4', '比较满意', ''],
      ['3', '一般', ''],
      ['2', '不太满意', ''],
      ['1', '很不满意', ''],
      ['9', '不了解', '不了解'],
      ['-9', '未答', '未答'],
    ]);
    expect(strFromU8(files['README.txt']!)).toMatch(/admin，2019-03-20 09:00[\s\S]*不能像表格那样逐格保护/);
  });

  it('tell how far they are', async () => {
    const large = sampleMatrix(3000, 30);
    const told: number[] = [];
    const output = new PassThrough();
    output.resume();
    await writeRespondents(
      'sav',
      { matrix: large, texts: textsIn('zh'), requester, onProgress: (done) => void told.push(done) },
      output,
    );
    expect(told).toEqual([1000 / 3030, 2000 / 3030, 3000 / 3030]);
  });

  it('end when they are told to', async () => {
    const large = sampleMatrix(3000, 30);
    const output = new PassThrough();
    output.resume();
    const context = { matrix: large, texts: textsIn('zh'), requester };
    const onProgress = (): void => {
      throw new Error('cancelled');
    };
    await expect(writeRespondents('csv', { ...context, onProgress }, output)).rejects.toThrow('cancelled');
  });
});

describe("respondents' data as xlsx", () => {
  it('have a cover, the data and their variables', async () => {
    const bytes = await written('xlsx');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    );
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['封面', '数据', '变量']);
    const data = workbook.getWorksheet('数据')!;
    expect(data.rowCount).toBe(331);
    const heads = (data.getRow(1).values as unknown[]).slice(1);
    expect(heads.slice(0, 8)).toEqual([
      'group',
      'unit',
      'stage',
      'street',
      'educationGroup',
      'day',
      'seconds',
      'weight',
    ]);
    const column = heads.indexOf('B') + 1;
    let satisfied = 0;
    for (let row = 2; row <= data.rowCount; row += 1) {
      const { value } = data.getRow(row).getCell(column);
      if (value === 5 || value === 4) satisfied += 1;
    }
    expect(satisfied).toBe(
      [...matrix.columns.items.get('B')!.subarray(0, 330)].filter((c) => c === 2 || c === 3).length,
    );
  });
});

describe('dataSheets', () => {
  it('begins another sheet where one is full, with each row once', async () => {
    const data = await respondentData(matrix, textsIn('zh'));
    const names = new SheetNames();
    const found: [name: string, rows: number][] = [];
    for (const sheet of dataSheets(data, names, textsIn('zh'), 100))
      found.push([sheet.name, [...sheet.rows].length]);
    expect(found).toEqual([
      ['数据', 100],
      ['数据 (2)', 100],
      ['数据 (3)', 100],
      ['数据 (4)', 30],
    ]);
    const whole = [...dataSheets(data, names, textsIn('zh'), 330)];
    expect(whole).toHaveLength(1);
  });
});

function hasHaven(): boolean {
  try {
    execFileSync('Rscript', ['-e', 'library(haven)'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn("R's haven is not installed: the test that reads respondents' data with it is skipped.");
    return false;
  }
}

describe("respondents' data as sav", () => {
  (hasHaven() ? it : it.skip)('open in R with labels and missing values', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'duwen-respondents-'));
    try {
      writeFileSync(join(folder, 'data.sav'), await written('sav'));
      writeFileSync(
        join(folder, 'read.R'),
        `suppressMessages(library(haven)); d <- read_sav("data.sav", user_na = TRUE)
cat(dim(d), sep = ","); cat("\\n"); cat(table(as.vector(d$A)), sep = ","); cat("\\n")
cat(names(attr(d$A, "labels")), sep = ","); cat("\\n"); cat(attr(d$A, "na_values"), sep = ","); cat("\\n")
cat(format(unique(na.omit(d$day))), sep = ","); cat("\\n"); cat(attr(d$group, "labels"), sep = ","); cat("\\n")
cat(sprintf("%.6f", sum(d$weight)), "\\n", sep = "")`,
      );
      const lines = execFileSync('Rscript', ['--vanilla', 'read.R'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      }).split('\n');
      const A = expected('A', (code) => String([null, -9, 5, 4, 3, 2, 1, 9][code]));
      expect(lines.slice(0, 7)).toEqual([
        `330,${8 + 5 + 1 + 1 + 3 + 1 + 1}`,
        ['-9', '1', '2', '3', '4', '5', '9'].map((value) => A[value]).join(),
        '非常满意,比较满意,一般,不太满意,很不满意,不了解,未答',
        '-9,9',
        '2019-03-11',
        'parent,deputy',
        '640.000000',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
