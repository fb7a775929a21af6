import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import MongoStore from 'connect-mongo';
import mongoose, { Schema } from 'mongoose';
import { failureOf, storeUnderTest } from './store.test-support';

const store = storeUnderTest();
let connection: mongoose.Connection;

const schoolSchema = new Schema({
  code: { type: String, unique: true },
  stages: [String],
  name: Schema.Types.Mixed,
});
const responseSchema = new Schema(
  {
    school: { type: Schema.Types.ObjectId, ref: 'School' },
    answers: { type: Map, of: Number },
    row: Buffer,
    parts: [{ title: String, score: Number }],
    at: { type: Date, index: true },
  },
  { timestamps: true },
);

beforeAll(async () => {
  connection = await mongoose.createConnection(store.uri()).asPromise();
  connection.model('School', schoolSchema);
  connection.model('Response', responseSchema);
});

afterAll(async () => {
  await connection.close();
});

const models = async () => {
  const [School, Response] = [connection.model('School'), connection.model('Response')];
  await Promise.all([School.init(), Response.init()]);
  await Promise.all([School.syncIndexes(), Response.syncIndexes()]);
  return { School, Response };
};

describe('mongoose', () => {
  test('makes its indexes, and answers duplicates with 11000', async () => {
    const { School } = await models();
    await School.create({ code: 's1', name: { zh: '一' } });
    expect((await failureOf(School.create({ code: 's1' }))).code).toBe(11000);
    expect(await School.listIndexes()).toMatchObject([{ name: '_id_' }, { name: 'code_1', unique: true }]);
  });

  test('saves changes of arrays, maps and buffers in place', async () => {
    const { Response } = await models();
    const made = await Response.create({
      answers: { q1: 1 },
      row: Buffer.from([1, 2]),
      parts: [{ title: 'a', score: 1 }],
    });
    made.set('answers.q2', 5);
    made.get('parts').push({ title: 'b', score: 2 });
    made.get('parts')[0].score = 9;
    await made.save();
    const found = (await Response.findById(made._id))!;
    expect(Object.fromEntries(found.get('answers'))).toEqual({ q1: 1, q2: 5 });
    expect(
      found.get('parts').map(({ title, score }: { title: string; score: number }) => [title, score]),
    ).toEqual([
      ['a', 9],
      ['b', 2],
    ]);
    expect(Buffer.from(found.get('row'))).toEqual(Buffer.from([1, 2]));
    expect(found.get('updatedAt').getTime()).toBeGreaterThanOrEqual(found.get('createdAt').getTime());
  });

  test('a version that moved on is noticed', async () => {
    const { Response } = await models();
    const made = await Response.create({ parts: [{ title: 'a' }, { title: 'b' }] });
    const other = (await Response.findById(made._id))!;
    made.set('parts', [{ title: 'c' }]);
    await made.save();
    other.get('parts')[1].score = 3;
    other.get('parts').pull(other.get('parts')[0]);
    expect((await failureOf(other.save())).error['name']).toBe('VersionError');
  });

  test('populates, leans, counts, streams and aggregates', async () => {
    const { School, Response } = await models();
    const school = await School.create({ code: 's2', stages: ['primary'] });
    await Response.insertMany(
      Array.from({ length: 250 }, (_, n) => ({ school: school._id, at: new Date(n) })),
    );
    const populated = (await Response.findOne({ at: new Date(7) })
      .populate('school')
      .lean())!;
    expect(populated).toMatchObject({ school: { code: 's2', stages: ['primary'] } });
    expect(await Response.countDocuments({ school: school._id })).toBe(250);
    let streamed = 0;
    for await (const one of Response.find().sort({ at: -1 }).cursor({ batchSize: 40 }))
      streamed += one.get('at') ? 1 : 0;
    expect(streamed).toBe(250);
    const [latest] = await Response.find().sort({ at: -1 }).limit(1);
    expect(latest!.get('at')).toEqual(new Date(249));
    const groups = await Response.aggregate([
      { $match: { school: school._id } },
      { $group: { _id: '$school', n: { $sum: 1 }, last: { $max: '$at' } } },
    ]);
    expect(groups).toEqual([{ _id: school._id, n: 250, last: new Date(249) }]);
    expect(await Response.exists({ school: school._id })).not.toBeNull();
  });

  test('updates with upsert, and bulk writes', async () => {
    const { School } = await models();
    const made = await School.findOneAndUpdate(
      { code: 's3' },
      { $addToSet: { stages: 'junior' } },
      { upsert: true, returnDocument: 'after' },
    );
    expect(made!.get('stages')).toEqual(['junior']);
    const result = await School.bulkWrite([
      { updateOne: { filter: { code: 's3' }, update: { $set: { name: 'three' } } } },
      { insertOne: { document: { code: 's4' } } },
      { deleteMany: { filter: { code: 's3' } } },
    ] as never);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, deletedCount: 1 });
  });

  test('a transaction is refused as a standalone refuses it', async () => {
    const { School } = await models();
    const { message } = await failureOf(
      connection.transaction((session) => School.create([{ code: 'tx' }], { session })),
    );
    expect(message).toMatch(/Transaction numbers|retryable writes/);
    expect(await School.countDocuments({ code: 'tx' })).toBe(0);
  });
});

describe('connect-mongo', () => {
  test('keeps, touches, lists and ends sessions', async () => {
    const sessions = MongoStore.create({
      mongoUrl: store.uri(),
      collectionName: 'sessions',
      ttl: 3600,
      touchAfter: 0,
    });
    const call = <T>(run: (done: (error: unknown, value?: T) => void) => void) =>
      new Promise<T | undefined>((resolve, reject) =>
        run((error, value) => (error ? reject(error as Error) : resolve(value))),
      );
    const session = {
      cookie: { originalMaxAge: 1000, expires: new Date(Date.now() + 60_000) },
      user: 'admin',
    } as never;
    await call((done) => sessions.set('sid', session, done));
    expect(await call((done) => sessions.get('sid', done))).toMatchObject({ user: 'admin' });
    await call((done) => sessions.touch('sid', session, done));
    expect(await call((done) => sessions.length(done as never))).toBe(1);
    await call((done) => sessions.destroy('sid', done));
    expect(await call((done) => sessions.get('sid', done))).toBeFalsy();
    const indexes = await store.client().db('conformance').collection('sessions').indexes();
    expect(indexes).toMatchObject([{ name: '_id_' }, { key: { expires: 1 }, expireAfterSeconds: 0 }]);
    await sessions.close();
  });
});
