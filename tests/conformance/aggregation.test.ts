import { beforeEach, describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
const run = (...pipeline: object[]) =>
  store
    .things()
    .aggregate(pipeline as never)
    .toArray();

beforeEach(async () => {
  await store.things().insertMany([
    { _id: 1, g: 'a', n: 1, tags: ['x', 'y'], who: 10 },
    { _id: 2, g: 'b', n: 2, tags: ['y'], who: 11 },
    { _id: 3, g: 'a', n: 3, tags: [], who: 10 },
    { _id: 4, g: null, n: 4.5 },
  ] as never);
  await store
    .client()
    .db('conformance')
    .collection('people')
    .insertMany([
      { _id: 10, name: 'ten' },
      { _id: 11, name: 'eleven' },
    ] as never);
});

describe('stages', () => {
  test.each<[string, object[], unknown]>([
    [
      '$match, $sort, $skip, $limit',
      [
        { $match: { n: { $gt: 1 } } },
        { $sort: { n: -1 } },
        { $skip: 1 },
        { $limit: 1 },
        { $project: { n: 1 } },
      ],
      [{ _id: 3, n: 3 }],
    ],
    [
      '$limit before $match',
      [{ $limit: 2 }, { $match: { g: 'b' } }, { $project: { n: 1 } }],
      [{ _id: 2, n: 2 }],
    ],
    [
      '$limit before $sort',
      [{ $limit: 2 }, { $sort: { n: -1 } }, { $project: { n: 1, _id: 0 } }],
      [{ n: 2 }, { n: 1 }],
    ],
    [
      '$group with accumulators',
      [
        {
          $group: {
            _id: '$g',
            n: { $sum: 1 },
            sum: { $sum: '$n' },
            avg: { $avg: '$n' },
            min: { $min: '$n' },
            max: { $max: '$n' },
          },
        },
        { $sort: { _id: 1 } },
      ],
      [
        { _id: null, n: 1, sum: 4.5, avg: 4.5, min: 4.5, max: 4.5 },
        { _id: 'a', n: 2, sum: 4, avg: 2, min: 1, max: 3 },
        { _id: 'b', n: 1, sum: 2, avg: 2, min: 2, max: 2 },
      ],
    ],
    [
      '$group all',
      [{ $group: { _id: null, all: { $push: '$n' }, first: { $first: '$n' }, last: { $last: '$n' } } }],
      [{ _id: null, all: [1, 2, 3, 4.5], first: 1, last: 4.5 }],
    ],
    [
      '$group by a document',
      [
        { $match: { g: 'a' } },
        { $group: { _id: { g: '$g', even: { $eq: [{ $mod: ['$n', 2] }, 0] } }, n: { $sum: 1 } } },
      ],
      [{ _id: { g: 'a', even: false }, n: 2 }],
    ],
    ['$addToSet', [{ $group: { _id: null, set: { $addToSet: '$who' } } }], [{ _id: null, set: [10, 11] }]],
    [
      '$project computed',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            _id: 0,
            twice: { $multiply: ['$n', 2] },
            first: { $arrayElemAt: ['$tags', 0] },
            g: { $concat: ['$g', '!'] },
          },
        },
      ],
      [{ twice: 2, first: 'x', g: 'a!' }],
    ],
    [
      '$addFields keeps the rest',
      [{ $match: { _id: 2 } }, { $addFields: { n: 9, 'deep.er': '$g' } }],
      [{ _id: 2, g: 'b', n: 9, tags: ['y'], who: 11, deep: { er: 'b' } }],
    ],
    ['$unset', [{ $match: { _id: 4 } }, { $unset: ['n', 'no'] }], [{ _id: 4, g: null }]],
    [
      '$unwind',
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 2, tags: 'y' },
      ],
    ],
    [
      '$unwind preserving',
      [
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } },
        { $group: { _id: null, n: { $sum: 1 } } },
      ],
      [{ _id: null, n: 5 }],
    ],
    [
      '$sortByCount',
      [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
      [
        { _id: 'y', count: 2 },
        { _id: 'x', count: 1 },
      ],
    ],
    ['$count', [{ $match: { g: 'a' } }, { $count: 'n' }], [{ n: 2 }]],
    ['$count of nothing gives nothing', [{ $match: { g: 'zz' } }, { $count: 'n' }], []],
    [
      '$facet',
      [
        {
          $facet: {
            a: [{ $match: { g: 'a' } }, { $count: 'n' }],
            top: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { n: 1 } }],
          },
        },
      ],
      [{ a: [{ n: 2 }], top: [{ _id: 4, n: 4.5 }] }],
    ],
    [
      '$bucket',
      [{ $bucket: { groupBy: '$n', boundaries: [0, 2, 4], default: 'more', output: { n: { $sum: 1 } } } }],
      [
        { _id: 0, n: 1 },
        { _id: 2, n: 2 },
        { _id: 'more', n: 1 },
      ],
    ],
    ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { k: '$g' } } }], [{ k: 'a' }]],
    [
      '$lookup',
      [
        { $match: { _id: { $in: [1, 4] } } },
        { $lookup: { from: 'people', localField: 'who', foreignField: '_id', as: 'p' } },
        { $project: { p: 1 } },
      ],
      [
        { _id: 1, p: [{ _id: 10, name: 'ten' }] },
        { _id: 4, p: [] },
      ],
    ],
    [
      '$lookup with a pipeline',
      [
        { $match: { _id: 2 } },
        {
          $lookup: {
            from: 'people',
            let: { w: '$who' },
            pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$w'] } } }, { $project: { _id: 0 } }],
            as: 'p',
          },
        },
        { $project: { p: 1 } },
      ],
      [{ _id: 2, p: [{ name: 'eleven' }] }],
    ],
    [
      '$unionWith',
      [
        { $match: { _id: 1 } },
        { $project: { g: 1 } },
        { $unionWith: { coll: 'people', pipeline: [{ $match: { _id: 10 } }] } },
      ],
      [
        { _id: 1, g: 'a' },
        { _id: 10, name: 'ten' },
      ],
    ],
    [
      '$switch and $cond',
      [
        { $match: { _id: 1 } },
        {
          $project: {
            a: { $cond: [{ $gt: ['$n', 0] }, 'yes', 'no'] },
            b: { $switch: { branches: [{ case: { $eq: ['$g', 'b'] }, then: 1 }], default: 2 } },
          },
        },
      ],
      [{ _id: 1, a: 'yes', b: 2 }],
    ],
    [
      'a missing field is absent, null stays',
      [{ $match: { _id: 4 } }, { $project: { g: 1, tags: 1 } }],
      [{ _id: 4, g: null }],
    ],
    [
      '$objectToArray',
      [{ $match: { _id: 2 } }, { $project: { o: { $objectToArray: { a: '$n' } } } }],
      [{ _id: 2, o: [{ k: 'a', v: 2 }] }],
    ],
  ])('%s', async (_name, pipeline, expected) => {
    expect(JSON.stringify(await run(...pipeline))).toBe(JSON.stringify(expected));
  });

  test("the driver's countDocuments", async () => {
    expect(await store.things().countDocuments({ g: 'a' })).toBe(2);
  });

  test('identifiers compare by value in joins and groups', async () => {
    const { ObjectId } = (await import('mongoose')).default.mongo;
    const id = new ObjectId();
    await store.client().db('conformance').collection('units').insertOne({ _id: id, name: 'u' });
    await store.things().insertMany([
      { unit: new ObjectId(id.toHexString()), q: 1 },
      { unit: id, q: 1 },
    ]);
    const joined = await run(
      { $match: { q: 1 } },
      { $lookup: { from: 'units', localField: 'unit', foreignField: '_id', as: 'u' } },
      { $unwind: '$u' },
      { $group: { _id: '$u._id', n: { $sum: 1 } } },
    );
    expect(joined).toEqual([{ _id: id, n: 2 }]);
  });

  test('a collection that is not there is empty', async () => {
    const none = store.client().db('conformance').collection('none');
    expect(await none.aggregate([{ $group: { _id: null, n: { $sum: 1 } } }]).toArray()).toEqual([]);
  });
});

describe('refused before anything runs', () => {
  test.each<[object[], number]>([
    [[{ $nonsense: {} }], 40324],
    [[{ $match: { a: { $foo: 1 } } }], 2],
    [[{ $project: { a: { $nonsense: 1 } } }], 168],
    [[{ $group: { n: { $sum: 1 } } }], 15955],
    [[{ $group: { _id: null, n: { $nonsense: 1 } } }], 15952],
    [[{ $limit: 0 }], 15958],
    [[{ $facet: { a: [{ $nonsense: {} }] } }], 40324],
    [[{ $lookup: { from: 'people', pipeline: [{ $nonsense: {} }], as: 'p' } }], 40324],
    [[{ $match: {}, $limit: 1 }], 40323],
  ])('%j', async (pipeline, code) => {
    expect((await failureOf(run(...pipeline))).code).toBe(code);
  });
});
