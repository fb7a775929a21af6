import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startStore, type RunningStore } from '@duwen/server/embedded-mongodb/index';
import fc from 'fast-check';
import mongoose from 'mongoose';

const { MongoClient } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;

/** More in a long run. */
const runs = Number(process.env['STORE_PROPERTIES'] ?? 25);

let folder: string;
let store: RunningStore;
let client: Client;

async function open(): Promise<void> {
  store = await startStore({ port: 0, data: folder });
  client = await new MongoClient(`mongodb://127.0.0.1:${store.port}/`).connect();
}

async function close(): Promise<void> {
  await client.close();
  await store.close();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'differential-'));
  await open();
});
afterAll(async () => {
  await close();
  rmSync(folder, { recursive: true, force: true });
});

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, -0.5, NaN, Infinity, 2 ** 40),
  fc.constantFrom('', 'a', 'A', 'b', '汉', '𝒳', '\uffee'),
  fc.constantFrom<unknown>(null, true, false, new Date(0), new Date(5)),
);
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ c: scalar, d: scalar }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.array(fc.record({ c: scalar }), { maxLength: 2 }) },
);
const document = fc.record({ a: value, b: value, n: scalar }, { requiredKeys: [] });
const path = fc.constantFrom('a', 'b', 'n', 'a.c', 'b.c', 'a.0', 'b.d');

const condition = fc.oneof(
  scalar,
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 2 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $elemMatch: fc.record({ $gt: scalar, $lt: scalar }) }),
  fc.record({ $not: fc.record({ $gt: scalar }) }),
  fc.record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $type: fc.constantFrom('number', 'string', 'array', 'null', 'date') }),
  fc.record({ $size: fc.integer({ min: 0, max: 2 }) }),
);
const simple = fc.dictionary(path, condition, { maxKeys: 2 });
const filter = fc.oneof(
  { weight: 3, arbitrary: simple },
  { weight: 2, arbitrary: fc.record({ $or: fc.array(simple, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ $and: fc.array(simple, { minLength: 1, maxLength: 2 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ $nor: fc.array(simple, { minLength: 1, maxLength: 1 }), b: condition }),
  },
);
const update = fc.oneof(
  fc.record({ $set: fc.dictionary(fc.constantFrom('a', 'b', 'n'), value, { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ $unset: fc.constantFrom({ a: '' }, { b: '' }, { 'a.c': '' }) }),
  fc.record({ $min: fc.record({ n: scalar }) }),
  fc.constantFrom({ $rename: { a: 'b' } }, { $currentDate: { seen: true } }),
);
const order = fc.constantFrom<Record<string, 1 | -1>>({}, { a: 1 }, { b: -1 }, { n: 1, a: -1 }, { 'a.c': 1 });
const keys = fc.constantFrom<Record<string, 1 | -1>>(
  { a: 1 },
  { b: -1 },
  { n: 1 },
  { 'a.c': 1 },
  { n: 1, b: -1 },
  { 'b.c': 1, n: 1 },
);
const indexes = fc.uniqueArray(fc.record({ key: keys, sparse: fc.boolean() }), {
  minLength: 1,
  maxLength: 3,
  selector: ({ key }) => JSON.stringify(key),
});
const reads = fc.array(fc.record({ filter, sort: order }), { minLength: 1, maxLength: 4 });
const collations = fc.constantFrom(undefined, { locale: 'en', strength: 2 });

interface Read {
  filter: object;
  sort: Record<string, 1 | -1>;
}

/** Every way to ask the same; sorted by `_id` last, so that the order is whole. */
async function answers(
  name: string,
  asked: Read[],
  collation: { locale: string; strength: number } | undefined,
  hint: boolean,
) {
  const things = client.db('differential').collection(name);
  const options = {
    ...(collation ? { collation } : {}),
    ...(hint ? { hint: { $natural: 1 } as const } : {}),
  };
  const result: unknown[] = [];
  for (const { filter, sort } of asked) {
    const wanted = filter as Record<string, unknown>;
    const whole = { ...sort, _id: 1 } as const;
    const found = await things.find(wanted, { ...options, sort: whole }).toArray();
    const slowly = await things.find(wanted, { ...options, sort: whole, batchSize: 1 }).toArray();
    expect(slowly).toEqual(found);
    const sliced = await things.find(wanted, { ...options, sort: whole, skip: 1, limit: 2 }).toArray();
    expect(sliced).toEqual(found.slice(1, 3));
    expect(await things.countDocuments(wanted, options)).toBe(found.length);
    const piped = await things.aggregate([{ $match: wanted }, { $sort: whole }], options).toArray();
    expect(piped).toEqual(found);
    const stages = [{ $set: { _id: '$_id' } }, { $match: wanted }, { $sort: whole }];
    const inLanguage = await things.aggregate(stages, options).toArray();
    expect(inLanguage.map(({ _id }) => Number(_id))).toEqual(found.map(({ _id }) => Number(_id)));
    result.push(found);
  }
  return result;
}

test('one answer: with indexes or none, in batches or whole, as query or pipeline, before a restart or after', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { maxLength: 12 }),
      indexes,
      fc.array(fc.record({ filter: simple, update }), { maxLength: 3 }),
      reads,
      collations,
      async (documents, specs, updates, asked, collation) => {
        number += 1;
        const names = [`bare${number}`, `indexed${number}`] as const;
        for (const name of names) {
          const things = client.db('differential').collection(name);
          if (name === names[1]) await things.createIndexes(specs).catch(refuseParallel);
          if (documents.length > 0)
            await things
              .insertMany(documents.map((one, _id) => ({ ...one, _id })) as never, { ordered: false })
              .catch(refuseParallel);
        }
        const [bare, indexed] = names.map((name) => client.db('differential').collection(name));
        // Documents that a compound index of two arrays refuses are in neither.
        const kept = await indexed!.distinct('_id');
        await bare!.deleteMany({ _id: { $nin: kept } });
        for (const { filter: wanted, update: change } of updates) {
          for (const things of [indexed!, bare!]) {
            // What one of them refuses midway would leave them different: then there is nothing to compare.
            const outcome = await things.updateMany(wanted, change as never).catch(() => null);
            fc.pre(outcome !== null);
          }
        }
        await bare!.updateMany({}, { $unset: { seen: 1 } });
        await indexed!.updateMany({}, { $unset: { seen: 1 } });
        expect(await client.db('differential').command({ validate: names[1] })).toMatchObject({
          valid: true,
        });
        const expected = await answers(names[0], asked, collation, true);
        expect(await answers(names[1], asked, collation, false)).toEqual(expected);
        if (number % 5 === 0) {
          await close();
          await open();
          expect(await answers(names[1], asked, collation, false)).toEqual(expected);
        }
      },
    ),
    { numRuns: runs },
  );
}, 300_000);

/** A compound index cannot hold two arrays of one document. */
function refuseParallel(error: unknown): void {
  const { code } = error as { code?: number };
  if (code !== 171) throw error;
}
