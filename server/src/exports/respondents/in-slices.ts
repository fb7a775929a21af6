import { setImmediate } from 'node:timers/promises';

/** Rows looked at before others get their turn: a few milliseconds of work. */
const ROWS_AT_ONCE = 16_384;

/** Calls `visit` for 0 to `length` − 1, letting other requests have their turn in between. */
export async function inSlices(length: number, visit: (index: number) => void): Promise<void> {
  for (let from = 0; from < length; from += ROWS_AT_ONCE) {
    const to = Math.min(length, from + ROWS_AT_ONCE);
    for (let index = from; index < to; index += 1) visit(index);
    await setImmediate();
  }
}
