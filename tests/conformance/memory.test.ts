import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStore, type RunningStore } from '@duwen/server/embedded-mongodb/index';
import { failureOf, MongoClient, type Collection } from './store.test-support';

/** So little that a few thousand documents do not fit. */
const memory = 2 * 1024 * 1024;
const count = 6000;

let folder: string;
let store: RunningStore;
let client: InstanceType<typeof MongoClient>;
let things: Collection;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'memory-'));
  store = await startStore({ port: 0, data: folder, memory });
  client = await new MongoClient(store.uri).connect();
  things = client.db('memory').collection('things');
  await things.insertMany(
    Array.from({ length: count }, (_, n) => ({
      _id: n,
      n: (n * 7919) % count,
      half: n % (count / 2),
      text: `text ${(n * 31) % 1000}`,
    })) as never,
  );
});
afterAll(async () => {
  await client.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const numbers = Array.from({ length: count }, (_, n) => n);
const spilt = () => readdirSync(join(folder, 'spill'));

describe('what does not fit in memory', () => {
  test('a sort of a find: in order, with skip and limit, without a file left behind', async () => {
    const found = await things.find().sort({ n: 1 }).toArray();
    expect(found.map(({ n }) => n as number)).toEqual(numbers);
    const part = await things.find().sort({ text: -1, _id: 1 }).skip(3000).limit(2500).toArray();
    const all = await things.find().toArray();
    const order = all.sort((a, b) =>
      a['text'] < b['text'] ? 1 : a['text'] > b['text'] ? -1 : Number(a._id) - Number(b._id),
    );
    expect(part).toEqual(order.slice(3000, 5500));
    expect(spilt()).toEqual([]);
  });

  test('a $sort after other stages, and one that is not read to its end', async () => {
    const stages = [{ $addFields: { m: { $subtract: [count - 1, '$n'] } } }, { $sort: { m: 1 } }];
    const sorted = await things.aggregate(stages).toArray();
    expect(sorted.map(({ m }) => m as number)).toEqual(numbers);
    expect(
      await things.aggregate([...stages, { $limit: 3 }, { $project: { _id: 0, m: 1 } }]).toArray(),
    ).toEqual([{ m: 0 }, { m: 1 }, { m: 2 }]);
    const cursor = things.aggregate(stages, { batchSize: 2 });
    expect(await cursor.next()).toMatchObject({ m: 0 });
    await cursor.close();
  });

  test('groups, leading and later, with what they collect in the order it came', async () => {
    const group = {
      $group: { _id: '$half', all: { $push: '$_id' }, sum: { $sum: 1 }, last: { $last: '$n' } },
    };
    const wanted = numbers.slice(0, count / 2).map((n) => ({
      _id: n,
      all: [n, n + count / 2],
      sum: 2,
      last: ((n + count / 2) * 7919) % count,
    }));
    const byId = (rows: { _id?: unknown }[]) => rows.sort((a, b) => Number(a._id) - Number(b._id));
    expect(byId(await things.aggregate([group]).toArray())).toEqual(wanted);
    expect(byId(await things.aggregate([{ $addFields: { x: 1 } }, group]).toArray())).toEqual(wanted);
    const counted = [group, { $group: { _id: '$sum', n: { $sum: 1 } } }];
    expect(await things.aggregate(counted).toArray()).toEqual([{ _id: 2, n: count / 2 }]);
    const pairs = { $group: { _id: { a: '$n', b: '$text' }, all: { $addToSet: '$half' } } };
    expect(await things.aggregate([pairs, { $count: 'n' }]).toArray()).toEqual([{ n: count }]);
    expect(spilt()).toEqual([]);
  });

  test('a sort and a group after other stages let other commands in', async () => {
    const other = client.db('memory').collection('other');
    for (const stage of [{ $sort: { m: 1 } }, { $group: { _id: '$m', n: { $sum: 1 } } }]) {
      const slow = { $addFields: { m: { $sum: { $map: { input: { $range: [0, 20] }, in: '$n' } } } } };
      let running = true;
      const work = things
        .aggregate([slow, stage])
        .toArray()
        .finally(() => (running = false));
      let answered = 0;
      while (running) {
        await other.estimatedDocumentCount();
        if (running) answered += 1;
      }
      expect(await work).toHaveLength(count);
      expect(answered).toBeGreaterThan(3);
    }
  }, 60_000);

  test('a stage that holds its input is refused, and says what to do', async () => {
    const pad = 'x'.repeat(2000);
    const wide = things.aggregate([{ $facet: { a: [{ $addFields: { pad } }, { $count: 'n' }] } }]);
    expect(await failureOf(wide.toArray())).toMatchObject({
      code: 292,
      message: expect.stringMatching(/\$match/),
    });
  });
});
