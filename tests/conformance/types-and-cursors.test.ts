import { describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { failureOf, storeUnderTest } from './store.test-support';

const { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } =
  mongoose.mongo;
const store = storeUnderTest();
const exactly = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;
const typeOf = (value: unknown) => (value as { _bsontype?: string } | null)?._bsontype ?? typeof value;

const everything = () => ({
  _id: new ObjectId(),
  int: new Int32(5),
  double: new Double(5),
  long: Long.fromString('9007199254740993'),
  decimal: Decimal128.fromString('1.50'),
  text: '督政 \u{1f600}',
  bytes: new Binary(Buffer.from([0, 1, 255]), 4),
  yes: true,
  none: null,
  when: new Date(1_574_000_000_123),
  stamp: new Timestamp({ t: 5, i: 6 }),
  pattern: new BSONRegExp('^a', 'i'),
  code: new Code('return 1'),
  low: new MinKey(),
  high: new MaxKey(),
  nested: { z: [1, { y: [] }], a: {} },
});

describe('types', () => {
  test('come back as they went, in their order', async () => {
    const sent = everything();
    await store.things().insertOne(sent as never);
    const found = (await store.things().findOne({}, exactly))!;
    expect(Object.keys(found)).toEqual(Object.keys(sent));
    expect(Object.values(found).map(typeOf)).toEqual(Object.values(sent).map(typeOf));
    expect(String(found['long'])).toBe('9007199254740993');
    expect(String(found['decimal'])).toBe('1.50');
  });

  test('survive an update of another field, and a projection', async () => {
    await store.things().insertOne(everything() as never);
    await store.things().updateOne({}, { $set: { added: 1 } });
    for (const projection of [undefined, { int: 1, double: 1, long: 1, decimal: 1 }, { text: 0 }]) {
      const found = (await store
        .things()
        .findOne({}, { ...exactly, ...(projection ? { projection } : {}) }))!;
      const types = ['int', 'double', 'long', 'decimal'].map((field) => typeOf(found[field]));
      expect(types).toEqual(['Int32', 'Double', 'Long', 'Decimal128']);
    }
  });

  test('arithmetic keeps the wider type', async () => {
    await store.things().insertOne({
      i: new Int32(2 ** 31 - 1),
      d: new Double(1),
      l: Long.fromNumber(1),
      m: Decimal128.fromString('0.1'),
      s: new Int32(1),
    });
    await store.things().updateOne(
      {},
      {
        $inc: {
          i: new Int32(1),
          d: new Int32(1),
          l: new Int32(1),
          m: Decimal128.fromString('0.2'),
          s: new Int32(1),
        },
      },
    );
    const found = (await store.things().findOne({}, { ...exactly, projection: { _id: 0 } }))!;
    expect(Object.values(found).map((value) => `${typeOf(value)} ${String(value)}`)).toEqual([
      'Long 2147483648',
      'Double 2',
      'Long 2',
      'Decimal128 0.3',
      'Int32 2',
    ]);
    const { code } = await failureOf(store.things().updateOne({}, { $inc: { l: Long.MAX_VALUE } }));
    expect(code).toBe(2);
  });

  test('numbers of different types are one value in queries and unique indexes', async () => {
    await store.things().createIndex({ n: 1 }, { unique: true });
    await store.things().insertOne({ n: new Int32(5) });
    for (const same of [new Double(5), Long.fromNumber(5), Decimal128.fromString('5.0')]) {
      expect(await store.things().countDocuments({ n: same })).toBe(1);
      expect((await failureOf(store.things().insertOne({ n: same }))).code).toBe(11000);
    }
  });

  test('names with dots and dollars, and `__proto__`, are only names', async () => {
    const odd = JSON.parse('{"_id":1,"a.b":1,"$c":2,"__proto__":{"x":3},"constructor":4}') as Record<
      string,
      unknown
    >;
    await store.things().insertOne(odd as never);
    await store.things().updateOne({ _id: 1 } as never, { $set: { d: 5 } });
    const found = (await store.things().findOne({ _id: 1 } as never))!;
    expect(Object.keys(found)).toEqual(['_id', 'a.b', '$c', '__proto__', 'constructor', 'd']);
    expect(await store.things().countDocuments({ toString: { $exists: true } } as never)).toBe(0);
  });
});

describe('cursors', () => {
  test('give everything once, whatever the size of batches', async () => {
    await store.things().insertMany(Array.from({ length: 500 }, (_, n) => ({ _id: n })) as never);
    for (const batchSize of [1, 7, 101, 499, 500, 501]) {
      const found = await store
        .things()
        .find({}, { batchSize })
        .map(({ _id }) => Number(_id))
        .toArray();
      expect(found).toEqual(Array.from({ length: 500 }, (_, n) => n));
    }
  });

  test('batches stop at 16 MB', async () => {
    await store.things().insertMany(Array.from({ length: 9 }, (_, n) => ({ n, pad: 'x'.repeat(4_000_000) })));
    expect((await store.things().find().toArray()).map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('read on while documents come and go', async () => {
    await store.things().insertMany(Array.from({ length: 300 }, (_, n) => ({ _id: n })) as never);
    const cursor = store.things().find({}, { batchSize: 100 });
    const seen: number[] = [];
    for await (const { _id } of cursor) {
      seen.push(Number(_id));
      if (seen.length === 50) await store.things().deleteMany({ _id: { $gte: 150, $lt: 200 } } as never);
    }
    expect(seen.filter((id) => id < 150 || id >= 200)).toHaveLength(250);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('a cursor that was closed is gone', async () => {
    await store.things().insertMany(Array.from({ length: 10 }, () => ({})));
    const database = store.client().db('conformance');
    const { cursor } = await database.command({ find: 'things', batchSize: 2 });
    const killed = await database.command({ killCursors: 'things', cursors: [cursor.id] });
    expect(killed['cursorsKilled'].map(String)).toEqual([String(cursor.id)]);
    expect((await failureOf(database.command({ getMore: cursor.id, collection: 'things' }))).code).toBe(43);
  });

  test('a single batch leaves nothing open', async () => {
    await store.things().insertMany([{}, {}, {}]);
    const { cursor } = await store
      .client()
      .db('conformance')
      .command({ find: 'things', batchSize: 2, singleBatch: true });
    expect([cursor.firstBatch.length, Number(cursor.id)]).toEqual([2, 0]);
  });
});

describe('long reads', () => {
  test('let other commands run', async () => {
    const many = Array.from({ length: 40_000 }, (_, n) => ({ n, text: `text ${n}`.repeat(5) }));
    await store.things().insertMany(many);
    const filter = { text: /9.*8.*7.*6.*5.*4/ };
    for (const read of [
      () => store.things().countDocuments(filter),
      () => store.things().find(filter).toArray(),
      () => store.things().distinct('n', filter),
      () =>
        store
          .things()
          .find(filter, { sort: { text: 1 } })
          .toArray(),
      () =>
        store
          .things()
          .aggregate([{ $group: { _id: '$text', n: { $sum: 1 } } }, { $count: 'n' }])
          .toArray(),
    ]) {
      let reading = true;
      const result = read().finally(() => (reading = false));
      let pings = 0;
      while (reading) {
        await store.client().db('admin').command({ ping: 1 });
        pings += 1;
      }
      await result;
      expect(pings).toBeGreaterThan(2);
    }
    const limited = store.things().find(filter, { maxTimeMS: 1 }).toArray();
    expect((await failureOf(limited)).code).toBe(50);
    expect((await failureOf(store.things().countDocuments(filter, { maxTimeMS: 1 }))).code).toBe(50);
  });

  test('a cursor on a collection that was dropped ends with an error', async () => {
    await store.things().insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
    const cursor = store.things().find({}, { batchSize: 2 });
    await cursor.next();
    await store.things().drop();
    const { code } = await failureOf(cursor.toArray());
    expect(code).toBe(175);
  });
});

describe('a scan over documents that are only looked at', () => {
  const wholeOf = (n: number) => ({
    _id: n,
    bytes: new Binary(Buffer.from(`bytes ${n}`)),
    inner: {
      id: new ObjectId(),
      decimal: Decimal128.fromString(`${n}.5`),
      long: Long.fromString(`900719925474100${n}`),
    },
    text: `text ${n}`.repeat(n),
    big: 'x'.repeat(n === 7 ? 100_000 : 1),
  });

  test('what is held of them does not change with the next', async () => {
    const documents = Array.from({ length: 9 }, (_, n) => wholeOf(n));
    await store.things().insertMany(documents as never);
    const options = { promoteLongs: false };
    const [whole] = await store
      .things()
      .aggregate([{ $group: { _id: null, all: { $push: '$$ROOT' } } }], options)
      .toArray();
    expect(whole!['all']).toEqual(documents);
    const [fields] = await store
      .things()
      .aggregate([{ $group: { _id: null, bytes: { $push: '$bytes' }, inner: { $push: '$inner' } } }], options)
      .toArray();
    expect(fields).toEqual({
      _id: null,
      bytes: documents.map((one) => one.bytes),
      inner: documents.map((one) => one.inner),
    });
    const found = await store
      .things()
      .find({ text: /^(text|$)/, 'inner.id': { $exists: true } }, options)
      .toArray();
    expect(found).toEqual(documents);
  });

  test('one that fails on the way disturbs no other', async () => {
    await store.things().insertMany([{ n: 1 }, { n: 0 }, { n: 2 }]);
    for (let n = 0; n < 50; n += 1) {
      const failing = store.things().find({ $expr: { $gt: [{ $divide: [1, '$n'] }, 0] } });
      expect((await failureOf(failing.toArray())).message).toMatch(/zero/);
      expect(
        await store
          .things()
          .find({ n: { $gte: 0 } })
          .toArray(),
      ).toHaveLength(3);
    }
  });
});
