import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { startStoreProcess } from './store.test-support';

const { MongoClient } = mongoose.mongo;
const kills = Number(process.env['STORE_KILLS'] ?? 8);
const writers = 16;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-kill-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ledger {
  /** Keys whose insert was acknowledged, and those that were only sent. */
  acknowledged: Set<string>;
  sent: Set<string>;
  removed: Set<string>;
  /** Acknowledged and sent increments of the counter. */
  increments: { acknowledged: number; sent: number };
}

const connect = (uri: string) =>
  new MongoClient(uri, {
    retryWrites: false,
    serverSelectionTimeoutMS: 2_000,
    maxPoolSize: writers,
  }).connect();

/** Writes until the store dies; notes before sending, and again when acknowledged. */
async function write(uri: string, round: number, ledger: Ledger): Promise<void> {
  const client = await connect(uri);
  const things = client.db('crash').collection('things');
  const work = Array.from({ length: writers }, async (_, writer) => {
    for (let n = 0; ; n += 1) {
      const key = `${round}-${writer}-${n}`;
      ledger.sent.add(key);
      await things.insertOne({ key, group: n % 7, pad: 'x'.repeat((n * 37) % 3000), tags: [writer, n] });
      ledger.acknowledged.add(key);
      ledger.increments.sent += 1;
      await things.updateOne({ key: 'counter' }, { $inc: { n: 1 } });
      ledger.increments.acknowledged += 1;
      if (n % 5 !== 4) continue;
      const victim = `${round}-${writer}-${n - 2}`;
      ledger.sent.add(`-${victim}`);
      await things.deleteOne({ key: victim });
      ledger.removed.add(victim);
    }
  });
  await Promise.allSettled(work);
  await client.close();
}

async function check(uri: string, ledger: Ledger): Promise<void> {
  const client = await connect(uri);
  const things = client.db('crash').collection('things');
  const all = await things.find({}, { hint: { $natural: 1 } }).toArray();
  const keys = all.map(({ key }) => key as string);
  expect(new Set(keys).size).toBe(keys.length);
  const present = new Set(keys);
  const lost = [...ledger.acknowledged].filter((key) => !present.has(key) && !ledger.sent.has(`-${key}`));
  expect(lost).toEqual([]);
  expect([...ledger.removed].filter((key) => present.has(key))).toEqual([]);
  expect(keys.filter((key) => key !== 'counter' && !ledger.sent.has(key))).toEqual([]);
  const counter = all.find(({ key }) => key === 'counter')!;
  expect(counter['n']).toBeGreaterThanOrEqual(ledger.increments.acknowledged);
  expect(counter['n']).toBeLessThanOrEqual(ledger.increments.sent);
  expect(await things.estimatedDocumentCount()).toBe(all.length);
  for (const hint of ['_id_', 'key_1', 'group_1_key_-1', 'tags_1']) {
    const throughIndex = await things.find({}, { hint, projection: { key: 1 } }).toArray();
    expect(new Set(throughIndex.map(({ key }) => key))).toEqual(present);
    expect(throughIndex).toHaveLength(all.length);
  }
  expect(await client.db('crash').command({ validate: 'things' })).toMatchObject({ valid: true, errors: [] });
  await client.close();
}

test(
  `${kills} kills amid ${writers} writers lose nothing acknowledged and leave indexes that agree`,
  async () => {
    const ledger: Ledger = {
      acknowledged: new Set(),
      sent: new Set(),
      removed: new Set(),
      increments: { acknowledged: 0, sent: 0 },
    };
    let store = await startStoreProcess('--port', '0', '--data', folder);
    const client = await connect(store.uri);
    const things = client.db('crash').collection('things');
    await things.createIndexes([
      { key: { key: 1 }, unique: true },
      { key: { group: 1, key: -1 } },
      { key: { tags: 1 } },
    ]);
    await things.insertOne({ key: 'counter', n: 0 });
    await client.close();
    for (let round = 0; round < kills; round += 1) {
      const before = ledger.acknowledged.size;
      const writing = write(store.uri, round, ledger);
      await delay(150 + Math.random() * 350);
      // A busy machine may need longer to get going.
      while (ledger.acknowledged.size < before + writers) await delay(10 + Math.random() * 10);
      expect(await store.end('SIGKILL')).toBeNull();
      await writing;
      store = await startStoreProcess('--port', '0', '--data', folder);
      await check(store.uri, ledger);
    }
    expect(ledger.acknowledged.size).toBeGreaterThanOrEqual(kills * writers);
    expect(await store.end('SIGTERM')).toBe(0);
  },
  120_000 + 5_000 * kills,
);
