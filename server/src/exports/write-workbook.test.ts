import { PassThrough, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { cellText } from './cell-text.js';
import type { Sheet } from './sheet.js';
import { SheetNames } from './sheet-names.js';
import { ReaderGone } from './write-at-pace.js';
import { writeWorkbook } from './write-workbook.js';

const sheet = (name: string, rows: number): Sheet => ({
  name,
  columns: Array.from({ length: 10 }, () => ({ width: 12, format: 'decimal' as const })),
  head: [Array.from({ length: 10 }, (_, column) => `列${column}`)],
  rows: Array.from({ length: rows }, () => ({ cells: Array.from({ length: 10 }, Math.random) })),
  frozenColumns: 1,
});

describe('writeWorkbook', () => {
  it('makes sheets no faster than they are read', async () => {
    let made = 0;
    function* sheets(): Generator<Sheet> {
      for (; made < 20; made += 1) yield sheet(`表${made}`, 2000);
    }
    let read = 0;
    let go: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (go = resolve));
    const slow = new Writable({
      highWaterMark: 16 * 1024,
      write(chunk: Buffer, _encoding, done) {
        read += chunk.length;
        void opened.then(() => done());
      },
    });
    const writing = writeWorkbook(sheets(), slow);
    await setTimeout(1500);
    expect(made).toBeLessThan(5);
    go();
    await writing;
    expect(made).toBe(20);
    expect(read).toBeGreaterThan(1_000_000);
  }, 60_000);

  it('stops making sheets when the reader has gone', async () => {
    let made = 0;
    function* sheets(): Generator<Sheet> {
      for (; made < 50; made += 1) yield sheet(`表${made}`, 1000);
    }
    const output = new PassThrough();
    output.once('data', () => output.destroy());
    await expect(writeWorkbook(sheets(), output)).rejects.toBeInstanceOf(ReaderGone);
    const then = made;
    await setTimeout(300);
    expect(made - then).toBeLessThanOrEqual(1);
    expect(made).toBeLessThan(50);
  }, 60_000);

  it('refuses a stream that is closed already', async () => {
    const output = new PassThrough();
    output.destroy();
    await expect(writeWorkbook([sheet('表', 1)], output)).rejects.toBeInstanceOf(ReaderGone);
  });
});

describe('cellText', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+86 21', "'+86 21"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['\n=1', "'\n=1"],
    ['\u0000=1', "'=1"],
    ['_x003D_1+1', '_x005F_x003D_1+1'],
    ['—', '—'],
    ['≤ 4.5%', '≤ 4.5%'],
    ['a\u0000b\u000Bc\uD800d', 'abcd'],
    ['表情😀\n第二行', '表情😀\n第二行'],
  ])('writes %j as %j', (text, written) => {
    expect(cellText(text)).toBe(written);
  });
});

describe('SheetNames', () => {
  it('gives names that Excel takes, each once', () => {
    const names = new SheetNames();
    expect(names.take('代表/委员: [人大]')).toBe('代表 委员 人大');
    expect(names.take('代表?委员* 人大')).toBe('代表 委员 人大 (2)');
    expect(names.take("Teachers' views")).toBe('Teachers’ views');
    expect(names.take('History')).toBe('History (2)');
    expect(names.take('///')).toBe('Sheet');
    const long = '很'.repeat(40);
    expect(names.take(long)).toBe('很'.repeat(31));
    expect(names.take(long)).toBe(`${'很'.repeat(27)} (2)`);
    expect(names.take('ABC')).toBe('ABC');
    expect(names.take('abc')).toBe('abc (2)');
  });
});
