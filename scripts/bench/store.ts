import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEnvironment, type Environment } from '@duwen/server/embedded-mongodb/storage/environment';
import { aggregate } from 'mingo';
import mongoose from 'mongoose';
import { startChild } from './child-server.js';
import type { BenchRound } from './round.js';
import { inTurn, median, report } from './measure.js';

const { BSON, MongoClient } = mongoose.mongo;
type Db = ReturnType<InstanceType<typeof MongoClient>['db']>;

const CONNECTIONS = 64;
const SINGLES = 20_000;
const TOGETHER = 1_000;
const ROUNDS = 3;

/**
 * The embedded store against what it is made of: LMDB with the same bytes and the same durability, and mingo over
 * documents that are decoded already.
 */
export async function benchStore(round: BenchRound): Promise<void> {
  const client = await new MongoClient(round.uri).connect();
  const folder = await mkdtemp(join(tmpdir(), 'duwen-bench-lmdb-'));
  const raw = openEnvironment(folder);
  try {
    const responses = client.db('duwen').collection('responses');
    const documents = (await responses.find({}, { raw: true }).toArray()).map((bytes) =>
      Buffer.from(bytes as unknown as Uint8Array),
    );
    const scratch = client.db('bench');
    const port = Number(new URL(round.uri).port);
    await benchSingles(port, scratch, raw, documents);
    await benchBulk(port, scratch, raw, documents);
    await benchScan(responses, documents);
    await scratch.dropDatabase();
  } finally {
    await client.close();
    await raw.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * 64 clients that each wait for their insert to be on disk, against 64 puts that each wait for theirs. The yardstick
 * gets the same bytes, the same number under way at a time and the same durability (LMDB syncs a transaction before its
 * puts resolve; those of one turn share one, as ours do). It has no network, no checks, no `_id` index and no other
 * process: that is what the ratio prices. Messages are made and connections opened before the clock starts.
 *
 * A second yardstick has the network too: a bare Node server that answers the same messages of the same client with one
 * raw put each. What it reaches of the raw puts is about the most that any store in a Node process can.
 */
async function benchSingles(port: number, scratch: Db, raw: Environment, documents: Buffer[]): Promise<void> {
  const bytes = documents.slice(0, SINGLES);
  const batches = bytes.map((document) => [document]);
  const insertOurs = async () => {
    const name = newName();
    const result = await sendAll(port, CONNECTIONS, insertMessages(name, batches), bytes.length);
    await expectCount(scratch.collection(name), bytes.length);
    return result;
  };
  const putRaw = async () => {
    await raw.documents.clearAsync();
    return rate(bytes.length, () => putSingly(raw, bytes));
  };
  const subject = `durable inserts (${CONNECTIONS} connections)`;
  const againstRaw = await inTurn(ROUNDS, insertOurs, putRaw);
  reportRates(subject, 'raw LMDB puts', againstRaw.ours, againstRaw.theirs);

  const folder = await mkdtemp(join(tmpdir(), 'duwen-bench-bare-'));
  const bare = await startChild('store-bare-server.js', { BARE_FOLDER: folder });
  try {
    const barePort = Number(new URL(bare.url).port);
    const insertBare = () => sendAll(barePort, CONNECTIONS, insertMessages('bare', batches), bytes.length);
    const againstBare = await inTurn(ROUNDS, insertOurs, insertBare);
    reportRates(subject, 'bare Node server + LMDB put', againstBare.ours, againstBare.theirs);
    const ceiling = await inTurn(ROUNDS, insertBare, putRaw);
    reportRates('  of them the bare Node server', 'raw LMDB puts', ceiling.ours, ceiling.theirs);
  } finally {
    await bare.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Inserts of 1,000 documents in a message, against transactions of 1,000 puts. */
async function benchBulk(port: number, scratch: Db, raw: Environment, documents: Buffer[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(documents.length / TOGETHER) }, (_, at) =>
    documents.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
  const { ours, theirs } = await inTurn(
    ROUNDS,
    async () => {
      const name = newName();
      const result = await sendAll(port, 1, insertMessages(name, batches), documents.length);
      await expectCount(scratch.collection(name), documents.length);
      return result;
    },
    async () => {
      await raw.documents.clearAsync();
      return rate(documents.length, () => {
        batches.forEach((batch, at) => raw.transact(() => putAll(raw, at * TOGETHER, batch)));
        return Promise.resolve();
      });
    },
  );
  reportRates(`bulk insert of ${documents.length}`, 'raw LMDB transactions', ours, theirs);
}

let names = 0;
/** Each run fills a collection of its own: clearing what a dropped one held goes on for a while beside other work. */
const newName = () => `filled${(names += 1)}`;

function putAll({ documents: tree }: Environment, from: number, batch: readonly Buffer[]): void {
  for (const [offset, bytes] of batch.entries()) tree.putSync(keyOf(from + offset), bytes);
}

async function expectCount(collection: ReturnType<Db['collection']>, count: number): Promise<void> {
  const found = await collection.countDocuments();
  if (found !== count) throw new Error(`${found} of ${count} documents were stored`);
}

/** One pass that counts by two fields, in the store and by mingo alone. */
async function benchScan(responses: ReturnType<Db['collection']>, documents: Buffer[]): Promise<void> {
  const decoded = documents.map((bytes) => BSON.deserialize(bytes));
  const pipeline = [
    { $match: { group: { $ne: 'nobody' } } },
    { $group: { _id: { group: '$group', unit: '$unit' }, n: { $sum: 1 }, flags: { $sum: '$flags' } } },
  ];
  const check = new Set<number>();
  const { ours, theirs } = await inTurn(
    ROUNDS,
    () =>
      rate(documents.length, async () => {
        check.add((await responses.aggregate(pipeline).toArray()).length);
      }),
    () =>
      rate(documents.length, () => {
        check.add(aggregate(decoded, pipeline).length);
        return Promise.resolve();
      }),
  );
  if (check.size !== 1) throw new Error(`the store and mingo give ${[...check].join(' and ')} groups`);
  reportRates(`$match + $group over ${documents.length}`, 'mingo alone, decoded', ours, theirs);
}

async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return count / ((performance.now() - start) / 1000);
}

function reportRates(subject: string, yardstick: string, ours: number[], theirs: number[]): void {
  report(
    subject,
    `${Math.round(median(ours))}/s`,
    `${yardstick} ${Math.round(median(theirs))}/s`,
    median(ours.map((one, at) => one / theirs[at]!)),
  );
}

const keyOf = (number: number): Buffer => {
  const key = Buffer.alloc(4);
  key.writeUInt32BE(number);
  return key;
};

async function putSingly({ documents: tree }: Environment, documents: readonly Buffer[]): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < documents.length; at = next++) await tree.put(keyOf(at), documents[at]!);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}

/**
 * Sends messages over some connections, each with one message under way; gives documents per second. It speaks the wire
 * protocol itself: a driver in this process would be what is measured.
 */
async function sendAll(
  port: number,
  connections: number,
  messages: readonly Buffer[],
  count: number,
): Promise<number> {
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      await once(socket, 'connect');
      return socket;
    }),
  );
  let next = 0;
  const take = () => messages[next++];
  const result = await rate(count, () => Promise.all(sockets.map((socket) => sendInTurn(socket, take))));
  for (const socket of sockets) socket.destroy();
  return result;
}

/** Sends what `take` gives, each message when the answer to the one before is whole; what was stored is counted afterwards. */
function sendInTurn(socket: Socket, take: () => Buffer | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let [wanted, got] = [0, 0];
    const send = () => {
      const message = take();
      if (message) socket.write(message);
      else resolve();
    };
    socket.once('error', reject).on('data', (chunk: Buffer) => {
      if (got === 0) wanted = chunk.readInt32LE(0);
      got += chunk.length;
      if (got < wanted) return;
      got = 0;
      send();
    });
    send();
  });
}

/** One insert for each batch of documents. */
function insertMessages(collection: string, batches: readonly (readonly Buffer[])[]): Buffer[] {
  const command = Buffer.from(BSON.serialize({ insert: collection, ordered: true, $db: 'bench' }));
  return batches.map((batch) => insertMessage(command, batch));
}

/** OP_MSG: header, flags, the command as section 0, the documents as a sequence in section 1. */
function insertMessage(command: Buffer, documents: readonly Buffer[]): Buffer {
  const name = Buffer.from('documents\0');
  const sequence = Buffer.concat([name, ...documents]);
  const head = Buffer.alloc(16 + 4 + 1);
  const section = Buffer.alloc(1 + 4);
  section.writeUInt8(1, 0);
  section.writeInt32LE(4 + sequence.length, 1);
  const message = Buffer.concat([head, command, section, sequence]);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(1, 4);
  message.writeInt32LE(2013, 12);
  return message;
}
