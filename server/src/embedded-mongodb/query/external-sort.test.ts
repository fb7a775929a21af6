import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SpillFolder } from '../storage/spill-folder.js';
import { ExternalSort } from './external-sort.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'external-sort-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function sorted(keys: readonly Uint8Array[], memory: number): string[] {
  const sort = new ExternalSort(new SpillFolder(folder), memory);
  keys.forEach((key, at) => sort.add(key, Buffer.from(`${at}`.repeat((at % 5) + 1))));
  return Array.from(sort.sorted(), ({ key, value }) => `${key.toString('hex')} ${String(value)}`);
}

test('in memory or on disk, in few runs or many: by bytes, equal keys as they came', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 300 }),
      fc.integer({ min: 16, max: 4000 }),
      (keys, memory) => {
        const wanted = keys
          .map((key, at) => ({ key, at }))
          .sort((a, b) => Buffer.compare(a.key, b.key) || a.at - b.at)
          .map(({ key, at }) => `${Buffer.from(key).toString('hex')} ${`${at}`.repeat((at % 5) + 1)}`);
        expect(sorted(keys, memory)).toEqual(wanted);
      },
    ),
  );
});

test('entries longer than what is read ahead', () => {
  const sort = new ExternalSort(new SpillFolder(folder), 1_000_000);
  for (let n = 0; n < 50; n += 1) sort.add(Buffer.alloc(300_000, (n * 7) % 50), Buffer.alloc(0));
  const order = Array.from(sort.sorted(), ({ key }) => [key.length, key[0], key.at(-1)]);
  expect(order).toEqual(Array.from({ length: 50 }, (_, n) => [300_000, n, n]));
});

test('leaves no file behind, read to its end or not', () => {
  const sort = new ExternalSort(new SpillFolder(folder), 64);
  for (let n = 0; n < 100; n += 1) sort.add(Buffer.from([n]), Buffer.alloc(10));
  const entries = sort.sorted();
  expect(entries.next().value!.key).toEqual(Buffer.from([0]));
  entries.return(undefined);
  expect(readdirSync(join(folder, 'spill'))).toEqual([]);
});
