import type { Long } from 'bson';
import { StoreError } from '../errors.js';
import { RawReply } from './reply.js';

const idleMilliseconds = 10 * 60 * 1000;
/** A batch holds at most this many bytes of documents, and always one document. */
const batchBytes = 16 * 1024 * 1024 - 16 * 1024;
export const defaultFirstBatch = 101;

interface OpenCursor {
  namespace: string;
  results: Iterator<Uint8Array>;
  /** Read, but left for the next batch. */
  held: Uint8Array | null;
  usedAt: number;
  mayIdle: boolean;
}

/** The cursors that clients have not read to their end. */
export class CursorTable {
  readonly #cursors = new Map<string, OpenCursor>();
  #nextId = BigInt(Math.floor(Math.random() * 2 ** 40)) << 20n;
  readonly #timer = setInterval(() => this.#dropIdle(), 60_000).unref();

  /** Answers with a first batch; what is left stays open under an id. */
  open(
    namespace: string,
    results: Iterable<Uint8Array>,
    options: { batchSize: number; singleBatch?: boolean; noTimeout?: boolean },
  ): RawReply {
    const cursor: OpenCursor = {
      namespace,
      results: results[Symbol.iterator](),
      held: null,
      usedAt: Date.now(),
      mayIdle: options.noTimeout ?? false,
    };
    const { documents, done } = takeBatch(cursor, options.batchSize);
    if (done || options.singleBatch) return cursorReply('firstBatch', 0n, namespace, documents);
    this.#nextId += 1n;
    this.#cursors.set(String(this.#nextId), cursor);
    return cursorReply('firstBatch', this.#nextId, namespace, documents);
  }

  /** Answers `getMore`. Throws CursorNotFound. `batchSize` 0: as many as fit. */
  next(id: Long, namespace: string, batchSize: number): RawReply {
    const key = id.toString();
    const cursor = this.#cursors.get(key);
    if (!cursor) throw new StoreError(43, `cursor id ${key} not found`);
    if (cursor.namespace !== namespace) {
      throw new StoreError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    cursor.usedAt = Date.now();
    try {
      const { documents, done } = takeBatch(cursor, batchSize === 0 ? Infinity : batchSize);
      if (done) this.#cursors.delete(key);
      return cursorReply('nextBatch', done ? 0n : id.toBigInt(), namespace, documents);
    } catch (error) {
      this.#cursors.delete(key);
      throw error;
    }
  }

  /** Closes a cursor; false if there is none of this id. */
  kill(id: Long): boolean {
    return this.#cursors.delete(id.toString());
  }

  get size(): number {
    return this.#cursors.size;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#cursors.clear();
  }

  #dropIdle(): void {
    for (const [id, cursor] of this.#cursors) {
      if (!cursor.mayIdle && Date.now() - cursor.usedAt > idleMilliseconds) this.#cursors.delete(id);
    }
  }
}

function takeBatch(cursor: OpenCursor, batchSize: number): { documents: Uint8Array[]; done: boolean } {
  const documents: Uint8Array[] = [];
  let size = 0;
  while (documents.length < batchSize) {
    let bytes = cursor.held;
    cursor.held = null;
    if (!bytes) {
      const next = cursor.results.next();
      if (next.done) return { documents, done: true };
      bytes = next.value;
    }
    if (documents.length > 0 && size + bytes.length > batchBytes) {
      cursor.held = bytes;
      return { documents, done: false };
    }
    documents.push(bytes);
    size += bytes.length + 12;
  }
  if (batchSize === 0) return { documents, done: false };
  // Look ahead, so that a cursor that ended says so.
  const next = cursor.results.next();
  if (next.done) return { documents, done: true };
  cursor.held = next.value;
  return { documents, done: false };
}

/** `{cursor: {BATCH: [documents], id, ns}, ok: 1}` around documents that stay the bytes they are. */
export function cursorReply(
  batch: 'firstBatch' | 'nextBatch',
  id: bigint,
  namespace: string,
  documents: readonly Uint8Array[],
): RawReply {
  const parts: Uint8Array[] = [];
  let arraySize = 5;
  documents.forEach((bytes, index) => {
    const name = Buffer.from(`\x03${index}\0`, 'latin1');
    parts.push(name, bytes);
    arraySize += name.length + bytes.length;
  });
  const ns = Buffer.from(`${namespace}\0`);
  const batchName = Buffer.from(`\x04${batch}\0`, 'latin1');
  const tail = Buffer.alloc(1 + 1 + 3 + 8 + 1 + 3 + 4 + ns.length + 1 + 1 + 3 + 8 + 1);
  let at = 1;
  at += tail.write('\x12id\0', at, 'latin1');
  at = tail.writeBigInt64LE(id, at);
  at += tail.write('\x02ns\0', at, 'latin1');
  at = tail.writeInt32LE(ns.length, at);
  at += ns.copy(tail, at);
  at += 1;
  const cursorEnd = at;
  at += tail.write('\x01ok\0', at, 'latin1');
  tail.writeDoubleLE(1, at);
  const cursorSize = 4 + batchName.length + (arraySize - 1) + cursorEnd;
  const cursorName = Buffer.from('\x03cursor\0', 'latin1');
  const head = Buffer.alloc(4 + cursorName.length + 4 + batchName.length + 4);
  at = head.writeInt32LE(4 + cursorName.length + cursorSize + (tail.length - cursorEnd), 0);
  at += cursorName.copy(head, at);
  at = head.writeInt32LE(cursorSize, at);
  at += batchName.copy(head, at);
  head.writeInt32LE(arraySize, at);
  return new RawReply([head, ...parts, tail]);
}
