import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { encode } from '../bson/values.js';
import { parseIndex } from '../indexes/definition.js';
import { documentKey, treeStart } from '../storage/record-keys.js';
import { openStore, type Store } from '../store.js';
import type { Context } from './context.js';
import { validate } from './validate.js';

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'validate-'));
  store = openStore(folder);
  await store.writer.run(() => {
    const collection = store.catalog.create('d.c');
    collection.addIndex(parseIndex({ key: { a: 1 } }), store.catalog.newId());
    for (const a of [1, 2, 3]) collection.insert(Buffer.from(encode({ _id: a, a })));
  });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = () =>
  validate(
    {
      name: 'validate',
      command: { validate: 'c' },
      database: 'd',
      documents: [],
      wantsReply: true,
      format: 'message',
    },
    { store } as Context,
  );

/** Damages the data below the collection, as a fault of the store or of the disk would. */
const damage = (change: (indexId: number, collectionId: number) => void) =>
  store.writer.run(() => {
    const collection = store.catalog.find('d.c')!;
    change(collection.indexes[1]!.id, collection.id);
  });

test('agrees with what the store wrote', async () => {
  expect(await run()).toMatchObject({ valid: true, errors: [] });
});

test('finds an entry that is missing', async () => {
  await damage((index) => {
    const [first] = store.environment.indexes.getKeys({ start: treeStart(index), limit: 1 });
    store.environment.indexes.removeSync(first!);
  });
  expect(await run()).toMatchObject({
    valid: false,
    errors: ['the index a_1 lacks an entry of record 1', 'the index a_1 holds 2 entries, not 3'],
  });
});

test('finds a document that is missing', async () => {
  await damage((_index, collection) => store.environment.documents.removeSync(documentKey(collection, 2)));
  expect(await run()).toMatchObject({
    valid: false,
    errors: [
      'the index _id_ holds 3 entries, not 2',
      'the index a_1 holds 3 entries, not 2',
      '3 documents are counted, 2 are there',
    ],
  });
});
