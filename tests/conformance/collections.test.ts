import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
const database = () => store.client().db('conformance');
const seed = () =>
  store.things().insertMany([1, 2, 3, 4].map((n) => ({ _id: n, n, tags: [n % 2] })) as never);

describe('a view', () => {
  const create = async () => {
    await seed();
    await database().createCollection('large', {
      viewOn: 'things',
      pipeline: [{ $match: { n: { $gt: 1 } } }],
    });
    return database().createCollection('largest', {
      viewOn: 'large',
      pipeline: [{ $set: { double: { $multiply: ['$n', 2] } } }],
    });
  };

  test('is read as its stages give it, one view on another', async () => {
    const view = await create();
    expect(await view.find({ double: { $gt: 4 } }, { sort: { n: -1 }, limit: 1 }).toArray()).toEqual([
      { _id: 4, n: 4, tags: [0], double: 8 },
    ]);
    expect(await view.find({}, { projection: { _id: 0, double: 1 }, skip: 2 }).toArray()).toEqual([
      { double: 8 },
    ]);
    expect(await view.countDocuments({ n: { $lt: 4 } })).toBe(2);
    expect(await view.estimatedDocumentCount()).toBe(3);
    expect(await view.distinct('tags')).toEqual([0, 1]);
    expect(await view.aggregate([{ $group: { _id: null, sum: { $sum: '$double' } } }]).toArray()).toEqual([
      { _id: null, sum: 18 },
    ]);
    const joined = await store
      .things()
      .aggregate([
        { $match: { _id: 2 } },
        { $lookup: { from: 'largest', localField: '_id', foreignField: '_id', as: 'seen' } },
      ])
      .toArray();
    expect(joined[0]).toMatchObject({ seen: [{ double: 4 }] });
  });

  test('is listed as one, and cannot be written or indexed', async () => {
    const view = await create();
    const listed = await database().listCollections({ name: 'large' }).toArray();
    expect(listed).toMatchObject([{ type: 'view', options: { viewOn: 'things' }, info: { readOnly: true } }]);
    for (const work of [
      view.insertOne({}),
      view.updateMany({}, { $set: { a: 1 } }),
      view.deleteMany({}),
      view.findOneAndDelete({}),
      view.createIndex({ a: 1 }),
    ]) {
      expect((await failureOf(work)).code).toBe(166);
    }
  });

  test('on itself is refused when it is read', async () => {
    const view = await database().createCollection('loop', { viewOn: 'loop', pipeline: [] });
    expect((await failureOf(view.find().toArray())).code).toBe(165);
  });
});

describe('a validator', () => {
  const schema = {
    $jsonSchema: {
      bsonType: 'object',
      required: ['name'],
      properties: {
        name: { bsonType: 'string', minLength: 2 },
        age: { bsonType: ['int', 'double'], minimum: 0, maximum: 120, exclusiveMaximum: true },
        role: { enum: ['a', 'b', null] },
        list: {
          type: 'array',
          items: { type: 'object', properties: { k: { type: 'number' } } },
          uniqueItems: true,
        },
      },
      patternProperties: { '^x_': { type: 'boolean' } },
      additionalProperties: false,
    },
  };
  const withId = {
    $jsonSchema: { ...schema.$jsonSchema, properties: { _id: {}, ...schema.$jsonSchema.properties } },
  };

  test.each<[object, boolean]>([
    [{ name: 'ab' }, true],
    [{ name: 'a' }, false],
    [{ age: 3 }, false],
    [{ name: 'ab', age: 119.5 }, true],
    [{ name: 'ab', age: 120 }, false],
    [{ name: 'ab', age: '3' }, false],
    [{ name: 'ab', role: null }, true],
    [{ name: 'ab', role: 'c' }, false],
    [{ name: 'ab', list: [{ k: 1 }, { k: 2 }] }, true],
    [{ name: 'ab', list: [{ k: 1 }, { k: 1 }] }, false],
    [{ name: 'ab', list: [{ k: 'x' }] }, false],
    [{ name: 'ab', x_1: true }, true],
    [{ name: 'ab', x_1: 1 }, false],
    [{ name: 'ab', other: 1 }, false],
  ])('of %j: %j', async (document, valid) => {
    const things = await database().createCollection('things', { validator: withId });
    if (valid) await things.insertOne(document);
    else expect((await failureOf(things.insertOne(document))).code).toBe(121);
    await things.insertOne({ ...document, _id: 2 } as never, { bypassDocumentValidation: true });
    expect(await things.countDocuments({ ...withId, _id: 2 } as never)).toBe(valid ? 1 : 0);
  });

  test('is asked at updates; the moderate level leaves what was wrong alone', async () => {
    await seed();
    await database().command({ collMod: 'things', validator: { n: { $lt: 3 } } });
    const { error } = await failureOf(store.things().updateOne({ _id: 1 } as never, { $set: { n: 5 } }));
    expect(error).toMatchObject({ code: 121, errInfo: { failingDocumentId: 1 } });
    expect((await failureOf(store.things().updateOne({ _id: 4 } as never, { $set: { a: 1 } }))).code).toBe(
      121,
    );
    await database().command({ collMod: 'things', validationLevel: 'moderate' });
    await store.things().updateOne({ _id: 4 } as never, { $set: { a: 1 } });
    expect((await failureOf(store.things().updateOne({ _id: 1 } as never, { $set: { n: 5 } }))).code).toBe(
      121,
    );
  });

  test('with a keyword that is not known is refused', async () => {
    const { code } = await failureOf(
      database().createCollection('things', { validator: { $jsonSchema: { nonsense: 1 } } }),
    );
    expect(code).toBe(9);
  });
});

describe('a capped collection', () => {
  test('gives up its oldest documents', async () => {
    const things = await database().createCollection('things', { capped: true, size: 100_000, max: 3 });
    await seed();
    expect(await things.find().toArray()).toMatchObject([{ _id: 2 }, { _id: 3 }, { _id: 4 }]);
    expect(await things.isCapped()).toBe(true);
    await things.insertOne({ _id: 5, text: 'x'.repeat(90_000) } as never);
    await things.insertOne({ _id: 6, text: 'x'.repeat(90_000) } as never);
    expect(await things.distinct('_id')).toEqual([6]);
  });

  test('needs a size', async () => {
    expect((await failureOf(database().createCollection('things', { capped: true }))).code).toBe(72);
  });
});

test('creating what is there is no error, unless its options differ', async () => {
  const create = (options: object) => database().command({ create: 'things', ...options });
  await create({});
  await create({});
  expect((await failureOf(create({ capped: true, size: 5000 }))).code).toBe(48);
});

test('a hidden index is kept up to date but not used', async () => {
  await seed();
  await store.things().createIndex({ n: 1 }, { hidden: true });
  const plan = async () =>
    (await store.things().find({ n: 2 }).explain()) as { queryPlanner: { winningPlan: { stage: string } } };
  expect((await plan()).queryPlanner.winningPlan.stage).toBe('COLLSCAN');
  await store.things().insertOne({ _id: 9, n: 2 } as never);
  await database().command({ collMod: 'things', index: { name: 'n_1', hidden: false } });
  expect((await plan()).queryPlanner.winningPlan.stage).toBe('FETCH');
  expect(await store.things().countDocuments({ n: 2 })).toBe(2);
});
