import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
const seed = () =>
  store.things().insertMany([
    { _id: 1, x: 11, tags: ['a', 'b'], sub: { n: 1 } },
    { _id: 2, x: 22, tags: ['b'], sub: { n: 2 } },
    { _id: 3, x: 33, tags: [], sub: null },
    { _id: 4, tags: [['a'], 'c'], sub: [{ n: 1 }, { n: 5 }] },
  ] as never);
const ids = async (filter: object, options: object = {}) =>
  (await store.things().find(filter, options).toArray()).map(({ _id }) => Number(_id));

describe('insert', () => {
  test('gives each document an `_id`, first in the document', async () => {
    await store.things().insertOne({ b: 1, a: 2 });
    const [found] = await store.things().find().toArray();
    expect(Object.keys(found!)).toEqual(['_id', 'b', 'a']);
  });

  test('puts an `_id` that came later first', async () => {
    await store.things().insertOne({ b: 1, _id: 7 } as never);
    expect(Object.keys((await store.things().findOne())!)).toEqual(['_id', 'b']);
  });

  test('ordered: stops at the first duplicate and keeps what came before', async () => {
    const failure = await failureOf(store.things().insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never));
    expect(failure.code).toBe(11000);
    expect(await ids({})).toEqual([1]);
  });

  test('unordered: goes on after a duplicate', async () => {
    const many = [{ _id: 1 }, { _id: 1 }, { _id: 2 }, { _id: 2 }, { _id: 3 }];
    const { error } = await failureOf(store.things().insertMany(many as never, { ordered: false }));
    expect((error['writeErrors'] as { index: number }[]).map(({ index }) => index)).toEqual([1, 3]);
    expect(await ids({})).toEqual([1, 2, 3]);
  });

  test('many documents in one go come back in the order of insertion', async () => {
    const many = Array.from({ length: 2500 }, (_, n) => ({ _id: (n * 7919) % 2503 }));
    await store.things().insertMany(many as never);
    expect(await ids({})).toEqual(many.map(({ _id }) => _id));
  });

  test('an older collection takes documents after a younger one, each in order', async () => {
    const others = store.client().db('conformance').collection('others');
    const expected: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      await store.things().insertMany([{ _id: n }, { _id: n + 100 }] as never);
      await others.insertOne({ _id: n + 1000 } as never);
      expected.push(n, n + 100);
    }
    expect(await ids({})).toEqual(expected);
    const found = await others.find().toArray();
    expect(found.map(({ _id }) => Number(_id))).toEqual(Array.from({ length: 30 }, (_, n) => n + 1000));
  });

  test('a document refused by a later unique index leaves no key in the earlier ones', async () => {
    await store.things().createIndex({ a: 1 }, { unique: true });
    await store.things().createIndex({ b: 1 }, { unique: true });
    await store.things().insertOne({ _id: 1, a: [1, 2], b: 1 } as never);
    const failure = await failureOf(store.things().insertOne({ _id: 2, a: [3, 4], b: 1 } as never));
    expect(failure.code).toBe(11000);
    const second = await failureOf(store.things().insertOne({ _id: 3, a: [5, 2], b: 3 } as never));
    expect(second.code).toBe(11000);
    await store.things().insertMany([
      { _id: 2, a: [3, 5], b: 2 },
      { _id: 3, a: 4, b: 3 },
    ] as never);
    expect(await ids({ a: { $gte: 1 } })).toEqual([1, 2, 3]);
    const check = await store.client().db('conformance').command({ validate: 'things' });
    expect(check['valid']).toBe(true);
  });

  test('a document over 16 MiB is refused', async () => {
    const documents = [{ a: 'x'.repeat(16 * 1024 * 1024) }];
    const reply = await store.client().db('conformance').command({ insert: 'things', documents });
    expect(reply).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 10334 }] });
    expect(await store.things().countDocuments()).toBe(0);
  });

  test('100 levels are stored, more are refused, by an update too', async () => {
    const nested = (levels: number) => {
      let document: object = {};
      for (let level = 0; level < levels; level += 1) document = level % 2 ? [document] : { a: document };
      return { a: document };
    };
    await store.things().insertOne(nested(99));
    expect((await failureOf(store.things().insertOne(nested(100)))).code).toBe(15);
    expect((await failureOf(store.things().updateOne({}, { $set: { b: nested(99) } }))).code).toBe(15);
    expect(await store.things().countDocuments()).toBe(1);
  });

  test('an `_id` with a field that starts with $ is refused', async () => {
    expect((await failureOf(store.things().insertOne({ _id: { $a: 1 } } as never))).code).toBe(52);
  });

  test('an `_id` that is an array is refused', async () => {
    expect((await failureOf(store.things().insertOne({ _id: [1] } as never))).code).toBe(53);
  });
});

describe('find', () => {
  test.each<[string, object, number[]]>([
    ['equality', { x: 22 }, [2]],
    ['an embedded document in whole', { sub: { n: 2 } }, [2]],
    ['a dotted path, through arrays', { 'sub.n': 1 }, [1, 4]],
    ['an element of an array', { tags: 'b' }, [1, 2]],
    ['an array in whole', { tags: ['a', 'b'] }, [1]],
    ['an array within an array', { tags: ['a'] }, [4]],
    ['null finds missing and null', { x: null }, [4]],
    ['null at a dotted path', { 'sub.n': null }, [3]],
    ['$exists', { x: { $exists: false } }, [4]],
    ['$in with a regular expression', { tags: { $in: [/^c/, 'a'] } }, [1, 4]],
    ['$nin', { x: { $nin: [11, null] } }, [2, 3]],
    ['$ne on an array', { tags: { $ne: 'b' } }, [3, 4]],
    ['ranges stay within their type', { x: { $gt: 'a' } }, []],
    ['$not', { x: { $not: { $gt: 20 } } }, [1, 4]],
    ['$size', { tags: { $size: 2 } }, [1, 4]],
    ['$all', { tags: { $all: ['a', 'b'] } }, [1]],
    ['$elemMatch on documents', { sub: { $elemMatch: { n: { $gt: 4 } } } }, [4]],
    ['$elemMatch on values', { tags: { $elemMatch: { $gte: 'b', $lt: 'c' } } }, [1, 2]],
    ['$type', { sub: { $type: 'null' } }, [3]],
    ['$type of an array', { sub: { $type: 'array' } }, [4]],
    ['$mod', { x: { $mod: [2, 1] } }, [1, 3]],
    ['$or and $nor', { $or: [{ x: 11 }, { x: 33 }], $nor: [{ _id: 3 }] }, [1]],
    ['$expr', { $expr: { $gt: ['$x', { $multiply: ['$_id', 10.5] }] } }, [1, 2, 3]],
    ['a numbered element', { 'tags.0': 'b' }, [2]],
    ['$bitsAllSet', { x: { $bitsAllSet: [0, 1, 3] } }, [1]],
    ['$comment is no condition', { x: 11, $comment: 'why' }, [1]],
  ])('%s', async (_name, filter, expected) => {
    await seed();
    expect(await ids(filter)).toEqual(expected);
  });

  test("sorts by MongoDB's order, of arrays by their least or greatest element", async () => {
    await seed();
    expect(await ids({}, { sort: { x: 1 } })).toEqual([4, 1, 2, 3]);
    expect(await ids({}, { sort: { x: -1, _id: 1 } })).toEqual([3, 2, 1, 4]);
    expect(await ids({}, { sort: { tags: 1 } })).toEqual([3, 1, 2, 4]);
    expect(await ids({}, { sort: { $natural: -1 } })).toEqual([4, 3, 2, 1]);
  });

  test('sorts values of different types', async () => {
    await store.things().insertMany([
      { _id: 1, v: 'a' },
      { _id: 2, v: true },
      { _id: 3, v: 5 },
      { _id: 4, v: null },
      { _id: 5, v: { a: 1 } },
      { _id: 6, v: new Date(0) },
      { _id: 7, v: [] },
      { _id: 8, v: Buffer.from('b') },
    ] as never);
    expect(await ids({}, { sort: { v: 1 } })).toEqual([7, 4, 3, 1, 5, 8, 2, 6]);
  });

  test('skips and limits', async () => {
    await seed();
    expect(await ids({}, { skip: 1, limit: 2 })).toEqual([2, 3]);
    expect(await ids({}, { limit: 0 })).toHaveLength(4);
  });

  test.each<[string, object, unknown]>([
    ['inclusion', { x: 1 }, { _id: 1, x: 11 }],
    ['inclusion without _id', { x: 1, _id: 0 }, { x: 11 }],
    ['exclusion', { x: 0, tags: 0 }, { _id: 1, sub: { n: 1 } }],
    ['a nested field', { 'sub.n': 1 }, { _id: 1, sub: { n: 1 } }],
    ['a nested document says the same', { sub: { n: 1 } }, { _id: 1, sub: { n: 1 } }],
    ['$slice', { tags: { $slice: -1 } }, { _id: 1, x: 11, tags: ['b'], sub: { n: 1 } }],
    ['$elemMatch', { tags: { $elemMatch: { $eq: 'b' } } }, { _id: 1, tags: ['b'] }],
    ['an expression', { twice: { $multiply: ['$x', 2] } }, { _id: 1, twice: 22 }],
    ['only _id', { _id: 1 }, { _id: 1 }],
  ])('projection: %s', async (_name, projection, expected) => {
    await seed();
    expect(await store.things().findOne({ _id: 1 } as never, { projection })).toEqual(expected);
  });

  test('the positional projection gives the element that matched', async () => {
    await seed();
    expect(
      await store.things().findOne({ tags: 'b', _id: 1 } as never, { projection: { 'tags.$': 1 } }),
    ).toEqual({ _id: 1, tags: ['b'] });
  });

  test('mixing inclusion and exclusion is refused', async () => {
    expect((await failureOf(store.things().findOne({}, { projection: { a: 1, b: 0 } }))).code).toBe(31254);
  });
});

describe('delete, count, distinct', () => {
  test('removes one or all', async () => {
    await seed();
    expect(await store.things().deleteOne({ tags: 'b' })).toMatchObject({ deletedCount: 1 });
    expect(await store.things().deleteMany({ x: { $exists: true } })).toMatchObject({ deletedCount: 2 });
    expect(await ids({})).toEqual([4]);
  });

  test('counts', async () => {
    await seed();
    expect(await store.things().countDocuments()).toBe(4);
    expect(await store.things().countDocuments({ x: { $gt: 11 } })).toBe(2);
    expect(await store.things().countDocuments({}, { skip: 1, limit: 2 })).toBe(2);
    expect(await store.things().estimatedDocumentCount()).toBe(4);
    expect(await store.things().countDocuments({ x: 99 })).toBe(0);
  });

  test('distinct takes arrays apart', async () => {
    await seed();
    expect(await store.things().distinct('tags')).toEqual(['a', 'b', 'c', ['a']]);
    expect(await store.things().distinct('sub.n', { x: { $exists: true } })).toEqual([1, 2]);
  });
});

describe('findOneAnd…', () => {
  test('updates and gives the document before or after', async () => {
    await seed();
    const before = await store.things().findOneAndUpdate({ _id: 1 } as never, { $inc: { x: 1 } });
    const after = await store
      .things()
      .findOneAndUpdate(
        { _id: 1 } as never,
        { $inc: { x: 1 } },
        { returnDocument: 'after', projection: { x: 1, _id: 0 } },
      );
    expect([before!['x'], after]).toEqual([11, { x: 13 }]);
  });

  test('takes the first in the order asked for', async () => {
    await seed();
    expect(
      await store.things().findOneAndDelete({ x: { $exists: true } }, { sort: { x: -1 } }),
    ).toMatchObject({ _id: 3 });
  });

  test('upserts', async () => {
    const made = await store
      .things()
      .findOneAndUpdate({ k: 'a' }, { $set: { v: 1 } }, { upsert: true, returnDocument: 'after' });
    expect(made).toMatchObject({ k: 'a', v: 1 });
    const raw = await store.things().findOneAndReplace({ k: 'a' }, { w: 2 }, { includeResultMetadata: true });
    expect(raw.lastErrorObject).toMatchObject({ n: 1, updatedExisting: true });
  });

  test('what finds nothing gives null', async () => {
    expect(await store.things().findOneAndUpdate({ k: 'none' }, { $set: { v: 1 } })).toBeNull();
    expect(await store.things().findOneAndDelete({ k: 'none' })).toBeNull();
  });
});

test('bulk writes in order', async () => {
  const result = await store
    .things()
    .bulkWrite([
      { insertOne: { document: { _id: 1, n: 1 } as never } },
      { updateOne: { filter: { n: 1 }, update: { $inc: { n: 1 } } } },
      { updateMany: { filter: { n: { $gt: 5 } }, update: { $set: { far: true } }, upsert: true } },
      { replaceOne: { filter: { n: 2 }, replacement: { n: 3 } } },
      { deleteOne: { filter: { n: 3 } } },
    ]);
  expect(result).toMatchObject({
    insertedCount: 1,
    matchedCount: 2,
    modifiedCount: 2,
    upsertedCount: 1,
    deletedCount: 1,
  });
});
