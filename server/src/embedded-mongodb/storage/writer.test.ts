import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { encode } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { openStore, type Store } from '../store.js';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'writer-'));
  store = openStore(folder);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const insert = (id: unknown) => () =>
  store.catalog.findOrCreate('test.things').insert(Buffer.from(encode({ _id: id })));
const count = () => store.catalog.find('test.things')?.counters.documents ?? 0;

describe('the writer', () => {
  test('of many that want one key at once, one gets it', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => store.writer.run(insert('same'))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 11000 });
    expect(count()).toBe(1);
  });

  test('a job that breaks is undone alone; those that waited with it are done', async () => {
    const broken = () => {
      insert('half')();
      throw new TypeError('broken');
    };
    const results = await Promise.allSettled([
      store.writer.run(insert(1)),
      store.writer.run(broken),
      store.writer.run(insert(2)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(count()).toBe(2);
    expect([...store.catalog.find('test.things')!.scan()]).toHaveLength(2);
  });

  test('a refusal keeps what the others did', async () => {
    const refuse = () => {
      throw new StoreError(2, 'no');
    };
    await Promise.allSettled([store.writer.run(insert(1)), store.writer.run(refuse)]);
    expect(count()).toBe(1);
  });

  test('what it has answered is there after the folder is opened anew', async () => {
    await store.writer.run(insert('kept'));
    await store.close();
    store = openStore(folder);
    expect(count()).toBe(1);
    await store.writer.run(insert('next'));
    expect([...store.catalog.find('test.things')!.scan()].map(({ record }) => record)).toEqual([1, 2]);
  });
});
