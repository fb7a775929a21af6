import { flagBit, NO_ANSWER } from '@duwen/shared/coding';

/** Two identical rows of one unit and group within this time are taken for one person's (or one program's) repeat. */
export const DUPLICATE_MINUTES = 30;
/** Rows with fewer different answers than this agree by chance too often: "very satisfied" throughout is no duplicate. */
export const LEAST_DISTINCT_CODES = 4;

const duplicate = flagBit('duplicate');

interface Seen {
  readonly index: number;
  readonly at: number;
}

/**
 * Marks a row as a duplicate when an identical row of the same version, unit and stage came before it within
 * `DUPLICATE_MINUTES`. The first of them is not marked. The outcome does not depend on the order in which rows are read.
 */
export class DuplicateMarks {
  readonly #seen = new Map<string, Seen[]>();

  /**
   * @param at submission time, milliseconds
   * @param flags the matrix's flags, in which bits are set and cleared
   */
  add(index: number, key: string, row: Uint8Array, at: number, flags: Uint8Array): void {
    if (distinctCodes(row) < LEAST_DISTINCT_CODES) return;
    const text = `${key}\0${Buffer.from(row.buffer, row.byteOffset, row.byteLength).toString('latin1')}`;
    const same = this.#seen.get(text);
    if (!same) {
      this.#seen.set(text, [{ index, at }]);
      return;
    }
    same.push({ index, at });
    same.sort((a, b) => a.at - b.at || a.index - b.index);
    for (const [place, { index: row, at: time }] of same.entries()) {
      const before = same[place - 1];
      const marked = before !== undefined && time - before.at <= DUPLICATE_MINUTES * 60_000;
      flags[row] = ((flags[row] as number) & ~duplicate) | (marked ? duplicate : 0);
    }
  }
}

function distinctCodes(row: Uint8Array): number {
  const codes = new Set<number>();
  for (let place = 0; place < row.length; place += 2) {
    const code = (row[place] as number) | ((row[place + 1] as number) << 8);
    if (code > NO_ANSWER) codes.add(code);
  }
  return codes.size;
}
