import { describe, expect, test } from '@jest/globals';
import { Long } from 'bson';
import { encode } from '../bson/values.js';
import { CursorTable } from './cursors.js';

const minutes = 60_000;
const documents = (count: number) => Array.from({ length: count }, (_, n) => encode({ n }));

async function openOne(table: CursorTable, options: object = {}): Promise<Long> {
  const reply = await table.open('d.c', documents(10), { batchSize: 2, ...options });
  const bytes = Buffer.concat(reply.parts);
  return Long.fromBigInt(bytes.readBigInt64LE(bytes.indexOf('\x12id\0') + 4));
}

describe('a cursor', () => {
  test('is closed when nobody has asked for ten minutes, unless its client forbade that', async () => {
    const table = new CursorTable();
    const [idle, kept] = [await openOne(table), await openOne(table, { noTimeout: true })];
    table.dropIdle(Date.now() + 9 * minutes);
    expect(table.size).toBe(2);
    await table.next(idle, 'd.c', 1);
    table.dropIdle(Date.now() + 11 * minutes);
    expect(table.size).toBe(1);
    await expect(table.next(idle, 'd.c', 1)).rejects.toMatchObject({ code: 43 });
    await table.next(kept, 'd.c', 1);
    table.close();
  });

  test('of a read that stops for other work answers one batch at a time', async () => {
    const table = new CursorTable();
    const stopping = documents(6).flatMap((document) => [null, document]);
    const reply = await table.open('d.c', stopping, { batchSize: 2 });
    const bytes = Buffer.concat(reply.parts);
    const id = Long.fromBigInt(bytes.readBigInt64LE(bytes.indexOf('\x12id\0') + 4));
    const first = table.next(id, 'd.c', 2);
    await expect(table.next(id, 'd.c', 2)).rejects.toMatchObject({ code: 12051 });
    await first;
    await table.next(id, 'd.c', 2);
    expect(table.size).toBe(0);
    table.close();
  });

  test('ends with an error when what it reads is gone, and not for another namespace', async () => {
    const table = new CursorTable();
    let there = true;
    const id = await openOne(table, { isValid: () => there });
    await expect(table.next(id, 'd.other', 1)).rejects.toMatchObject({ code: 13 });
    there = false;
    await expect(table.next(id, 'd.c', 0)).rejects.toMatchObject({ code: 175 });
    expect(table.size).toBe(0);
    table.close();
  });
});
