import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
const database = () => store.client().db('conformance');
const target = () => database().collection('target');
const seed = () =>
  store.things().insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
    { _id: 3, n: 3 },
  ] as never);
const run = (...stages: object[]) => store.things().aggregate(stages).toArray();
const contents = () =>
  target()
    .find({}, { sort: { _id: 1 } })
    .toArray();

describe('$out', () => {
  test('replaces what the target held and keeps its indexes', async () => {
    await seed();
    await target().createIndex({ n: 1 });
    await target().insertOne({ _id: 9 } as never);
    expect(await run({ $match: { n: { $gt: 1 } } }, { $out: 'target' })).toEqual([]);
    expect(await contents()).toEqual([
      { _id: 2, n: 2 },
      { _id: 3, n: 3 },
    ]);
    expect(await target().indexes()).toHaveLength(2);
  });

  test('may read from its target', async () => {
    await seed();
    await run({ $set: { n: { $multiply: ['$n', 10] } } }, { $out: { db: 'conformance', coll: 'things' } });
    expect(await store.things().distinct('n')).toEqual([10, 20, 30]);
  });

  test('changes nothing if a document is refused', async () => {
    await seed();
    await target().insertOne({ _id: 9, n: 9 } as never);
    await target().createIndex({ same: 1 }, { unique: true, sparse: true });
    expect((await failureOf(run({ $set: { same: 1 } }, { $out: 'target' }))).code).toBe(11000);
    expect(await contents()).toEqual([{ _id: 9, n: 9 }]);
  });

  test.each([
    [[{ $out: 'target' }, { $match: {} }], 40601],
    [[{ $facet: { a: [{ $out: 'target' }] } }], 51047],
    [[{ $out: 5 }], 16990],
    [[{ $match: {} }, { $documents: [] }], 40602],
  ])('%j is refused', async (stages, code) => {
    expect((await failureOf(run(...stages))).code).toBe(code);
    expect(await database().listCollections({ name: 'target' }).toArray()).toEqual([]);
  });
});

describe('$merge', () => {
  const merge = (options: object) => run({ $merge: { into: 'target', ...options } });

  test.each<[object, object[]]>([
    [
      {},
      [
        { _id: 1, n: 1 },
        { _id: 2, old: true, n: 2 },
        { _id: 3, n: 3 },
      ],
    ],
    [{ whenMatched: 'replace', whenNotMatched: 'discard' }, [{ _id: 2, n: 2 }]],
    [
      { whenMatched: 'keepExisting' },
      [
        { _id: 1, n: 1 },
        { _id: 2, old: true, n: -2 },
        { _id: 3, n: 3 },
      ],
    ],
    [
      {
        whenMatched: [{ $set: { n: { $add: ['$n', '$$new.n', '$$more'] } } }],
        let: { more: 5, new: '$$ROOT' },
        whenNotMatched: 'discard',
      },
      [{ _id: 2, old: true, n: 5 }],
    ],
  ])('%j', async (options, expected) => {
    await seed();
    await target().insertOne({ _id: 2, old: true, n: -2 } as never);
    expect(await merge(options)).toEqual([]);
    expect(await contents()).toEqual(expected);
  });

  test('stops where one fails; what was merged before stays', async () => {
    await seed();
    await target().insertOne({ _id: 2 } as never);
    expect((await failureOf(merge({ whenMatched: 'fail' }))).code).toBe(11000);
    expect(await contents()).toEqual([{ _id: 1, n: 1 }, { _id: 2 }]);
    expect((await failureOf(merge({ whenNotMatched: 'fail' }))).code).toBe(13113);
  });

  test('merges by other fields only with a unique index on them', async () => {
    await seed();
    const byNumber = () =>
      run({ $project: { _id: 0, n: 1, seen: { $literal: true } } }, { $merge: { into: 'target', on: 'n' } });
    await target().insertOne({ _id: 'two', n: 2 } as never);
    expect((await failureOf(byNumber())).code).toBe(51183);
    await target().createIndex({ n: 1 }, { unique: true });
    await byNumber();
    expect(await target().countDocuments({ seen: true })).toBe(3);
    expect(await target().findOne({ n: 2 })).toEqual({ _id: 'two', n: 2, seen: true });
  });
});

test('$documents makes documents of a database', async () => {
  const documents = await database()
    .aggregate([{ $documents: [{ a: { $add: [1, 1] } }, { a: 3 }] }, { $match: { a: 3 } }])
    .toArray();
  expect(documents).toEqual([{ a: 3 }]);
});

test('$collStats counts', async () => {
  await seed();
  expect(await run({ $collStats: { count: {} } }, { $project: { count: 1 } })).toEqual([{ count: 3 }]);
});
