import type { Socket } from 'node:net';
import { StoreError } from '../errors.js';
import type { Answer, ConnectionInfo } from '../commands/context.js';
import { RawReply } from '../commands/reply.js';
import { isUnacknowledged } from '../commands/arguments.js';
import { FrameReader, frameMessage, type Frame } from './framing.js';
import {
  compress,
  decompress,
  encodeReply,
  OpCode,
  parseRequest,
  replyParts,
  type Request,
} from './messages.js';

/** Runs commands: the connection knows nothing of what they mean. */
export type Handler = (request: Request, connection: ConnectionInfo) => Promise<Answer>;

/**
 * Serves one socket: commands one after another, in the order they came. Bytes that are no message end this connection
 * and nothing else.
 */
export function serveConnection(socket: Socket, connection: ConnectionInfo, handle: Handler): void {
  const reader = new FrameReader();
  let work = Promise.resolve();
  let pending = 0;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    let frames: Frame[];
    try {
      frames = reader.push(chunk as Buffer);
    } catch {
      socket.destroy();
      return;
    }
    for (const frame of frames) {
      pending += 1;
      // A client that sends without reading answers is not read further until it does.
      if (pending > 64) socket.pause();
      work = work
        .then(() => serveFrame(socket, connection, frame, handle))
        .catch(() => void socket.destroy())
        .finally(() => {
          pending -= 1;
          if (pending < 32 && socket.isPaused()) socket.resume();
        });
    }
  });
}

async function serveFrame(
  socket: Socket,
  connection: ConnectionInfo,
  raw: Frame,
  handle: Handler,
): Promise<void> {
  const compressed = raw.opCode === OpCode.compressed;
  const frame = compressed ? decompress(raw) : raw;
  const { request, answer } = await answerFrame(frame, connection, handle);
  if (!request.wantsReply || socket.destroyed) return;
  const body = answer instanceof RawReply ? answer.parts : [encodeReply(answer)];
  const { opCode, parts } = replyParts(request.format, body);
  const message = compressed
    ? frameMessage(frame.requestId, OpCode.compressed, compress(opCode, parts))
    : frameMessage(frame.requestId, opCode, parts);
  await send(socket, message);
}

async function answerFrame(
  frame: Frame,
  connection: ConnectionInfo,
  handle: Handler,
): Promise<{ request: Pick<Request, 'wantsReply' | 'format'>; answer: Answer }> {
  let request: Request;
  try {
    request = parseRequest(frame);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const format = frame.opCode === OpCode.query ? 'query' : 'message';
    return { request: { wantsReply: true, format }, answer: error.toReply() };
  }
  const work = handle(request, connection);
  // An unacknowledged write keeps its place in the order, but its client waits for nothing.
  return { request, answer: !request.wantsReply && isUnacknowledged(request.command) ? {} : await work };
}

/** A short message is cheaper to copy into one piece than to write in several. */
const shortMessage = 16 * 1024;

function writeParts(socket: Socket, parts: readonly Uint8Array[]): boolean {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  if (size <= shortMessage) return socket.write(Buffer.concat(parts, size));
  socket.cork();
  let drained = true;
  for (const part of parts) drained = socket.write(part);
  socket.uncork();
  return drained;
}

/** Writes a message's parts together, and waits if the client is slow to read. */
function send(socket: Socket, parts: readonly Uint8Array[]): Promise<void> {
  const drained = writeParts(socket, parts);
  if (drained || socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done);
      socket.off('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  });
}
