import { describe, expect, test } from '@jest/globals';
import { failureOf, storeUnderTest, MongoClient } from './store.test-support';

const store = storeUnderTest();
const command = (request: object) => store.client().db('conformance').command(request);

describe('a standalone', () => {
  test('greets as one, never as a replica set', async () => {
    const hello = await command({ hello: 1 });
    expect(hello).toMatchObject({
      isWritablePrimary: true,
      maxWireVersion: 21,
      maxBsonObjectSize: 16777216,
      maxMessageSizeBytes: 48000000,
      ok: 1,
    });
    expect(hello).not.toHaveProperty('setName');
    expect(await command({ buildInfo: 1 })).toMatchObject({
      version: expect.stringMatching(/^7\.0\./) as unknown,
    });
  });

  test('refuses transactions as one', async () => {
    const request = {
      insert: 'things',
      documents: [{}],
      txnNumber: 1,
      startTransaction: true,
      autocommit: false,
    };
    expect((await failureOf(command(request))).error).toMatchObject({
      message: expect.stringMatching(/Transaction numbers|retryable writes/) as unknown,
    });
    expect(await store.things().countDocuments()).toBe(0);
  });

  test('refuses a write concern of two', async () => {
    expect((await failureOf(store.things().insertOne({}, { writeConcern: { w: 2 } }))).code).toBe(2);
    expect(
      (await store.things().insertOne({}, { writeConcern: { w: 'majority', j: true } })).acknowledged,
    ).toBe(true);
  });

  test('retryable writes of the driver are not used, so a default client just works', async () => {
    const client = await new MongoClient(store.uri(), { retryWrites: true }).connect();
    await client.db().collection('things').insertOne({ a: 1 });
    await client.close();
  });
});

describe('administration', () => {
  test.each(['ping', 'connectionStatus', 'hostInfo', 'serverStatus', 'listCommands', 'dbStats'])(
    '%s',
    async (name) => {
      expect((await command({ [name]: 1 }))['ok']).toBe(1);
    },
  );

  test('collections are made, listed, renamed and dropped', async () => {
    const database = store.client().db('conformance');
    await database.createCollection('one');
    await store.things().insertOne({});
    expect((await database.listCollections().toArray()).map(({ name }) => name)).toEqual(['one', 'things']);
    expect(await database.listCollections({ name: 'one' }, { nameOnly: true }).toArray()).toEqual([
      { name: 'one', type: 'collection' },
    ]);
    await database.renameCollection('things', 'two');
    expect(await database.collection('two').countDocuments()).toBe(1);
    expect((await failureOf(database.renameCollection('two', 'one'))).code).toBe(48);
    expect(await database.collection('two').drop()).toBe(true);
    expect(
      (await store.client().db('admin').admin().listDatabases()).databases.map(({ name }) => name),
    ).toEqual(['conformance']);
    await database.dropDatabase();
    expect(await database.listCollections().toArray()).toEqual([]);
  });

  test('collStats counts', async () => {
    await store.things().insertMany([{}, {}]);
    expect(await command({ collStats: 'things' })).toMatchObject({ count: 2, nindexes: 1 });
  });
});

test('validate counts documents and entries, and compares them', async () => {
  await store.things().insertMany([{ a: [1, 2] }, { a: 3 }, {}]);
  await store.things().createIndex({ a: 1 }, { sparse: true });
  expect(await command({ validate: 'things' })).toMatchObject({
    valid: true,
    nrecords: 3,
    keysPerIndex: { _id_: 3, a_1: 3 },
  });
  expect((await failureOf(command({ validate: 'none' }))).code).toBe(26);
});

describe('refusals', () => {
  test.each<[object, number]>([
    [{ nonsense: 1 }, 59],
    [{ find: '' }, 73],
    [{ find: 1 }, 73],
    [{ find: 'things', filter: 5 }, 14],
    [{ find: 'things', filter: { $nonsense: 1 } }, 2],
    [{ find: 'things', filter: { a: { $nonsense: 1 } } }, 2],
    [{ find: 'things', filter: { $where: 'true' } }, 238],
    [{ find: 'things', filter: { $text: { $search: 'x' } } }, 27],
    [{ find: 'things', collation: { locale: 'zh', backwards: true } }, 238],
    [{ find: 'things', collation: { locale: 'no language' } }, 2],
    [{ find: 'things', collation: { strength: 1 } }, 40414],
    [{ find: 'things', sort: { a: 5 } }, 15975],
    [{ find: 'things', skip: -1 }, 51024],
    [{ aggregate: 'things', pipeline: [] }, 9],
    [{ create: 'many', timeseries: { timeField: 't' } }, 238],
    [{ create: 'a$b' }, 73],
    [{ replSetGetStatus: 1 }, 76],
    [{ getMore: 5, collection: 'things' }, 14],
    [{ insert: 'things', documents: [] }, 16],
    [{ findAndModify: 'things', query: {} }, 9],
  ])('%j', async (request, code) => {
    const { error } = await failureOf(command(request));
    expect(error['code']).toBe(code);
    expect(typeof (error['errorResponse'] as { codeName: string }).codeName).toBe('string');
  });
});
