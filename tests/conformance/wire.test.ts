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

describe('what is no message', () => {
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
