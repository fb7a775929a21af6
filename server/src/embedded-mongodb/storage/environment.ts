import { open, type Database, type RootDatabase } from 'lmdb';
import { DocumentViews, type KeyRange } from './document-views.js';
import { defaultMemory, sharesOf, type MemoryShares } from './memory.js';
import { SpillFolder } from './spill-folder.js';

export type Bytes = Buffer;
export type Tree = Database<Buffer, Buffer>;

/** The LMDB environment of a data folder: three ordered trees of bytes. */
export interface Environment {
  /** Collections and their indexes by namespace; counters by collection. */
  catalog: Tree;
  /** collection id, record id → document. */
  documents: Tree;
  /** Looks at documents in order of their keys. `read` gets bytes that are good only until it returns. */
  lookAt<T>(range: KeyRange, read: (bytes: Bytes) => T): Iterable<{ key: Bytes; value: T }>;
  /** index id, key, record id (in the key, or in the value of a unique index). */
  indexes: Tree;
  /**
   * Runs writes as one transaction. On return they are on disk (LMDB syncs data, then its root page); if `writes`
   * throws, nothing happened. Reads inside see the writes.
   */
  transact<T>(writes: () => T): T;
  /** Where sorts and groups go that do not fit in memory. */
  spill: SpillFolder;
  memory: MemoryShares;
  /** Gives free the pages that a reading process, now dead, still held. */
  forgetDeadReaders(): void;
  close(): Promise<void>;
}

const ifNew = { noOverwrite: true } as const;

/** Puts a value unless the key is there; true if it was not. Only inside a transaction. */
export function putIfNew(tree: Tree, key: Bytes, value: Bytes): boolean {
  // It answers that, though its types do not say so.
  return tree.putSync(key, value, ifNew) as unknown as boolean;
}

const atEnd = { append: true } as const;

/**
 * Puts a value under a key above all others of its tree, which fills pages whole; false if there is a higher one, and
 * nothing is put. Only inside a transaction.
 */
export function append(tree: Tree, key: Bytes, value: Bytes): boolean {
  return tree.putSync(key, value, atEnd) as unknown as boolean;
}

const options = { encoding: 'binary', keyEncoding: 'binary', cache: false } as const;

function openRoot(folder: string, readOnly = false): RootDatabase<Buffer, Buffer> {
  // Without overlapping sync a synchronous transaction returns after the disk has it: see docs/embedded-store.md.
  return open<Buffer, Buffer>({
    ...options,
    path: folder,
    noSubdir: false,
    maxDbs: 4,
    overlappingSync: false,
    readOnly,
  });
}

/** Copies what the last whole transaction left, packed, into another folder; another process may be writing. */
export async function copyEnvironment(folder: string, to: string): Promise<void> {
  const root = openRoot(folder, true);
  try {
    await root.backup(to, true);
  } finally {
    await root.close();
  }
}

/** Opens (and creates) the environment in `folder`. `memory`: the bound, in bytes. Throws what LMDB throws. */
export function openEnvironment(folder: string, memory = defaultMemory): Environment {
  const root = openRoot(folder);
  const views = new DocumentViews(root, options);
  return {
    lookAt: (range, read) => views.lookAt(range, read),
    catalog: root.openDB<Buffer, Buffer>('catalog', options),
    documents: root.openDB<Buffer, Buffer>('documents', options),
    indexes: root.openDB<Buffer, Buffer>('indexes', options),
    transact: (writes) => root.transactionSync(writes),
    spill: new SpillFolder(folder),
    memory: sharesOf(memory),
    forgetDeadReaders: () => void root.readerCheck(),
    close: () => root.close(),
  };
}
