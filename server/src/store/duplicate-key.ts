/** MongoDB's code for a write that a unique index refuses. */
const DUPLICATE_KEY = 11000;

/** Whether a write failed because a unique index holds that key already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
}
