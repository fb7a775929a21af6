import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { startStoreProcess } from './store.test-support';

const { MongoClient } = mongoose.mongo;

let folder: string;
let mounted = false;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-full-'));
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]).status === 0;
});
afterAll(() => {
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

test('on a full disk writes fail clearly, nothing acknowledged is lost, and it goes on when there is room', async () => {
  if (!mounted) {
    process.stderr.write('not tested: a full disk (a small file system cannot be mounted here)\n');
    return;
  }
  const data = join(folder, 'data');
  let store = await startStoreProcess('--port', '0', '--data', data);
  let client = await new MongoClient(store.uri, { retryWrites: false }).connect();
  let things = client.db('full').collection('things');
  await things.createIndex({ n: 1 }, { unique: true });
  const acknowledged: number[] = [];
  let failure: { code?: unknown; message?: string } = {};
  for (let n = 0; !failure.message && n < 50_000; n += 1) {
    await things.insertOne({ n, pad: 'x'.repeat(4000) }).then(
      () => acknowledged.push(n),
      (error: unknown) => (failure = error as typeof failure),
    );
  }
  expect(failure.code).toBe(14031);
  expect(failure.message).toContain('nothing of this write was kept');
  const numbers = async () => (await things.find({}, { sort: { n: 1 } }).toArray()).map(({ n }) => Number(n));
  // It still reads, and after a restart all is as it was.
  expect(await numbers()).toEqual(acknowledged);
  await client.close();
  expect(await store.end('SIGTERM')).toBe(0);
  store = await startStoreProcess('--port', '0', '--data', data);
  client = await new MongoClient(store.uri).connect();
  things = client.db('full').collection('things');
  expect(await numbers()).toEqual(acknowledged);
  expect(await things.countDocuments({ n: { $gte: 0 } })).toBe(acknowledged.length);
  spawnSync('mount', ['-o', 'remount,size=40m', folder]);
  await things.insertOne({ n: -1 });
  expect(await things.countDocuments()).toBe(acknowledged.length + 1);
  await client.close();
  await store.end('SIGTERM');
}, 60_000);
