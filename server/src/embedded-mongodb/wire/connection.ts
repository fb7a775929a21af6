import type { Socket } from 'node:net';
import { StoreError } from '../errors.js';
import type { Answer, ConnectionInfo } from '../commands/context.js';
import { RawReply } from '../commands/reply.js';
import { isUnacknowledged } from '../commands/arguments.js';
import { FrameReader, frameMessage, joinMessage, sizeOfParts, type Frame } from './framing.js';
import {
  compress,
  decompress,
  encodeReply,
  LastCommand,
  OpCode,
  parseRequest,
  replyParts,
  type Request,
} from './messages.js';

/** Runs commands: the connection knows nothing of what they mean. A failure is an answer too. */
export type Handler = (request: Request, connection: ConnectionInfo) => Answer | Promise<Answer>;

/** How many messages may wait before their client is not read further, and at how many it is read again. */
const mostWaiting = 64;
const fewWaiting = 32;

/**
 * Serves one socket: commands one after another, in the order they came. Bytes that are no message end this connection
 * and nothing else.
 */
export function serveConnection(socket: Socket, connection: ConnectionInfo, handle: Handler): void {
  const reader = new FrameReader();
  const serve = frameServer(socket, connection, handle);
  const waiting: Frame[] = [];
  let busy = false;
  const fail = () => void socket.destroy();
  const done = () => {
    busy = false;
    serveWaiting();
  };
  function serveWaiting(): void {
    try {
      while (!busy && waiting.length > 0) {
        const work = serve(waiting.shift()!);
        if (waiting.length < fewWaiting && socket.isPaused()) socket.resume();
        if (!work) continue;
        busy = true;
        work.then(done, fail);
      }
    } catch {
      // Nothing that came after is run either.
      busy = true;
      fail();
    }
  }
  socket.setNoDelay(true);
  socket.on('error', fail);
  socket.on('data', (chunk) => {
    try {
      for (const frame of reader.push(chunk as Buffer)) waiting.push(frame);
    } catch {
      fail();
      return;
    }
    serveWaiting();
    // A client that sends without reading answers is not read further until it does.
    if (waiting.length > mostWaiting) socket.pause();
  });
}

/** Answers one message; a promise if that takes until later. Throws and rejects for what is no message. */
function frameServer(
  socket: Socket,
  connection: ConnectionInfo,
  handle: Handler,
): (raw: Frame) => Promise<void> | undefined {
  const lastCommand = new LastCommand();
  return (raw) => {
    const compressed = raw.opCode === OpCode.compressed;
    const frame = compressed ? decompress(raw) : raw;
    const reply = (format: Request['format'], answer: Answer) => {
      if (socket.destroyed) return undefined;
      const body = answer instanceof RawReply ? answer.parts : [encodeReply(answer)];
      const { opCode, parts } = replyParts(format, body);
      return compressed
        ? send(socket, frame.requestId, OpCode.compressed, compress(opCode, parts))
        : send(socket, frame.requestId, opCode, parts);
    };
    let request: Request;
    try {
      request = parseRequest(frame, lastCommand);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return reply(frame.opCode === OpCode.query ? 'query' : 'message', error.toReply());
    }
    const { format, wantsReply, command } = request;
    const work = handle(request, connection);
    if (!(work instanceof Promise)) return wantsReply ? reply(format, work) : undefined;
    if (wantsReply) return work.then((answer) => reply(format, answer));
    // An unacknowledged write keeps its place in the order, but its client waits for nothing.
    return isUnacknowledged(command) ? undefined : work.then(() => undefined);
  };
}

/** A short message is cheaper to copy into one piece than to write in several. */
const shortMessage = 16 * 1024;

function writeParts(
  socket: Socket,
  responseTo: number,
  opCode: number,
  parts: readonly Uint8Array[],
): boolean {
  const size = sizeOfParts(parts);
  if (size <= shortMessage) return socket.write(joinMessage(responseTo, opCode, parts, size));
  socket.cork();
  let drained = true;
  for (const part of frameMessage(responseTo, opCode, parts)) drained = socket.write(part);
  socket.uncork();
  return drained;
}

/** Writes a message's parts together; a promise to wait for if the client is slow to read. */
function send(
  socket: Socket,
  responseTo: number,
  opCode: number,
  parts: readonly Uint8Array[],
): Promise<void> | undefined {
  const drained = writeParts(socket, responseTo, opCode, parts);
  if (drained || socket.destroyed) return undefined;
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
