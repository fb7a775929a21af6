import { flagBit } from '@duwen/shared/coding';

/** Two identical rows of one unit and group within this time are taken for one person's (or one program's) repeat. */
export const DUPLICATE_MINUTES = 30;
const LONGEST_MS = DUPLICATE_MINUTES * 60_000;

const duplicate = flagBit('duplicate');

/** The rows that marks are made of; the arrays may be replaced as rows are added. */
export interface MarkedRows {
  readonly submittedAt: Float64Array;
  readonly seconds: Uint16Array;
  /** In which the mark's bit is set and cleared. */
  readonly flags: Uint8Array;
  /** Whether two rows have the same version, unit, stage and answers. */
  alike(one: number, other: number): boolean;
}

const FIRST_SLOTS = 2048;
const FREE = 0;
/** A slot whose rows are all gone; what was put behind it must still be found. */
const LEFT = -1;
const NONE = -1;

/**
 * Marks a row as a duplicate when an identical row of the same version, unit and stage came before it within
 * `DUPLICATE_MINUTES`. The first of them is not marked. The outcome does not depend on the order in which rows are read:
 * rows of the same second are ordered by what else is counted of them, and those that still tie are the same in every column.
 *
 * A hash table with open addressing holds the last row of every set of identical rows, and each row the one before it.
 */
export class DuplicateMarks {
  readonly #rows: MarkedRows;
  /** 1 + the last row of a set, `FREE` or `LEFT`. */
  #slots = new Int32Array(FIRST_SLOTS);
  #used = 0;
  #low = new Uint32Array(FIRST_SLOTS);
  #high = new Uint32Array(FIRST_SLOTS);
  #before = new Int32Array(FIRST_SLOTS);

  constructor(rows: MarkedRows) {
    this.#rows = rows;
  }

  /** What it holds in memory. */
  get bytes(): number {
    return 4 * (this.#slots.length + this.#low.length + this.#high.length + this.#before.length);
  }

  /**
   * Takes a row in, and marks it and the one after it.
   *
   * @param low and `high`: the row's hash; both 0 for a row that is never a duplicate
   */
  add(row: number, low: number, high: number): void {
    this.reserve(row + 1);
    this.#low[row] = low;
    this.#high[row] = high;
    this.#before[row] = NONE;
    if (low === 0 && high === 0) return;
    if (this.#used * 5 > this.#slots.length * 3) this.#rehash();
    const slot = this.#slotOf(row, low, high);
    const last = this.#slots[slot]! - 1;
    if (last < 0) {
      this.#used += 1;
      this.#slots[slot] = row + 1;
      return;
    }
    let after = NONE;
    let before = last;
    while (before !== NONE && this.#precedes(row, before)) {
      after = before;
      before = this.#before[before]!;
    }
    this.#before[row] = before;
    this.#mark(row);
    if (after === NONE) this.#slots[slot] = row + 1;
    else {
      this.#before[after] = row;
      this.#mark(after);
    }
  }

  /** Takes a row out again that was withdrawn: it is no duplicate, and nobody is one of it. */
  remove(row: number): void {
    const low = this.#low[row]!;
    const high = this.#high[row]!;
    if (low === 0 && high === 0) return;
    const slot = this.#slotOf(row, low, high);
    let after = NONE;
    let at = this.#slots[slot]! - 1;
    while (at >= 0 && at !== row) {
      after = at;
      at = this.#before[at]!;
    }
    if (at !== row) return;
    const before = this.#before[row]!;
    if (after !== NONE) {
      this.#before[after] = before;
      this.#mark(after);
    } else this.#slots[slot] = before === NONE ? LEFT : before + 1;
    this.#before[row] = NONE;
    this.#mark(row);
  }

  /** Puts a row back that `remove` took out. */
  restore(row: number): void {
    this.add(row, this.#low[row]!, this.#high[row]!);
  }

  /** Where the rows identical to this one are, or the free slot for them. */
  #slotOf(row: number, low: number, high: number): number {
    const mask = this.#slots.length - 1;
    let slot = low & mask;
    for (; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot]!;
      if (entry === FREE) return slot;
      if (entry === LEFT) continue;
      const other = entry - 1;
      if (this.#low[other] !== low || this.#high[other] !== high) continue;
      if (other === row || this.#rows.alike(row, other)) return slot;
    }
  }

  #precedes(one: number, other: number): boolean {
    const { submittedAt, seconds, flags } = this.#rows;
    const time = submittedAt[one]! - submittedAt[other]!;
    if (time !== 0) return time < 0;
    const taken = seconds[one]! - seconds[other]!;
    if (taken !== 0) return taken < 0;
    return (flags[one]! & ~duplicate) < (flags[other]! & ~duplicate);
  }

  #mark(row: number): void {
    const { submittedAt, flags } = this.#rows;
    const before = this.#before[row]!;
    const marked = before !== NONE && submittedAt[row]! - submittedAt[before]! <= LONGEST_MS;
    flags[row] = (flags[row]! & ~duplicate) | (marked ? duplicate : 0);
  }

  /** Makes room for so many rows. */
  reserve(rows: number): void {
    if (rows <= this.#low.length) return;
    const capacity = Math.max(rows, 2 * this.#low.length);
    this.#low = copied(this.#low, new Uint32Array(capacity));
    this.#high = copied(this.#high, new Uint32Array(capacity));
    this.#before = copied(this.#before, new Int32Array(capacity));
  }

  /** Twice the slots, or as many as the rows that there is room for ask for; those that were left are free again. */
  #rehash(): void {
    const old = this.#slots;
    const rows = this.#low.length;
    this.#slots = new Int32Array(Math.max(old.length * 2, 2 ** Math.floor(Math.log2(rows * 2))));
    this.#used = 0;
    const mask = this.#slots.length - 1;
    for (const entry of old) {
      if (entry <= 0) continue;
      let slot = this.#low[entry - 1]! & mask;
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask;
      this.#slots[slot] = entry;
      this.#used += 1;
    }
  }
}

function copied<T extends Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
