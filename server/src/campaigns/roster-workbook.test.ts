import { describe, expect, test } from '@jest/globals';
import exceljs from 'exceljs';
import jszip from 'jszip';
import { readWorkbook, FileUnreadable, WorkbookTooLarge } from './roster-workbook.js';

const workbook = async (rows: unknown[][]): Promise<jszip> => {
  const book = new exceljs.Workbook();
  book.addWorksheet('roster').addRows(rows);
  return jszip.loadAsync(Buffer.from(await book.xlsx.writeBuffer()));
};
const bytesOf = (zip: jszip) => zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
const SHEET = 'xl/worksheets/sheet1.xml';
const sheetOf = (zip: jszip) => zip.file(SHEET)!.async('string');

describe('a workbook', () => {
  test('of 20,000 units is read', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => [
      `S${n}`,
      `第${n}小学`,
      'school',
      'primary',
      n,
      n,
      n,
      n,
    ]);
    const read = await readWorkbook(await bytesOf(await workbook(rows)));
    expect(read).toHaveLength(20_000);
    expect(read[19_999]).toMatchObject({
      number: 20_000,
      cells: ['S19999', '第19999小学', 'school', 'primary', '19999', '19999', '19999', '19999'],
    });
  }, 30_000);

  test('with a merged cell gives its value to each row of it', async () => {
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('roster');
    sheet.addRows([
      ['A', '甲街'],
      ['B', null],
    ]);
    sheet.mergeCells('B1:B2');
    const read = await readWorkbook(new Uint8Array(await book.xlsx.writeBuffer()));
    expect(read.map(({ cells }) => cells)).toEqual([
      ['A', '甲街'],
      ['B', '甲街'],
    ]);
  });

  test('that inflates to a gigabyte is refused before it has', async () => {
    const zip = await workbook([['code']]);
    const megabyte = Buffer.alloc(1_000_000, ' ');
    zip.file(SHEET, Buffer.concat(Array.from({ length: 300 }, () => megabyte)), { compression: 'DEFLATE' });
    const bytes = await bytesOf(zip);
    expect(bytes.length).toBeLessThan(1_000_000);
    await expect(readWorkbook(bytes)).rejects.toThrow(WorkbookTooLarge);
  }, 60_000);

  test('that says it is smaller than it is is refused as well', async () => {
    const zip = await workbook([['code']]);
    zip.file('xl/padding.bin', Buffer.alloc(60_000_000), { compression: 'DEFLATE' });
    const bytes = Buffer.from(await bytesOf(zip));
    // Every size field that holds 60,000,000 now says 100.
    const size = Buffer.alloc(4);
    size.writeUInt32LE(60_000_000);
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at + 1))
      bytes.writeUInt32LE(100, at);
    const refusal = await readWorkbook(bytes).catch((error: Error) => error.name);
    expect(['WorkbookTooLarge', 'FileUnreadable']).toContain(refusal);
  }, 60_000);

  test('that merges every cell of a sheet neither fills the memory nor stops the clock', async () => {
    const zip = await workbook([['code']]);
    const sheet = await sheetOf(zip);
    zip.file(
      SHEET,
      sheet.replace(
        '</sheetData>',
        '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
      ),
    );
    let ticks = 0;
    const clock = setInterval(() => (ticks += 1), 50);
    await expect(readWorkbook(await bytesOf(zip))).rejects.toThrow(WorkbookTooLarge);
    clearInterval(clock);
    expect(ticks).toBeGreaterThan(5);
  }, 60_000);

  test('of one long text in many cells is refused', async () => {
    const text = 'x'.repeat(30_000);
    const rows = Array.from({ length: 500 }, () => Array<string>(150).fill(text));
    await expect(readWorkbook(await bytesOf(await workbook(rows)))).rejects.toThrow(WorkbookTooLarge);
  }, 60_000);

  test.each([
    ['nothing', new Uint8Array()],
    ['a beginning', Buffer.from('PK\u0003\u0004 no workbook')],
  ])('that is %s is told as unreadable', async (_, bytes) => {
    await expect(readWorkbook(bytes)).rejects.toThrow(FileUnreadable);
  });
});
