import { randomBytes } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { ZipWriter } from './zip-writer.js';

async function zipped(write: (zip: ZipWriter) => Promise<void>): Promise<Record<string, Uint8Array>> {
  const output = new PassThrough();
  const bytes = buffer(output);
  const zip = new ZipWriter(output);
  await write(zip);
  await zip.close();
  return unzipSync(await bytes);
}

describe('ZipWriter', () => {
  it('writes texts and bytes, whatever their parts', async () => {
    const random = randomBytes(300_000);
    const files = await zipped(async (zip) => {
      await zip.entry('说明.txt', ['你', '好', '\r\n'.repeat(100_000)]);
      await zip.entry('data/random.bin', [random.subarray(0, 7), 'text between', random.subarray(7)]);
      await zip.entry('empty', []);
    });
    expect(Object.keys(files)).toEqual(['说明.txt', 'data/random.bin', 'empty']);
    expect(strFromU8(files['说明.txt']!)).toBe(`你好${'\r\n'.repeat(100_000)}`);
    const expected = Buffer.concat([random.subarray(0, 7), Buffer.from('text between'), random.subarray(7)]);
    expect(Buffer.compare(files['data/random.bin']!, expected)).toBe(0);
    expect(files['empty']).toHaveLength(0);
  });

  it('takes parts no faster than they are read', async () => {
    let taken = 0;
    function* parts(): Generator<Uint8Array> {
      for (; taken < 500; taken += 1) yield randomBytes(64 * 1024);
    }
    let go: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (go = resolve));
    const slow = new Writable({
      highWaterMark: 16 * 1024,
      write: (_chunk, _encoding, done) => void opened.then(() => done()),
    });
    const zip = new ZipWriter(slow);
    const writing = zip.entry('large', parts());
    await setTimeout(300);
    expect(taken).toBeLessThan(20);
    go();
    await writing;
    await zip.close();
    expect(taken).toBe(500);
  });

  it('passes on what goes wrong in the content', async () => {
    async function* failing(): AsyncGenerator<string> {
      yield 'so far';
      await setTimeout(1);
      throw new Error('no more');
    }
    const zip = new ZipWriter(new PassThrough());
    await expect(zip.entry('a', failing())).rejects.toThrow('no more');
  });
});
