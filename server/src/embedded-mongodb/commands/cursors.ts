import type { Long } from 'bson';
import { StoreError } from '../errors.js';
import { nextTurn, type Paused } from '../query/pauses.js';
import { RawReply } from './reply.js';

const idleMilliseconds = 10 * 60 * 1000;
/** A batch holds at most this many bytes of documents, and always one document. */
const batchBytes = 16 * 1024 * 1024 - 16 * 1024;
/** What a document of a batch takes in memory beside its bytes: small ones would fill it many times over. */
const documentOverhead = 300;
export const defaultFirstBatch = 101;

interface OpenCursor {
  namespace: string;
  results: Iterator<Paused<Uint8Array>>;
  /** Read, but left for the next batch. */
  held: Uint8Array | null;
  usedAt: number;
  mayIdle: boolean;
  /** A batch is being read for a client. */
  busy: boolean;
  /** Dropped while it was busy. */
  killed: boolean;
  /** False when what it reads is no more. */
  isValid: () => boolean;
  /** When the batch under way must be read. */
  deadline: number;
}

/** What a cursor is asked for when it is opened. */
export interface CursorOptions {
  batchSize: number;
  singleBatch?: boolean;
  noTimeout?: boolean;
  isValid?: () => boolean;
  /** When the first batch must be read, in milliseconds of `performance.now`. */
  deadline?: number;
}

/** The cursors that clients have not read to their end. */
export class CursorTable {
  readonly #cursors = new Map<string, OpenCursor>();
  readonly #batchBytes: number;
  #nextId = BigInt(Math.floor(Math.random() * 2 ** 40)) << 20n;
  readonly #timer = setInterval(() => this.dropIdle(Date.now()), 60_000).unref();

  /** `most`: bytes of memory that a batch may take. */
  constructor(most = batchBytes) {
    this.#batchBytes = Math.min(most, batchBytes);
  }

  /** Answers with a first batch; what is left stays open under an id. */
  async open(
    namespace: string,
    results: Iterable<Paused<Uint8Array>>,
    {
      batchSize,
      singleBatch = false,
      noTimeout = false,
      isValid = () => true,
      deadline = Infinity,
    }: CursorOptions,
  ): Promise<RawReply> {
    const cursor: OpenCursor = {
      namespace,
      results: results[Symbol.iterator](),
      held: null,
      usedAt: Date.now(),
      mayIdle: noTimeout,
      busy: false,
      killed: false,
      isValid,
      deadline,
    };
    const { documents, done } = await takeBatch(cursor, batchSize, this.#batchBytes);
    cursor.deadline = Infinity;
    if (done || singleBatch) {
      cursor.results.return?.();
      return cursorReply('firstBatch', 0n, namespace, documents);
    }
    this.#nextId += 1n;
    this.#cursors.set(String(this.#nextId), cursor);
    return cursorReply('firstBatch', this.#nextId, namespace, documents);
  }

  /** Answers `getMore`. Throws CursorNotFound, CursorInUse, QueryPlanKilled. `batchSize` 0: as many as fit. */
  async next(id: Long, namespace: string, batchSize: number): Promise<RawReply> {
    const key = id.toString();
    const cursor = this.#cursors.get(key);
    if (!cursor) throw new StoreError(43, `cursor id ${key} not found`);
    if (cursor.namespace !== namespace) {
      throw new StoreError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    if (cursor.busy) throw new StoreError(12051, `cursor id ${key} is already in use`);
    cursor.busy = true;
    try {
      const { documents, done } = await takeBatch(
        cursor,
        batchSize === 0 ? Infinity : batchSize,
        this.#batchBytes,
      );
      if (done) this.#drop(key, cursor);
      return cursorReply('nextBatch', done ? 0n : id.toBigInt(), namespace, documents);
    } catch (error) {
      this.#drop(key, cursor);
      throw error;
    } finally {
      cursor.busy = false;
      if (cursor.killed) cursor.results.return?.();
      cursor.usedAt = Date.now();
    }
  }

  /** Closes a cursor; false if there is none of this id. */
  kill(id: Long): boolean {
    const cursor = this.#cursors.get(id.toString());
    if (!cursor) return false;
    this.#drop(id.toString(), cursor);
    return true;
  }

  /** Forgets a cursor and gives back what it holds; one that reads a batch just now does so after that. */
  #drop(key: string, cursor: OpenCursor): void {
    this.#cursors.delete(key);
    cursor.killed = true;
    if (!cursor.busy) cursor.results.return?.();
  }

  get size(): number {
    return this.#cursors.size;
  }

  close(): void {
    clearInterval(this.#timer);
    for (const [key, cursor] of this.#cursors) this.#drop(key, cursor);
  }

  /** Closes what no client has asked for in ten minutes. */
  dropIdle(now: number): void {
    for (const [id, cursor] of this.#cursors) {
      const idle = now - cursor.usedAt > idleMilliseconds;
      if (idle && !cursor.mayIdle && !cursor.busy) this.#drop(id, cursor);
    }
  }
}

async function takeBatch(
  cursor: OpenCursor,
  batchSize: number,
  most: number,
): Promise<{ documents: Uint8Array[]; done: boolean }> {
  const documents: Uint8Array[] = [];
  let size = 0;
  while (documents.length < batchSize) {
    const next = nextResult(cursor);
    // Awaiting what is there already would cost a turn for every document.
    const bytes = next instanceof Promise ? await next : next;
    if (!bytes) return { documents, done: true };
    if (documents.length > 0 && size + bytes.length > most) {
      cursor.held = bytes;
      return { documents, done: false };
    }
    documents.push(bytes);
    size += bytes.length + documentOverhead;
  }
  if (batchSize === 0) return { documents, done: false };
  // Look ahead, so that a cursor that ended says so.
  cursor.held = await nextResult(cursor);
  return { documents, done: cursor.held === null };
}

/** The next document, or null at the end; other commands run where the read stops. */
function nextResult(cursor: OpenCursor): Uint8Array | null | Promise<Uint8Array | null> {
  if (cursor.held) {
    const { held } = cursor;
    cursor.held = null;
    return held;
  }
  if (!cursor.isValid())
    throw new StoreError(175, `collection dropped or an index of it: ${cursor.namespace}`);
  const next = cursor.results.next();
  if (next.done) return null;
  return next.value ?? nextTurn(cursor.deadline).then(() => nextResult(cursor));
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
