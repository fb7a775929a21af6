import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { encode } from '../bson/values.js';
import { openStore, type Store } from '../store.js';

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leavings-'));
  store = openStore(folder);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const count = 12_000;
const fill = (namespace: string) =>
  store.writer.run(() => {
    const collection = store.catalog.create(namespace);
    for (let n = 0; n < count; n += 1) collection.insert(Buffer.from(encode({ _id: n })));
  });
const drop = (namespace: string) =>
  store.writer.run(() => store.catalog.drop(store.catalog.find(namespace)!));
const entries = () => [
  store.environment.documents.getKeysCount({}),
  store.environment.indexes.getKeysCount({}),
];

async function cleared(): Promise<void> {
  while (store.catalog.hasLeavings) await delay(5);
}

test('a dropped collection is gone at once, and what it held soon after; others stay', async () => {
  await fill('d.a');
  await fill('d.b');
  await drop('d.a');
  expect(store.catalog.find('d.a')).toBeUndefined();
  expect(entries()[0]).toBeGreaterThan(count);
  await fill('d.a');
  await cleared();
  expect(entries()).toEqual([2 * count, 2 * count]);
  expect([...store.catalog.find('d.a')!.scan()]).toHaveLength(count);
});

test('clearing goes on after a restart', async () => {
  await fill('d.a');
  await drop('d.a');
  await store.close();
  store = openStore(folder);
  expect(store.catalog.all()).toEqual([]);
  await cleared();
  expect(entries()).toEqual([0, 0]);
});
