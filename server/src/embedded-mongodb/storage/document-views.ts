import type { Database, DatabaseOptions, RootDatabase } from 'lmdb';

/** The entries from `start` (or after it) to `end`, which is not among them; backwards, the other way round. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
  limit: number;
  reverse: boolean;
  exclusiveStart: boolean;
}

/**
 * Lets a reader see LMDB's own copy of a value, which the next value overwrites: a copy for each document of a scan would
 * cost as much as the rest of it.
 */
export class DocumentViews {
  readonly #views: Database<unknown, Buffer>;
  #read: (bytes: Buffer) => unknown = () => undefined;
  #failure: { cause: unknown } | null = null;

  constructor(root: RootDatabase<Buffer, Buffer>, options: DatabaseOptions) {
    const encoder = {
      // Never asked: nothing is written through this.
      encode: () => {
        throw new Error('documents are not written through a view');
      },
      decode: (bytes: Buffer) => this.#look(bytes),
    };
    const withEncoder = { ...options, encoder };
    this.#views = root.openDB<unknown, Buffer>('documents', withEncoder);
  }

  /** LMDB calls it for each value. A cursor must not meet an exception: it would stay open. */
  #look(bytes: Buffer): unknown {
    try {
      return this.#read(bytes);
    } catch (cause) {
      this.#failure = { cause };
      return undefined;
    }
  }

  /** Entries in order of their keys. `read` gets bytes that are good only until it returns. */
  *lookAt<T>(range: KeyRange, read: (bytes: Buffer) => T): Generator<{ key: Buffer; value: T }> {
    const entries = this.#views.getRange(range)[Symbol.iterator]();
    try {
      for (;;) {
        this.#read = read;
        const next = entries.next() as IteratorResult<{ key: Buffer; value: T }>;
        if (this.#failure) throw this.#taken();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      entries.return?.();
    }
  }

  #taken(): unknown {
    const { cause } = this.#failure!;
    this.#failure = null;
    return cause;
  }
}
