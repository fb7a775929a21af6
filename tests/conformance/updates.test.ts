import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();

async function updated(
  document: object,
  update: object,
  options: object = {},
  filter: object = {},
): Promise<unknown> {
  await store.things().insertOne({ _id: 1, ...document } as never);
  await store.things().updateOne({ _id: 1, ...filter } as never, update as never, options);
  const { _id, ...rest } = (await store.things().findOne({ _id: 1 } as never))!;
  return rest;
}

describe('operators', () => {
  test.each<[string, object, object, object]>([
    ['$set', { a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
    ['$set in an array, padding it', { a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
    ['$unset', { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', 'x.y': '' } }, { b: { d: 2 } }],
    ['$unset an element makes it null', { a: [1, 2] }, { $unset: { 'a.0': 1 } }, { a: [null, 2] }],
    ['$inc', { a: 1 }, { $inc: { a: 2.5, b: -1 } }, { a: 3.5, b: -1 }],
    ['$mul', { a: 3 }, { $mul: { a: 4, b: 5 } }, { a: 12, b: 0 }],
    ['$min and $max', { a: 3, b: 3 }, { $min: { a: 2, b: 4 }, $max: { c: 1 } }, { a: 2, b: 3, c: 1 }],
    [
      '$rename',
      { a: 1, b: { c: 2 } },
      { $rename: { a: 'z', 'b.c': 'd', no: 'where' } },
      { b: {}, z: 1, d: 2 },
    ],
    ['$push', { a: [1] }, { $push: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }],
    ['$push an array is one element', { a: [] }, { $push: { a: [1, 2] } }, { a: [[1, 2]] }],
    [
      '$push $each $position',
      { a: [1, 4] },
      { $push: { a: { $each: [2, 3], $position: 1 } } },
      { a: [1, 2, 3, 4] },
    ],
    [
      '$push $each $sort $slice',
      { a: [{ n: 3 }, { n: 1 }] },
      { $push: { a: { $each: [{ n: 2 }], $sort: { n: -1 }, $slice: 2 } } },
      { a: [{ n: 3 }, { n: 2 }] },
    ],
    [
      '$addToSet',
      { a: [1, { b: 1 }] },
      { $addToSet: { a: { $each: [1, { b: 1 }, 2] } } },
      { a: [1, { b: 1 }, 2] },
    ],
    ['$pop', { a: [1, 2, 3], b: [1, 2] }, { $pop: { a: 1, b: -1 } }, { a: [1, 2], b: [2] }],
    ['$pull by value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    ['$pull by fields', { a: [{ b: 1, c: 1 }, { b: 2 }] }, { $pull: { a: { b: 1 } } }, { a: [{ b: 2 }] }],
    ['$pullAll', { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
    ['$bit', { a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
    ['$setOnInsert on a match', { a: 1 }, { $setOnInsert: { a: 5 } }, { a: 1 }],
    [
      'new fields come in order of name',
      { z: 1 },
      { $set: { y: 1, b: 1 }, $inc: { a: 1 } },
      { z: 1, a: 1, b: 1, y: 1 },
    ],
    ['replacement', { a: 1, b: 2 }, { $set: {} }, { a: 1, b: 2 }],
    [
      'a pipeline',
      { a: 1, b: 2 },
      [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }],
      { b: 2, c: 3 },
    ],
  ])('%s', async (_name, document, update, expected) => {
    const result = await updated(document, update);
    expect(JSON.stringify(result)).toBe(JSON.stringify(expected));
  });

  test('$currentDate', async () => {
    const { at } = (await updated({}, { $currentDate: { at: true } })) as { at: Date };
    expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000);
  });

  test('`$` is the element that the query matched', async () => {
    expect(await updated({ a: [{ k: 1 }, { k: 2 }] }, { $set: { 'a.$.v': 9 } }, {}, { 'a.k': 2 })).toEqual({
      a: [{ k: 1 }, { k: 2, v: 9 }],
    });
  });

  test('`$` with $elemMatch', async () => {
    expect(
      await updated(
        {
          a: [
            { k: 1, n: 1 },
            { k: 1, n: 5 },
          ],
        },
        { $inc: { 'a.$.n': 1 } },
        {},
        { a: { $elemMatch: { k: 1, n: { $gt: 2 } } } },
      ),
    ).toEqual({
      a: [
        { k: 1, n: 1 },
        { k: 1, n: 6 },
      ],
    });
  });

  test('`$[]` is every element, `$[name]` those of the filter', async () => {
    expect(await updated({ a: [1, 2, 3] }, { $inc: { 'a.$[]': 1 } })).toEqual({ a: [2, 3, 4] });
    await store.things().updateOne({}, { $set: { 'a.$[big]': 0 } }, { arrayFilters: [{ big: { $gte: 3 } }] });
    expect(await store.things().findOne()).toEqual({ _id: 1, a: [2, 0, 0] });
  });
});

describe('refusals', () => {
  test.each<[string, object, object, number]>([
    ['an unknown operator', {}, { $foo: { a: 1 } }, 9],
    ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
    ['$inc by a string', {}, { $inc: { a: 'x' } }, 14],
    ['$push to a number', { a: 1 }, { $push: { a: 1 } }, 2],
    ['two operators on one path', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
    ['a path within another', {}, { $set: { a: 1, 'a.b': 1 } }, 40],
    ['a field in a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
    ['changing _id', {}, { $set: { _id: 2 } }, 66],
    ['`$` without a match', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
    ['an array filter that is missing', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
  ])('%s', async (_name, document, update, code) => {
    await store.things().insertOne({ _id: 1, ...document } as never);
    expect((await failureOf(store.things().updateOne({ _id: 1 } as never, update as never))).code).toBe(code);
    expect(await store.things().findOne()).toEqual({ _id: 1, ...document });
  });
});

describe('upsert', () => {
  test('starts from the equalities of the filter', async () => {
    await store
      .things()
      .updateOne(
        { 'a.b': 1, c: { $gt: 5 }, $and: [{ d: { $eq: 2 } }], e: { $in: [7] } },
        { $set: { f: 1 }, $setOnInsert: { g: 1 } },
        { upsert: true },
      );
    const { _id, ...made } = (await store.things().findOne())!;
    expect(made).toEqual({ a: { b: 1 }, d: 2, e: 7, f: 1, g: 1 });
  });

  test('a replacement takes only `_id` from the filter', async () => {
    const result = await store.things().replaceOne({ _id: 5, x: 1 } as never, { y: 2 }, { upsert: true });
    expect(result).toMatchObject({ upsertedId: 5, upsertedCount: 1, matchedCount: 0 });
    expect(await store.things().findOne()).toEqual({ _id: 5, y: 2 });
  });

  test('counts what it found apart from what it changed', async () => {
    await store.things().insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
    expect(await store.things().updateMany({ a: { $gte: 1 } }, { $set: { a: 2 } })).toMatchObject({
      matchedCount: 3,
      modifiedCount: 2,
    });
  });

  test('200 concurrent upserts of one key make one document', async () => {
    await store.things().createIndex({ k: 1 }, { unique: true });
    await Promise.all(
      Array.from({ length: 200 }, () =>
        store.things().updateOne({ k: 1 }, { $inc: { n: 1 } }, { upsert: true }),
      ),
    );
    expect(
      await store
        .things()
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ k: 1, n: 200 }]);
  });
});

describe('an update or a delete of many documents', () => {
  const count = 12_000;
  const seedMany = () =>
    store.things().insertMany(Array.from({ length: count }, (_, n) => ({ _id: n, n, turn: 0 })) as never);

  test('changes each once, moving through the index that finds it', async () => {
    await seedMany();
    await store.things().createIndex({ n: 1 });
    const result = await store.things().updateMany({ n: { $gte: 0 } }, { $inc: { n: 20_000, turn: 1 } });
    expect(result).toMatchObject({ matchedCount: count, modifiedCount: count });
    expect(await store.things().countDocuments({ turn: 1, n: { $gte: 20_000 } })).toBe(count);
  });

  test('lets other writes in between, and leaves what no longer matches then', async () => {
    await seedMany();
    const updating = store.things().updateMany({ turn: 0 }, { $set: { turn: 1 } });
    // The last documents' turn comes in a later transaction than this one.
    const other = store.things().updateOne({ _id: count - 1 } as never, { $set: { turn: 5 } });
    const [{ modifiedCount }] = await Promise.all([updating, other]);
    const last = await store.things().findOne({ _id: count - 1 } as never);
    expect(last!['turn']).toBe(5);
    expect(modifiedCount).toBeGreaterThanOrEqual(count - 1);
    expect(await store.things().countDocuments({ turn: 1 })).toBe(count - 1);
    expect((await store.things().deleteMany({ turn: 1 })).deletedCount).toBe(count - 1);
    expect(await store.things().countDocuments()).toBe(1);
  });

  test('statements of one command go on after it, in order', async () => {
    await seedMany();
    const result = await store
      .things()
      .bulkWrite([
        { updateMany: { filter: {}, update: { $set: { turn: 1 } } } },
        { updateMany: { filter: { turn: 1 }, update: { $inc: { turn: 1 } } } },
        { updateOne: { filter: { none: 1 }, update: { $set: { a: 1 } }, upsert: true } },
      ]);
    expect(result).toMatchObject({ matchedCount: 2 * count, modifiedCount: 2 * count, upsertedCount: 1 });
    expect(await store.things().countDocuments({ turn: 2 })).toBe(count);
  });
});
