import { expect, test } from '@jest/globals';
import * as BSON from 'bson';
import { StoreError } from '../errors.js';
import { decode, encode } from '../bson/values.js';
import { frameMessage, FrameReader, ProtocolError } from './framing.js';
import { compress, decompress, OpCode, parseRequest } from './messages.js';

/** 100,000 in a long run. */
const messages = Number(process.env['STORE_FUZZ'] ?? 20_000);

/** A generator of whole numbers below a limit, the same for the same seed. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const body = (command: Record<string, unknown>) => Buffer.from(encode(command));

function sequence(name: string, documents: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat([Buffer.from(`${name}\0`), ...documents]);
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeInt32LE(4 + inside.length, 1);
  return Buffer.concat([head, inside]);
}

const flags = Buffer.alloc(4);
const kind0 = Buffer.alloc(1);
const find = body({ find: 'c', filter: { a: { $in: [1, 'x', null, new Date(0)] }, b: /x/i }, $db: 'd' });
const insert = body({ insert: 'c', ordered: false, $db: 'd' });
const { Code, Decimal128, Long, MinKey, Timestamp } = BSON;
const documents = [
  body({ _id: 1, a: { b: [1, { c: 'text' }] }, code: new Code('f', { x: true }), min: new MinKey() }),
  body({
    a: Buffer.from('bytes'),
    n: Long.MAX_VALUE,
    d: new Decimal128('1.5'),
    t: new Timestamp({ t: 1, i: 2 }),
  }),
];
const legacy = Buffer.concat([flags, Buffer.from('admin.$cmd\0'), Buffer.alloc(8), body({ hello: 1 })]);
const whole = (opCode: number, ...parts: Uint8Array[]) => Buffer.concat(frameMessage(0, opCode, parts));
const good = [
  whole(OpCode.message, flags, kind0, find),
  whole(OpCode.message, flags, kind0, insert, sequence('documents', documents)),
  whole(OpCode.query, legacy),
  whole(OpCode.compressed, ...compress(OpCode.message, [flags, kind0, find])),
];

/** Cuts, changes, repeats and stretches; lengths get values that mislead. */
function spoil(message: Buffer, random: (limit: number) => number): Buffer {
  let spoilt = Buffer.from(message);
  for (let times = 1 + random(3); times > 0; times -= 1) {
    const at = random(spoilt.length);
    switch (random(6)) {
      case 0:
        spoilt = spoilt.subarray(0, at);
        break;
      case 1:
        spoilt[at] = random(256);
        break;
      case 2:
        spoilt[at]! ^= 1 << random(8);
        break;
      case 3:
        if (at + 4 <= spoilt.length)
          spoilt.writeInt32LE([-1, 0, 1, 5, 2 ** 31 - 1, -(2 ** 31), spoilt.length][random(7)]!, at);
        break;
      case 4:
        spoilt = Buffer.concat([spoilt.subarray(0, at), spoilt.subarray(random(at + 1))]);
        break;
      default:
        spoilt = Buffer.concat([spoilt, Buffer.from(Array.from({ length: random(20) }, () => random(256)))]);
    }
    if (spoilt.length === 0) return spoilt;
  }
  // Mostly with a length that is right, so that what is inside gets read.
  if (spoilt.length >= 4 && random(4) > 0) spoilt.writeInt32LE(spoilt.length, 0);
  return spoilt;
}

/** Reads whatever is whole in the bytes; gives how many requests were understood. */
function read(bytes: Buffer): number {
  const frames = new FrameReader().push(bytes);
  for (const frame of frames) {
    const request = parseRequest(frame.opCode === OpCode.compressed ? decompress(frame) : frame);
    for (const document of request.documents) decode(document);
  }
  return frames.length;
}

test('good messages are understood', () => {
  for (const message of good) expect(read(message)).toBe(1);
});

test(`of ${messages} malformed messages each is read or refused by its own error`, () => {
  const random = numbersFrom(20_191_107);
  const counts = { read: 0, refused: 0 };
  const before = process.memoryUsage().rss;
  for (let n = 0; n < messages; n += 1) {
    const message = spoil(good[random(good.length)]!, random);
    try {
      read(message);
      counts.read += 1;
    } catch (error) {
      if (!(error instanceof ProtocolError || error instanceof StoreError)) {
        throw new Error(`message ${n}: ${message.toString('hex')}`, { cause: error });
      }
      counts.refused += 1;
    }
  }
  expect(counts.read).toBeGreaterThan(messages / 20);
  expect(counts.refused).toBeGreaterThan(messages / 4);
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
});
