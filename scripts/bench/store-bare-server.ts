// The yardstick for durable inserts over the network: the least that a Node server can do with the same messages. It puts
// what came into LMDB under a number and answers when that is on disk; it checks nothing and keeps no `_id` index.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { openEnvironment } from '@duwen/server/embedded-mongodb/storage/environment';
import { FrameReader, joinMessage } from '@duwen/server/embedded-mongodb/wire/framing';
import mongoose from 'mongoose';

const environment = openEnvironment(process.env['BARE_FOLDER'] ?? '');
const answer = Buffer.concat([Buffer.alloc(5), mongoose.mongo.BSON.serialize({ n: 1, ok: 1 })]);
/** Flags, the kinds of two sections, and the size of the second. */
const aroundCommand = 4 + 1 + 1 + 4;
let next = 0;

async function serve(socket: Socket, requestId: number, body: Buffer): Promise<void> {
  const key = Buffer.alloc(4);
  key.writeUInt32BE((next += 1));
  const document = body.subarray(aroundCommand + body.readInt32LE(5) + 'documents\0'.length);
  await environment.documents.put(key, document);
  socket.write(joinMessage(requestId, 2013, [answer], answer.length));
}

const server = createServer((socket) => {
  const reader = new FrameReader();
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    for (const { requestId, body } of reader.push(chunk))
      serve(socket, requestId, body).catch(() => void socket.destroy());
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on tcp://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('SIGTERM', () => {
  server.close(() => void environment.close());
});
