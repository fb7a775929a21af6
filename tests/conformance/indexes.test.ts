import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
const plan = async (filter: object, options: object = {}) => {
  const { queryPlanner } = await store.things().find(filter, options).explain('queryPlanner');
  let stage = queryPlanner.winningPlan;
  const stages: string[] = [];
  for (; stage; stage = stage.inputStage)
    stages.push(stage.indexName ? `${stage.stage} ${stage.indexName}` : stage.stage);
  return stages;
};

describe('unique indexes', () => {
  test('a duplicate tells its key in the form that clients read', async () => {
    await store.things().createIndex({ 'a.b': 1, c: -1 }, { unique: true });
    await store.things().insertOne({ a: { b: 'x' }, c: 1 });
    const failure = await failureOf(store.things().insertOne({ a: { b: 'x' }, c: 1 }));
    expect(failure.code).toBe(11000);
    expect(failure.message).toBe(
      'E11000 duplicate key error collection: conformance.things index: a.b_1_c_-1 dup key: { a.b: "x", c: 1 }',
    );
    expect(failure.error).toMatchObject({ keyPattern: { 'a.b': 1, c: -1 }, keyValue: { 'a.b': 'x', c: 1 } });
  });

  test('missing counts as null, once', async () => {
    await store.things().createIndex({ a: 1 }, { unique: true });
    await store.things().insertOne({ b: 1 });
    expect((await failureOf(store.things().insertOne({ a: null }))).code).toBe(11000);
  });

  test('sparse: missing does not count', async () => {
    await store.things().createIndex({ a: 1 }, { unique: true, sparse: true });
    await store.things().insertMany([{ b: 1 }, { b: 2 }]);
    expect(await store.things().countDocuments()).toBe(2);
  });

  test('partial: only documents of the filter count', async () => {
    await store.things().createIndex({ a: 1 }, { unique: true, partialFilterExpression: { live: true } });
    await store.things().insertMany([{ a: 1 }, { a: 1 }, { a: 1, live: true }]);
    expect((await failureOf(store.things().insertOne({ a: 1, live: true }))).code).toBe(11000);
    expect((await failureOf(store.things().updateMany({ a: 1 }, { $set: { live: true } }))).code).toBe(11000);
  });

  test('elements of an array count each, once within a document', async () => {
    await store.things().createIndex({ a: 1 }, { unique: true });
    await store.things().insertOne({ a: [1, 1, 2] });
    expect((await failureOf(store.things().insertOne({ a: 2 }))).code).toBe(11000);
  });

  test('a refused update leaves document and indexes as they were', async () => {
    await store.things().createIndex({ a: 1 }, { unique: true });
    await store.things().insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ] as never);
    expect((await failureOf(store.things().updateOne({ a: 2 }, { $set: { a: 1, b: 1 } }))).code).toBe(11000);
    expect(await store.things().findOne({ a: 2 })).toEqual({ _id: 2, a: 2 });
  });

  test('a document that the last of several refuses leaves no key in the others', async () => {
    await store.things().createIndex({ a: 1 }, { unique: true });
    await store.things().createIndex({ b: 1 }, { unique: true });
    await store.things().insertOne({ _id: 1, a: [1, 2], b: 1 } as never);
    const many = store.things().insertMany(
      [
        { _id: 2, a: [3, 4], b: 1 },
        { _id: 3, a: [5, 2], b: 3 },
        { _id: 2, a: [3, 5], b: 2 },
      ] as never,
      { ordered: false },
    );
    expect((await failureOf(many)).error).toMatchObject({
      writeErrors: [{ index: 0 }, { index: 1 }],
      result: { insertedCount: 1 },
    });
    expect(await store.client().db('conformance').command({ validate: 'things' })).toMatchObject({
      valid: true,
      nrecords: 2,
      keysPerIndex: { _id_: 2, a_1: 4, b_1: 2 },
    });
  });

  test('keys longer than the storage takes are told apart and found', async () => {
    const long = (end: string) => 'x'.repeat(5000) + end;
    await store.things().createIndex({ a: 1 }, { unique: true });
    await store.things().insertMany([{ a: long('1') }, { a: long('2') }, { a: 'short' }]);
    expect((await failureOf(store.things().insertOne({ a: long('1') }))).code).toBe(11000);
    expect(await store.things().countDocuments({ a: long('2') })).toBe(1);
    expect(await store.things().countDocuments({ a: { $gt: long('1') } })).toBe(1);
    const sorted = await store.things().find().sort({ a: -1 }).toArray();
    expect(sorted.map(({ a }) => (a as string).slice(-1))).toEqual(['2', '1', 't']);
  });

  test('building one over duplicates fails and leaves nothing behind', async () => {
    await store.things().insertMany([{ a: 1 }, { a: 1 }]);
    expect((await failureOf(store.things().createIndex({ a: 1 }, { unique: true }))).code).toBe(11000);
    expect(await store.things().indexes()).toHaveLength(1);
    expect(await store.things().countDocuments({ a: 1 })).toBe(2);
  });
});

describe('the definition of indexes', () => {
  test('are listed as they were made', async () => {
    await store.things().createIndex({ a: 1, b: -1 }, { name: 'mine', unique: true });
    await store.things().createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    expect(await store.things().indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'mine', unique: true },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
    ]);
  });

  test('making one again changes nothing; making another in its place is refused', async () => {
    await store.things().createIndex({ a: 1 });
    await store.things().createIndex({ a: 1 });
    expect((await failureOf(store.things().createIndex({ a: 1 }, { unique: true }))).code).toBe(85);
    expect((await failureOf(store.things().createIndex({ a: 1 }, { name: 'other' }))).code).toBe(85);
    expect((await failureOf(store.things().createIndex({ b: 1 }, { name: 'a_1' }))).code).toBe(86);
  });

  test('are dropped by name, by key, or all', async () => {
    await store.things().createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }, { key: { c: 1 } }]);
    await store.things().dropIndex('a_1');
    await store.things().dropIndex({ b: 1 } as never);
    expect((await store.things().indexes()).map(({ name }) => name)).toEqual(['_id_', 'c_1']);
    await store.things().dropIndexes();
    expect(await store.things().indexes()).toHaveLength(1);
    expect((await failureOf(store.things().dropIndex('none'))).code).toBe(27);
    expect((await failureOf(store.things().dropIndex('_id_'))).code).toBe(72);
  });

  test.each([{ a: 'text' }, { a: '2dsphere' }, { '$**': 1 }, { a: 0 }])('%j is refused', async (key) => {
    await store.things().insertOne({ a: 1 });
    expect((await failureOf(store.things().createIndex(key as never))).code).toBe(67);
  });

  test('two arrays in one index are refused', async () => {
    await store.things().createIndex({ a: 1, b: 1 });
    expect((await failureOf(store.things().insertOne({ a: [1], b: [1] }))).code).toBe(171);
  });

  test('indexes of a collection that is not there', async () => {
    expect((await failureOf(store.things().indexes())).code).toBe(26);
  });
});

describe('the use of indexes', () => {
  test('look-ups, ranges and sorts', async () => {
    await store.things().createIndexes([{ key: { campaign: 1, at: 1 } }, { key: { 'sub.n': 1 } }]);
    await store
      .things()
      .insertMany(Array.from({ length: 50 }, (_, n) => ({ campaign: n % 2, at: new Date(n), sub: { n } })));
    expect(await plan({ campaign: 1 })).toEqual(['FETCH', 'IXSCAN campaign_1_at_1']);
    expect(await plan({ campaign: 1 }, { sort: { at: -1 }, limit: 5 })).toEqual([
      'LIMIT',
      'FETCH',
      'IXSCAN campaign_1_at_1',
    ]);
    expect(await plan({ campaign: 1, at: { $gte: new Date(5) } })).toEqual([
      'FETCH',
      'IXSCAN campaign_1_at_1',
    ]);
    expect(await plan({ 'sub.n': { $in: [1, 2] } })).toEqual(['FETCH', 'IXSCAN sub.n_1']);
    expect(await plan({ at: new Date(5) })).toEqual(['COLLSCAN']);
    expect(await plan({ campaign: 1 }, { sort: { other: 1 } })).toEqual([
      'SORT',
      'FETCH',
      'IXSCAN campaign_1_at_1',
    ]);
    const latest = await store.things().find({ campaign: 1 }).sort({ at: -1 }).limit(2).toArray();
    expect(latest.map(({ sub }) => sub.n)).toEqual([49, 47]);
  });

  test('$or goes through indexes if each branch has one', async () => {
    await store
      .things()
      .createIndexes([
        { key: { a: 1 } },
        { key: { b: 1 } },
        { key: { c: 1 }, partialFilterExpression: { live: true } },
      ]);
    await store.things().insertMany([
      { _id: 1, a: 1, b: 1, c: 1, live: true },
      { _id: 2, a: [1, 2], b: 2, c: 2, live: true },
      { _id: 3, a: 3, b: 3, c: 2 },
      { _id: 4, a: 4, b: 1, c: 4, live: true },
    ] as never);
    const ids = async (filter: object, options: object = {}) =>
      (await store.things().find(filter, options).toArray()).map(({ _id }) => Number(_id));
    const either = { $or: [{ a: { $lte: 2 } }, { b: 1 }] };
    const { queryPlanner } = await store.things().find(either).explain('queryPlanner');
    expect(queryPlanner.winningPlan.inputStage).toMatchObject({
      stage: 'OR',
      inputStages: [{ indexName: 'a_1' }, { indexName: 'b_1' }],
    });
    expect((await ids(either)).sort()).toEqual([1, 2, 4]);
    expect(await ids(either, { sort: { _id: -1 }, skip: 1, limit: 1 })).toEqual([2]);
    expect(await store.things().countDocuments(either)).toBe(3);
    const live = { live: true, $or: [{ c: 2 }, { a: 4, b: 1 }] };
    expect(await ids(live, { sort: { _id: 1 } })).toEqual([2, 4]);
    expect(await plan({ $or: [{ a: 1 }, { d: 1 }] })).toEqual(['COLLSCAN']);
    expect(await plan({ $or: [{ c: 2 }, { a: 4 }] })).toEqual(['COLLSCAN']);
    expect((await ids({ $or: [{ c: 2 }, { a: 4 }] })).sort()).toEqual([2, 3, 4]);
    expect((await store.things().deleteMany(either)).deletedCount).toBe(3);
  });

  test('a hint is followed; a wrong one is refused', async () => {
    await store.things().createIndex({ a: 1 });
    await store.things().insertMany([{ a: 2 }, { a: 1 }]);
    const hinted = await store
      .things()
      .find({}, { hint: { a: 1 } })
      .toArray();
    expect(hinted.map(({ a }) => a)).toEqual([1, 2]);
    expect((await failureOf(store.things().find({}, { hint: 'none' }).toArray())).code).toBe(2);
  });
});
