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

/** The parts of a message, its header first. Bodies are not copied together: sockets write lists of buffers. */
export function frameMessage(responseTo: number, opCode: number, parts: readonly Uint8Array[]): Uint8Array[] {
  const header = Buffer.alloc(headerSize);
  header.writeInt32LE(headerSize + parts.reduce((sum, part) => sum + part.length, 0), 0);
  header.writeInt32LE(nextRequestId, 4);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(opCode, 12);
  nextRequestId = (nextRequestId + 1) & 0x7fffffff;
  return [header, ...parts];
}
