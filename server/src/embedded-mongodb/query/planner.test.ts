import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BSONRegExp, Double, Int32 } from 'bson';
import fc from 'fast-check';
import { decode, encode, type Document } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { parseIndex } from '../indexes/definition.js';
import type { Collection } from '../storage/collection.js';
import { openStore, type Store } from '../store.js';
import { compileUpdate } from '../update/update.js';
import { modifyRecord } from '../commands/modify.js';
import { countRecords, findRecords, prepareQuery, type Query } from './access.js';
import { compileFilter } from './filter.js';
import { compileSort, parseSort } from './sort.js';

let folder: string;
let store: Store;
let made = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'planner-'));
  store = openStore(folder);
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const scalar = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }).map((value) => new Int32(value)) },
  fc.constantFrom(new Double(2.5), new Double(NaN), new Double(3)),
  fc.constantFrom('a', 'ab', 'b', ''),
  fc.constantFrom(null, true, new Date(0)),
);
const fieldValue = fc.oneof(
  { weight: 6, arbitrary: scalar },
  fc.constant(new BSONRegExp('^a', '')),
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }),
  fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 2 }),
);
const document = fc.record({ a: fieldValue, b: fieldValue, c: scalar }, { requiredKeys: [] });
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x');
const direction = fc.constantFrom(1, -1);

const keyPattern = fc
  .uniqueArray(fc.tuple(path, direction), { minLength: 1, maxLength: 3, selector: ([name]) => name })
  .map((fields) => Object.fromEntries(fields));
const indexSpec = fc.record({
  key: keyPattern,
  extra: fc.constantFrom<Document>(
    {},
    {},
    { sparse: true },
    { partialFilterExpression: { c: { $gt: new Int32(1) } } },
    { partialFilterExpression: { a: { $exists: true } } },
  ),
});

const condition = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), scalar)
    .map(([operator, value]) => ({ [operator]: value })),
  fc.tuple(scalar, scalar).map(([low, high]) => ({ $gte: low, $lt: high })),
  fc.array(scalar, { maxLength: 4 }).map((list) => ({ $in: list })),
  fc.boolean().map((wanted) => ({ $exists: wanted })),
  fc.constantFrom<unknown>(
    { $regex: '^a' },
    { $regex: '^ab?' },
    new BSONRegExp('^a', ''),
    new BSONRegExp('^A', 'i'),
    { $not: { $gt: new Int32(2) } },
    { $elemMatch: { $gt: new Int32(1) } },
  ),
);
const flat = fc.dictionary(path, condition, { maxKeys: 3 });
const filter = fc.oneof(
  { weight: 4, arbitrary: flat },
  fc.tuple(flat, flat).map(([one, other]) => ({ $and: [one, other] })),
  fc.tuple(flat, flat, flat).map(([one, other, all]) => ({ $or: [one, other], ...all })),
);
const sort = fc
  .uniqueArray(fc.tuple(path, direction), { maxLength: 2, selector: ([name]) => name })
  .map((fields) => Object.fromEntries(fields));

function newCollection(indexes: readonly Document[]): Collection {
  return store.environment.transact(() => {
    made += 1;
    const collection = store.catalog.create(`test.c${made}`);
    indexes.forEach((spec, at) =>
      collection.addIndex(parseIndex({ ...spec, name: `i${at}` }), store.catalog.newId()),
    );
    return collection;
  });
}

/** Inserts what can be: documents with parallel arrays in one index are refused, as they should be. */
function fill(collection: Collection, documents: readonly Document[]): void {
  store.environment.transact(() => {
    documents.forEach((one, at) =>
      tolerate(() => collection.insert(Buffer.from(encode({ _id: at, ...one })))),
    );
  });
}

function tolerate(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof StoreError && [171, 66, 28, 14, 2].includes(error.code))) throw error;
  }
}

const idsOf = (collection: Collection, query: Query) =>
  [...findRecords(store.environment, collection, query)].map(({ bytes }) => decode(bytes)['_id'] as Int32);

function byScan(collection: Collection, query: Query): Document[] {
  const { matches } = compileFilter(query.filter);
  return [...collection.scan()].map(({ bytes }) => decode(bytes)).filter(matches);
}

const sorted = (ids: readonly Int32[]) => ids.map(Number).sort((a, b) => a - b);

function checkAnswers(collection: Collection, query: Query): void {
  const expected = byScan(collection, query);
  const ids = idsOf(collection, query);
  expect(sorted(ids)).toEqual(sorted(expected.map((one) => one['_id'] as Int32)));
  expect(countRecords(store.environment, collection, query)).toBe(expected.length);
  const { keyOf } = compileSort(parseSort(query.sort ?? {}), null);
  const byId = new Map(expected.map((one) => [Number(one['_id']), keyOf(one) as Buffer]));
  const keys = ids.map((id) => byId.get(Number(id))!);
  expect(keys.map(String)).toEqual([...keys].sort(Buffer.compare).map(String));
  const limited = idsOf(collection, { ...query, skip: 1, limit: 2 });
  expect(limited.map(Number)).toEqual(ids.slice(1, 3).map(Number));
}

describe('the planner', () => {
  test('an answer through an index is the answer of a full scan, in the order asked for', () => {
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 12 }),
        fc.array(indexSpec, { minLength: 1, maxLength: 3 }),
        fc.array(fc.record({ filter, sort }), { minLength: 1, maxLength: 6 }),
        (documents, specs, queries) => {
          const collection = newCollection(specs.map(({ key, extra }) => ({ key, ...extra })));
          fill(collection, documents);
          for (const query of queries) checkAnswers(collection, query);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('indexes follow updates and removals, and an index built later is the same', () => {
    const update = fc.constantFrom<Document>(
      { $set: { a: new Int32(1) } },
      { $unset: { a: 1 } },
      { $push: { b: new Int32(2) } },
      { $set: { 'a.x': 'b' } },
      { $inc: { c: new Int32(1) } },
    );
    const step = fc.record({ filter: flat, change: fc.option(update) });
    fc.assert(
      fc.property(
        fc.array(document, { minLength: 2, maxLength: 8 }),
        keyPattern,
        fc.array(step, { maxLength: 4 }),
        flat,
        (documents, key, steps, asked) => {
          const collection = newCollection([{ key }]);
          fill(collection, documents);
          store.environment.transact(() => {
            for (const { filter: chosen, change } of steps) {
              for (const record of [...findRecords(store.environment, collection, { filter: chosen })]) {
                if (change) {
                  tolerate(() =>
                    modifyRecord(collection, record, compileUpdate(change), {
                      filter: chosen,
                      now: new Date(0),
                      unchecked: false,
                    }),
                  );
                } else collection.remove(record.record, record.bytes);
              }
            }
          });
          checkAnswers(collection, { filter: asked });
          const entries = [...store.environment.indexes.getKeys({})].length;
          store.environment.transact(() => {
            const [, index] = collection.indexes;
            collection.dropIndex(index!);
            collection.addIndex(parseIndex({ key, name: 'again' }), store.catalog.newId());
          });
          expect([...store.environment.indexes.getKeys({})].length).toBe(entries);
          checkAnswers(collection, { filter: asked });
          store.environment.transact(() => store.catalog.drop(collection));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('the choice of an index', () => {
  const plan = (specs: readonly Document[], query: Query) => {
    const { plan: chosen } = prepareQuery(newCollection(specs), query);
    return { index: chosen.index?.definition.name ?? null, sorted: chosen.sorted, exact: chosen.exact };
  };

  test('a point look-up uses `_id`', () => {
    expect(plan([], { filter: { _id: 'x' } })).toEqual({ index: '_id_', sorted: true, exact: true });
  });

  test('equality, then sort, then range', () => {
    const specs = [{ key: { a: 1 } }, { key: { a: 1, b: -1, c: 1 } }, { key: { c: 1 } }];
    const query = { filter: { a: 'x', c: { $gt: new Int32(1) } }, sort: { b: new Int32(-1) } };
    expect(plan(specs, query)).toMatchObject({ index: 'i1', sorted: true });
  });

  test('an index read backwards serves the opposite order', () => {
    const query = { filter: { a: 'x' }, sort: { b: new Int32(1) } };
    expect(plan([{ key: { a: 1, b: -1 } }], query)).toEqual({ index: 'i0', sorted: true, exact: true });
  });

  test('a pattern with a literal start is a range', () => {
    expect(plan([{ key: { a: 1 } }], { filter: { a: new BSONRegExp('^ab', '') } })).toMatchObject({
      index: 'i0',
      exact: false,
    });
    expect(plan([{ key: { a: 1 } }], { filter: { a: new BSONRegExp('ab', '') } }).index).toBeNull();
  });

  test('a sparse index is not used where missing fields match', () => {
    expect(plan([{ key: { a: 1 }, sparse: true }], { filter: { a: null } }).index).toBeNull();
    expect(
      plan([{ key: { a: 1 }, sparse: true }], { filter: {}, sort: { a: new Int32(1) } }).index,
    ).toBeNull();
    expect(plan([{ key: { a: 1 }, sparse: true }], { filter: { a: 'x' } }).index).toBe('i0');
  });

  test('without a fitting index all documents are looked at', () => {
    expect(plan([{ key: { a: 1 } }], { filter: { b: 'x' } }).index).toBeNull();
  });
});
