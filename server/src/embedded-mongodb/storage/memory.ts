/**
 * What the store may hold in memory at once, and how its parts share it. LMDB's map is not in it: its pages are the
 * system's cache, which takes them back when others need memory.
 */
export interface MemoryShares {
  /** Bytes that one sort takes before it goes to disk. */
  sort: number;
  /** The same of one grouping, which is dearer on disk. */
  groups: number;
  /** Bytes of stored documents that a stage which cannot go to disk may hold. */
  held: number;
  /** Bytes of answers on their way to clients, beyond which batches become short. */
  answers: number;
}

export const defaultMemory = 512 * 1024 * 1024;
export const leastMemory = 256 * 1024 * 1024;

/** Shares of a bound, in bytes. What is left is for the program itself and for rubbish not yet collected. */
export function sharesOf(memory: number): MemoryShares {
  return { sort: memory / 32, groups: memory / 8, held: memory / 8, answers: memory / 8 };
}
