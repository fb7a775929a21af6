const last = new Map<string, Promise<unknown>>();

/** Runs pieces of work of the same key one after the other, in the order of the calls. */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve();
  const own = before.then(work, work);
  const settled = own.catch(() => undefined);
  last.set(key, settled);
  try {
    return await own;
  } finally {
    if (last.get(key) === settled) last.delete(key);
  }
}
