import { createConnection, type Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { MongoClient, storeUnderTest } from './store.test-support';

const { serialize, deserialize } = mongoose.mongo.BSON;
const store = storeUnderTest();
const port = () => Number(new URL(store.uri()).port);

function message(opCode: number, body: Uint8Array, requestId = 1): Buffer {
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(requestId, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

const kind0 = (command: object) => Buffer.concat([Buffer.from([0]), serialize(command)]);

function kind1(name: string, documents: readonly object[]): Buffer {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((one) => serialize(one))]);
  const size = Buffer.alloc(4);
  size.writeInt32LE(4 + content.length);
  return Buffer.concat([Buffer.from([1]), size, content]);
}

const opMessage = (sections: readonly Buffer[], flags = 0) => {
  const bits = Buffer.alloc(4);
  bits.writeUInt32LE(flags);
  return message(2013, Buffer.concat([bits, ...sections]));
};

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port(), '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends bytes and reads one whole answer, or null if the connection ends instead. */
async function exchange(bytes: Uint8Array): Promise<Buffer | null> {
  const socket = await open();
  let received = Buffer.alloc(0);
  const answer = new Promise<Buffer | null>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= 4 && received.length >= received.readInt32LE(0)) resolve(received);
    });
    socket.on('close', () => resolve(null));
    socket.on('error', () => resolve(null));
  });
  socket.write(bytes);
  const result = await answer;
  socket.destroy();
  return result;
}

describe('messages', () => {
  test('document sequences are documents of the command', async () => {
    const command = { insert: 'things', $db: 'conformance' };
    const answer = await exchange(opMessage([kind0(command), kind1('documents', [{ _id: 1 }, { _id: 2 }])]));
    expect(deserialize(answer!.subarray(21))).toMatchObject({ n: 2, ok: 1 });
    const update = { update: 'things', $db: 'conformance' };
    const updates = kind1('updates', [{ q: { _id: 1 }, u: { $set: { a: 1 } } }]);
    const updated = await exchange(opMessage([updates, kind0(update)]));
    expect(deserialize(updated!.subarray(21))).toMatchObject({ n: 1, nModified: 1 });
  });

  test('the greeting may be an OP_QUERY', async () => {
    const body = Buffer.concat([
      Buffer.alloc(4),
      Buffer.from('admin.$cmd\0'),
      Buffer.alloc(8),
      serialize({ isMaster: 1, helloOk: true }),
    ]);
    const answer = (await exchange(message(2004, body)))!;
    expect(answer.readInt32LE(12)).toBe(1);
    expect(deserialize(answer.subarray(36))).toMatchObject({
      ismaster: true,
      helloOk: true,
      maxWireVersion: 21,
    });
  });

  test('an unacknowledged write is done, and not answered', async () => {
    const socket = await open();
    const command = {
      insert: 'things',
      $db: 'conformance',
      writeConcern: { w: 0 },
      documents: [{ _id: 'quiet' }],
    };
    socket.write(opMessage([kind0(command)], 2));
    const answers: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => answers.push(chunk));
    while ((await store.things().countDocuments({ _id: 'quiet' } as never)) === 0);
    expect(answers).toEqual([]);
    socket.destroy();
  });

  test('zlib compression', async () => {
    const client = await new MongoClient(store.uri(), { compressors: ['zlib'] }).connect();
    const things = client.db('conformance').collection('things');
    await things.insertMany(Array.from({ length: 50 }, (_, n) => ({ n, pad: 'x'.repeat(1000) })));
    expect(await things.countDocuments()).toBe(50);
    expect(await things.find().toArray()).toHaveLength(50);
    await client.close();
  });

  test('commands of one connection are answered in order', async () => {
    const socket = await open();
    const sent = Array.from({ length: 100 }, (_, n) =>
      message(2013, Buffer.concat([Buffer.alloc(4), kind0({ ping: 1, $db: 'admin' })]), n + 1),
    );
    const answered: number[] = [];
    let rest = Buffer.alloc(0);
    const all = new Promise<void>((resolve) => {
      socket.on('data', (chunk: Buffer) => {
        rest = Buffer.concat([rest, chunk]);
        while (rest.length >= 16 && rest.length >= rest.readInt32LE(0)) {
          answered.push(rest.readInt32LE(8));
          rest = rest.subarray(rest.readInt32LE(0));
        }
        if (answered.length === 100) resolve();
      });
    });
    // In pieces that end anywhere.
    const bytes = Buffer.concat(sent);
    for (let at = 0; at < bytes.length; at += 37) socket.write(bytes.subarray(at, at + 37));
    await all;
    expect(answered).toEqual(sent.map((_, n) => n + 1));
    socket.destroy();
  });
});

test('inserts that follow one another each keep their own collection, options and documents', async () => {
  const socket = await open();
  const insert = (collection: string, ordered: boolean, ids: readonly number[]) =>
    opMessage([
      kind0({ insert: collection, ordered, $db: 'conformance' }),
      kind1(
        'documents',
        ids.map((_id) => ({ _id })),
      ),
    ]);
  const replies: { n?: number; writeErrors?: unknown[] }[] = [];
  let rest = Buffer.alloc(0);
  const all = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      for (
        rest = Buffer.concat([rest, chunk]);
        rest.length >= 4 && rest.length >= rest.readInt32LE(0);
        rest = rest.subarray(rest.readInt32LE(0))
      )
        replies.push(deserialize(rest.subarray(21, rest.readInt32LE(0))));
      if (replies.length === 6) resolve();
    });
  });
  socket.write(
    Buffer.concat([
      insert('things', true, [1]),
      insert('things', true, [2, 3]),
      insert('things', true, [2, 4]),
      insert('things', false, [2, 4]),
      insert('others', false, [2]),
      insert('others', false, [5]),
    ]),
  );
  await all;
  socket.destroy();
  expect(replies.map(({ n, writeErrors }) => [n, writeErrors?.length ?? 0])).toEqual([
    [1, 0],
    [2, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [1, 0],
  ]);
  const idsIn = async (name: string) =>
    (await store.client().db('conformance').collection(name).find().toArray()).map(({ _id }) => Number(_id));
  expect(await idsIn('things')).toEqual([1, 2, 3, 4]);
  expect(await idsIn('others')).toEqual([2, 5]);
});

describe('what is no message', () => {
  test('what comes after it on the same connection is not run', async () => {
    const insert = (_id: number) =>
      opMessage([kind0({ insert: 'things', $db: 'conformance' }), kind1('documents', [{ _id }])]);
    const socket = await open();
    const closed = new Promise((resolve) => socket.on('close', resolve).on('error', () => undefined));
    socket.write(Buffer.concat([insert(1), message(9999, Buffer.alloc(8)), insert(2)]));
    socket.resume();
    await closed;
    expect((await store.things().find().toArray()).map(({ _id }) => Number(_id))).toEqual([1]);
  });

  const valid = opMessage([
    kind0({ find: 'things', filter: { a: { b: [1, 'x', null] } }, $db: 'conformance' }),
  ]);

  test.each<[string, Uint8Array]>([
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['a message of 2 GB', Buffer.from([0xff, 0xff, 0xff, 0x7f, ...new Array<number>(12).fill(0)])],
    ['a negative length', Buffer.from([0xff, 0xff, 0xff, 0xff, ...new Array<number>(12).fill(0)])],
    ['an unknown operation', message(9999, Buffer.alloc(20))],
    ['a body that is missing', message(2013, Buffer.alloc(4))],
  ])('%s ends its connection', async (_name, bytes) => {
    expect(await exchange(bytes)).toBeNull();
    expect(await store.client().db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  test('damaged messages never end the store, and never change data', async () => {
    await store.things().insertOne({ _id: 'kept' } as never);
    const damage = fc.array(fc.tuple(fc.integer({ min: 16, max: valid.length - 1 }), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    const sockets: Socket[] = [];
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(valid.length), async (changes, length) => {
        const bytes = Buffer.from(valid);
        for (const [at, byte] of changes) bytes[at] = byte;
        const socket = await open();
        sockets.push(socket);
        socket.on('error', () => undefined);
        socket.write(bytes.subarray(0, Math.max(length, 20)));
        if (sockets.length > 50) sockets.shift()!.destroy();
      }),
      { numRuns: 1500 },
    );
    for (const socket of sockets) socket.destroy();
    expect(await store.things().find().toArray()).toEqual([{ _id: 'kept' }]);
  }, 60_000);
});
