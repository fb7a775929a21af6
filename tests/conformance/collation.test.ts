import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
const insensitive = { locale: 'en', strength: 2 };
const words = ['b', 'A', 'a', 'B', 'á', 'C'];
const seed = () => store.things().insertMany(words.map((word, at) => ({ _id: at, word, n: at })) as never);
const found = async (filter: object, options: object = {}) =>
  (await store.things().find(filter, options).toArray()).map(({ _id }) => Number(_id));

describe('a collation of a command', () => {
  test.each([
    [{ word: 'a' }, { locale: 'en', strength: 1 }, [1, 2, 4]],
    [{ word: 'a' }, insensitive, [1, 2]],
    [{ word: 'a' }, { locale: 'en' }, [2]],
    [{ word: 'a' }, { locale: 'simple' }, [2]],
    [{ word: { $in: ['a', 'C'] } }, insensitive, [1, 2, 5]],
    [{ word: { $ne: 'a' } }, insensitive, [0, 3, 4, 5]],
    [{ word: { $gte: 'B' } }, insensitive, [0, 3, 5]],
    [{ word: { $not: { $lt: 'B' } } }, insensitive, [0, 3, 5]],
    [{ $expr: { $eq: ['$word', 'A'] } }, insensitive, [1, 2]],
    [{ word: /^a/ }, insensitive, [2]],
    [{ n: { $gt: 3 } }, insensitive, [4, 5]],
  ])('finds %j by %j, with an index or without', async (filter, collation, expected) => {
    await seed();
    expect(await found(filter, { collation })).toEqual(expected);
    await store.things().createIndexes([{ key: { word: 1 } }, { key: { n: 1, word: -1 } }]);
    expect((await found(filter, { collation })).sort()).toEqual(expected);
    expect(await store.things().countDocuments(filter, { collation })).toBe(expected.length);
  });

  test('sorts by the language, and keeps equal texts in order', async () => {
    await seed();
    await store.things().createIndex({ word: 1 });
    expect(await found({}, { collation: insensitive, sort: { word: 1 } })).toEqual([1, 2, 4, 0, 3, 5]);
    expect(await found({}, { collation: insensitive, sort: { word: -1 } })).toEqual([5, 0, 3, 4, 1, 2]);
    expect(await found({}, { collation: insensitive, sort: { word: -1 }, limit: 2, skip: 1 })).toEqual([
      0, 3,
    ]);
    expect(await found({}, { sort: { word: 1 } })).toEqual([1, 3, 5, 2, 0, 4]);
  });

  test('sorts Chinese by pinyin, and numbers in texts by value', async () => {
    await store.things().insertMany(['张', '李', '安', '王'].map((word, at) => ({ _id: at, word })) as never);
    expect(await found({}, { collation: { locale: 'zh' }, sort: { word: 1 } })).toEqual([2, 1, 3, 0]);
    await store.things().deleteMany({});
    await store.things().insertMany(['10', '9', '2'].map((word, at) => ({ _id: at, word })) as never);
    const collation = { locale: 'en', numericOrdering: true };
    expect(await found({}, { collation, sort: { word: 1 } })).toEqual([2, 1, 0]);
  });

  test('groups, joins and counts distinct values by it', async () => {
    await seed();
    const groups = await store
      .things()
      .aggregate(
        [{ $group: { _id: '$word', n: { $sum: 1 }, most: { $max: '$word' } } }, { $sort: { _id: 1 } }],
        { collation: insensitive },
      )
      .toArray();
    expect(groups.map(({ _id, n }) => [_id, n])).toEqual([
      ['A', 2],
      ['á', 1],
      ['b', 2],
      ['C', 1],
    ]);
    expect(await store.things().distinct('word', {}, { collation: insensitive })).toHaveLength(4);
    const joined = await store
      .things()
      .aggregate(
        [
          { $match: { _id: 0 } },
          { $lookup: { from: 'things', localField: 'word', foreignField: 'word', as: 'same' } },
        ],
        { collation: insensitive },
      )
      .toArray();
    expect((joined[0]!['same'] as unknown[]).length).toBe(2);
  });

  test('updates and deletes by it, operators on arrays too', async () => {
    await seed();
    await store
      .things()
      .updateMany({ word: 'a' }, { $set: { list: ['X', 'y'] } }, { collation: insensitive });
    await store
      .things()
      .updateMany({ list: 'x' }, { $pull: { list: 'Y' } as never }, { collation: insensitive });
    await store
      .things()
      .updateMany({ list: 'x' }, { $addToSet: { list: 'x' } as never }, { collation: insensitive });
    expect(
      await store
        .things()
        .find({ list: ['X'] })
        .toArray(),
    ).toHaveLength(2);
    const { deletedCount } = await store.things().deleteMany({ word: 'B' }, { collation: insensitive });
    expect(deletedCount).toBe(2);
  });

  test('an expression that would ignore it is refused', async () => {
    const { code } = await failureOf(
      store
        .things()
        .aggregate([{ $set: { a: { $setUnion: [['a'], ['A']] } } }], { collation: insensitive })
        .toArray(),
    );
    expect(code).toBe(238);
  });
});

describe('a collation of a collection', () => {
  const create = () =>
    store.client().db('conformance').createCollection('things', { collation: insensitive });

  test('is what its commands and indexes compare by', async () => {
    await create();
    await seed().catch(() => undefined);
    await store.things().createIndex({ word: 1 });
    expect(await found({ word: 'a' })).toEqual([1, 2]);
    expect(await found({ word: 'a' }, { collation: { locale: 'simple' } })).toEqual([2]);
    const [, index] = await store.things().indexes();
    expect(index).toMatchObject({ collation: { locale: 'en', strength: 2 } });
    const [{ options } = { options: null }] = (await store
      .client()
      .db('conformance')
      .listCollections()
      .toArray()) as unknown as [{ options: object }];
    expect(options).toMatchObject({ collation: insensitive });
  });

  test('a unique index, of `_id` too, takes texts that it holds equal for doubles', async () => {
    await create();
    await store.things().createIndex({ word: 1 }, { unique: true });
    await store.things().insertOne({ _id: 'One', word: 'a' } as never);
    expect((await failureOf(store.things().insertOne({ _id: 'ONE', word: 'b' } as never))).code).toBe(11000);
    expect((await failureOf(store.things().insertOne({ _id: 'two', word: 'A' } as never))).code).toBe(11000);
    await store.things().insertOne({ _id: 'two', word: 'á' } as never);
    await store.things().updateOne({ _id: 'TWO' } as never, { $set: { word: 'c' } });
    expect(await store.things().countDocuments({ word: 'C' })).toBe(1);
  });

  test('a unique index with a collation is not built over doubles', async () => {
    await seed();
    const { code } = await failureOf(
      store.things().createIndex({ word: 1 }, { unique: true, collation: insensitive }),
    );
    expect(code).toBe(11000);
    expect(await store.things().indexes()).toHaveLength(1);
  });
});
