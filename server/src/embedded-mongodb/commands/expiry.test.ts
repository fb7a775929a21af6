import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { decode, encode } from '../bson/values.js';
import { parseIndex } from '../indexes/definition.js';
import { openStore } from '../store.js';
import { reapExpired } from './expiry.js';

test('a TTL index removes what is older than its time, and only dates', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'expiry-'));
  const store = openStore(folder);
  const now = new Date('2026-01-01T00:00:00Z');
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const documents = [
    { _id: 'old', at: ago(61) },
    { _id: 'young', at: ago(59) },
    { _id: 'one of many', at: [ago(100), ago(1)] },
    { _id: 'no date', at: 5 },
    { _id: 'none' },
  ];
  await store.writer.run(() => {
    const collection = store.catalog.create('test.sessions');
    collection.addIndex(parseIndex({ key: { at: 1 }, expireAfterSeconds: 60 }), store.catalog.newId());
    for (const one of documents) collection.insert(Buffer.from(encode(one)));
  });
  expect(await reapExpired(store, now)).toBe(2);
  const left = [...store.catalog.find('test.sessions')!.scan()].map(({ bytes }) => decode(bytes)['_id']);
  expect(left).toEqual(['young', 'no date', 'none']);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
