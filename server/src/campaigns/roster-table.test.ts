import { describe, expect, test } from '@jest/globals';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { readRosterTable } from './roster-table.js';
import { rosterUnits } from './roster-units.js';

const csv = (text: string) => readRosterTable({ name: 'roster.csv', bytes: new TextEncoder().encode(text) });

async function xlsx(rows: unknown[][]) {
  const workbook = new exceljs.Workbook();
  workbook.addWorksheet('any name').addRows(rows);
  return readRosterTable({ name: 'roster.XLSX', bytes: Buffer.from(await workbook.xlsx.writeBuffer()) });
}

describe('a CSV file', () => {
  test('keeps the numbers of its lines, and leaves empty ones out', async () => {
    expect(await csv('\uFEFFcode,name_zh\r\n\r\nA, 甲校 \r\n,\r\n"B","乙,\n校"\r\nC,丙')).toEqual({
      header: ['code', 'name_zh'],
      rows: [
        { number: 3, cells: ['A', '甲校'] },
        { number: 6, cells: ['B', '乙,\n校'] },
        { number: 7, cells: ['C', '丙'] },
      ],
    });
  });
});

test('a CSV that Chinese Excel saved is read as GB18030', async () => {
  // 'code,name_zh\nA,杨浦㑇𠀀校' in GB18030: two bytes for most characters, four for rare ones
  const name = [0xd1, 0xee, 0xc6, 0xd6, 0x82, 0x30, 0xc3, 0x32, 0x95, 0x32, 0x82, 0x36, 0xd0, 0xa3];
  const bytes = Uint8Array.from([...new TextEncoder().encode('code,name_zh\nA,'), ...name]);
  const table = await readRosterTable({ name: 'roster.csv', bytes });
  expect(table).toMatchObject({
    rows: [{ cells: ['A', new TextDecoder('gb18030').decode(Uint8Array.from(name))] }],
  });
  expect(JSON.stringify(table)).toMatch(/杨浦.+𠀀校/u);
});

test.each([
  ['UTF-16', [0xff, 0xfe, 0x63, 0x00]],
  ['no text', [0x00, 0x80, 0xff, 0xff]],
])('a CSV in %s is told as unreadable', async (_, bytes) => {
  const table = await readRosterTable({ name: 'roster.csv', bytes: Uint8Array.from(bytes) });
  expect(table).toMatchObject({ message: { en: 'The file cannot be read. Use the CSV or xlsx template.' } });
});

describe('a workbook', () => {
  test("is read by what its cells show, with the sheet's row numbers", async () => {
    const table = await xlsx([
      ['code', 'name_zh', 'staff'],
      [1001, { richText: [{ text: '甲' }, { text: '校' }] }, { formula: '1+1', result: 2 }],
      [],
      ['B', { text: '乙校', hyperlink: 'https://example.cn' }, null],
    ]);
    expect(table).toEqual({
      header: ['code', 'name_zh', 'staff'],
      rows: [
        { number: 2, cells: ['1001', '甲校', '2'] },
        { number: 4, cells: ['B', '乙校'] },
      ],
    });
  });

  test('with values that are no counts is refused where they stand', async () => {
    const table = await xlsx([
      ['code', 'name_zh', 'kind', 'stages', 'enrolment', 'staff'],
      ['A', '甲校', 'school', 'primary', { formula: '1/0', result: { error: '#DIV/0!' } }, 12.5],
      ['B', '乙校', 'school', 'primary', new Date(0), true],
    ]);
    if (!('rows' in table)) throw new Error('unreadable');
    const { problems } = rosterUnits(table);
    expect(problems.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '2 enrolment',
      '2 staff',
      '3 enrolment',
      '3 staff',
    ]);
  });
});

test('any bytes are a table or a problem, never a failure', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('a.csv', 'a.xlsx'),
      fc.uint8Array({ maxLength: 300 }),
      async (name, bytes) => {
        const table = await readRosterTable({ name, bytes });
        if (!('rows' in table)) expect(table.message.zh).not.toBe('');
        else expect(rosterUnits(table).problems.length).toBeGreaterThan(0);
      },
    ),
  );
});
