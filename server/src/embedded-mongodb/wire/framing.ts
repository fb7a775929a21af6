/** A message's header and body, as it came over the wire. */
export interface Frame {
  requestId: number;
  responseTo: number;
  opCode: number;
  body: Buffer;
}

export class ProtocolError extends Error {}

const headerSize = 16;
export const maximumMessage = 48_000_000;

/** Cuts a byte stream into messages. Memory is bound by one message's size, which is checked before it is kept. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;

  /** Takes bytes in; gives the messages that are whole now. Throws ProtocolError for an impossible length. */
  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    const frames: Frame[] = [];
    for (;;) {
      if (this.#size < 4) return frames;
      const length = this.#peekLength();
      if (length < headerSize || length > maximumMessage) {
        throw new ProtocolError(`message of ${length} bytes`);
      }
      if (this.#size < length) return frames;
      frames.push(parseFrame(this.#take(length)));
    }
  }

  #peekLength(): number {
    if (this.#chunks[0]!.length < 4) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!.readInt32LE(0);
  }

  #take(length: number): Buffer {
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks, this.#size);
    const rest = all.subarray(length);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
    return all.subarray(0, length);
  }
}

function parseFrame(message: Buffer): Frame {
  return {
    requestId: message.readInt32LE(4),
    responseTo: message.readInt32LE(8),
    opCode: message.readInt32LE(12),
    body: message.subarray(headerSize),
  };
}

let nextRequestId = 1;

export const sizeOfParts = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, { length }) => sum + length, 0);

function writeHeader(into: Buffer, size: number, responseTo: number, opCode: number): void {
  into.writeInt32LE(headerSize + size, 0);
  into.writeInt32LE(nextRequestId, 4);
  into.writeInt32LE(responseTo, 8);
  into.writeInt32LE(opCode, 12);
  nextRequestId = (nextRequestId + 1) & 0x7fffffff;
}

/** The parts of a message, its header first. Bodies are not copied together: sockets write lists of buffers. */
export function frameMessage(responseTo: number, opCode: number, parts: readonly Uint8Array[]): Uint8Array[] {
  const header = Buffer.alloc(headerSize);
  writeHeader(header, sizeOfParts(parts), responseTo, opCode);
  return [header, ...parts];
}

/** A whole message in one piece. `size`: of the parts together. */
export function joinMessage(
  responseTo: number,
  opCode: number,
  parts: readonly Uint8Array[],
  size: number,
): Buffer {
  const message = Buffer.allocUnsafe(headerSize + size);
  writeHeader(message, size, responseTo, opCode);
  let at = headerSize;
  for (const part of parts) {
    message.set(part, at);
    at += part.length;
  }
  return message;
}
