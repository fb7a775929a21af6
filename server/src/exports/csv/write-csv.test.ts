import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Cell } from '../sheet.js';
import { ReaderGone } from '../write-at-pace.js';
import { csvText, writeCsv } from './write-csv.js';

async function written(rows: Iterable<readonly Cell[]>): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([buffer(output), writeCsv(rows, output)]);
  return bytes;
}

describe('writeCsv', () => {
  it('begins with the byte order mark and ends every line with CRLF', async () => {
    const bytes = await written([
      ['代码', 'n'],
      ['A', 12],
    ]);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(3).toString()).toBe('代码,n\r\nA,12\r\n');
  });

  it.each<[Cell, string]>([
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['one\ntwo', '"one\ntwo"'],
    ['one\r\ntwo', '"one\r\ntwo"'],
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
    ['＝1', "'＝1"],
    ['—', '—'],
    [-1, '-1'],
    [0.1, '0.1'],
    [1e-7, '1e-7'],
    [{ value: 3.5, format: 'oneDecimal' }, '3.5'],
    [null, ''],
  ])('writes %j as %j', (cell, text) => {
    expect(csvText([['x', cell]])).toBe(`x,${text}\r\n`);
  });

  it('gives back what was written, whatever the texts are', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !/^[=+\-@\t\r\n＝＋－＠]/.test(value));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, fc.integer()), { minLength: 1 }), (rows) => {
        const read: string[][] = parse(csvText(rows), { record_delimiter: '\r\n' });
        expect(read).toEqual(rows.map((row) => row.map(String)));
      }),
    );
  });

  it('makes rows no faster than they are read, and stops when the reader goes', async () => {
    let made = 0;
    function* rows(): Generator<Cell[]> {
      for (; made < 400_000; made += 1) yield Array.from({ length: 20 }, (_, column) => made * column);
    }
    let go: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (go = resolve));
    const slow = new Writable({
      highWaterMark: 16 * 1024,
      write: (_chunk, _encoding, done) => void opened.then(() => done()),
    });
    const writing = writeCsv(rows(), slow);
    await setTimeout(300);
    expect(made).toBeLessThan(5_000);
    go();
    await setTimeout(30);
    slow.destroy();
    await expect(writing).rejects.toBeInstanceOf(ReaderGone);
    expect(made).toBeLessThan(400_000);
  });
});
