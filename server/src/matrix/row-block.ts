import { NOT_ASKED } from '@duwen/shared/coding';
import type { Stage } from '@duwen/shared/codebook';
import { KEY_BYTES, responseKey } from './response-key.js';
import { RowHash } from './row-hash.js';
import type { RowLayout } from './row-layout.js';

/** What the columns read of one response. */
export interface StoredRow {
  readonly group: string;
  readonly unit: string | null;
  readonly stage: Stage | null;
  readonly version: string;
  /** coding's `CodedRow`, little-endian. */
  readonly row: Uint8Array;
  readonly flags: number;
  /** Milliseconds since the epoch. */
  readonly submittedAt: number;
  readonly seconds: number | null;
}

/** Seconds taken beyond this are kept as this: a form left open overnight. */
const LONGEST = 65_534;
/** `seconds` where the time taken is not known. */
export const UNKNOWN_SECONDS = 65_535;

/** What a response is filed under, dictionary-coded by the keys themselves: a roster may change, these do not. */
export const ROW_KEYS = ['version', 'group', 'unit', 'stage'] as const;
export type RowKey = (typeof ROW_KEYS)[number];

export type ItemColumn = Uint8Array | Uint16Array;

/** Some responses as columns, `rows` elements each: what a chunk holds, and what a campaign's columns are put together from. */
export interface RowBlock {
  readonly rows: number;
  readonly dictionaries: Readonly<Record<RowKey, readonly string[]>>;
  /** Per row: 0 for none, k for the k-th of the dictionary. */
  readonly keys: Readonly<Record<RowKey, Uint16Array>>;
  /** By item code, those of the versions that occur; `NOT_ASKED` where a row's version does not have the item. */
  readonly items: ReadonlyMap<string, ItemColumn>;
  /** Quality marks without `duplicate`, which other rows decide. */
  readonly flags: Uint8Array;
  readonly seconds: Uint16Array;
  readonly submittedAt: Float64Array;
  /** `RowHash`'s halves. */
  readonly hashLow: Uint32Array;
  readonly hashHigh: Uint32Array;
}

/** A block, and the keys of its responses: `KEY_BYTES` a row. */
export interface IdentifiedBlock extends RowBlock {
  readonly ids: Uint8Array;
}

const hash = new RowHash();

/** Puts responses together to a block, up to a number of rows. */
export class RowBlockBuilder {
  rows = 0;
  readonly #layout: RowLayout;
  readonly #capacity: number;
  readonly #dictionaries: Record<RowKey, Map<string, number>>;
  readonly #keys: Record<RowKey, Uint16Array>;
  readonly #items = new Map<string, ItemColumn>();
  /** By version: the column of each place. */
  readonly #columns = new Map<string, readonly (ItemColumn | null)[]>();
  readonly #flags: Uint8Array;
  readonly #seconds: Uint16Array;
  readonly #submittedAt: Float64Array;
  readonly #hashLow: Uint32Array;
  readonly #hashHigh: Uint32Array;
  readonly #ids: Uint8Array;

  constructor(layout: RowLayout, capacity: number) {
    this.#layout = layout;
    this.#capacity = capacity;
    this.#dictionaries = perKey(() => new Map<string, number>());
    this.#keys = perKey(() => new Uint16Array(capacity));
    this.#flags = new Uint8Array(capacity);
    this.#seconds = new Uint16Array(capacity);
    this.#submittedAt = new Float64Array(capacity);
    this.#hashLow = new Uint32Array(capacity);
    this.#hashHigh = new Uint32Array(capacity);
    this.#ids = new Uint8Array(capacity * KEY_BYTES);
  }

  get isFull(): boolean {
    return this.rows === this.#capacity;
  }

  /**
   * Adds a response as the last row.
   *
   * @param id null where nobody will ask for it
   * @throws RangeError when the block is full, when the response names a version that the campaign does not have, or when its
   *   row is not as long as that version's
   */
  add(response: StoredRow, id: string | null): void {
    const columns = this.#columns.get(response.version) ?? this.#open(response.version);
    const { row } = response;
    if (row.byteLength !== columns.length * 2)
      throw new RangeError(`a row of version ${response.version} does not fit its codebook`);
    if (this.isFull) throw new RangeError('the block is full');
    const index = this.rows;
    for (let place = 0; place < columns.length; place++) {
      const code = row[2 * place]! | (row[2 * place + 1]! << 8);
      const column = columns[place];
      if (column && code !== NOT_ASKED) column[index] = code;
    }
    for (const key of ROW_KEYS) this.#keys[key][index] = this.#codeOf(key, response[key]);
    this.#flags[index] = response.flags;
    this.#seconds[index] = response.seconds === null ? UNKNOWN_SECONDS : Math.min(response.seconds, LONGEST);
    this.#submittedAt[index] = response.submittedAt;
    hash.of(response.version, response.unit, response.stage, row);
    this.#hashLow[index] = hash.low;
    this.#hashHigh[index] = hash.high;
    if (id !== null) this.#ids.set(responseKey(id), index * KEY_BYTES);
    this.rows += 1;
  }

  /** The block as it stands; nothing is to be added after. */
  finish(): IdentifiedBlock {
    const { rows } = this;
    return {
      rows,
      dictionaries: perKey((key) => [...this.#dictionaries[key].keys()]),
      keys: perKey((key) => this.#keys[key].subarray(0, rows)),
      items: new Map(
        [...this.#items.entries()]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([code, column]) => [code, column.subarray(0, rows)]),
      ),
      flags: this.#flags.subarray(0, rows),
      seconds: this.#seconds.subarray(0, rows),
      submittedAt: this.#submittedAt.subarray(0, rows),
      hashLow: this.#hashLow.subarray(0, rows),
      hashHigh: this.#hashHigh.subarray(0, rows),
      ids: this.#ids.subarray(0, rows * KEY_BYTES),
    };
  }

  #codeOf(key: RowKey, value: string | null): number {
    if (value === null) return 0;
    const dictionary = this.#dictionaries[key];
    let code = dictionary.get(value);
    if (code === undefined) dictionary.set(value, (code = dictionary.size + 1));
    return code;
  }

  #open(version: string): readonly (ItemColumn | null)[] {
    const places = this.#layout.places.get(version);
    if (!places) throw new RangeError(`the campaign has no version ${version}`);
    const columns = places.map((code) => (code === null ? null : this.#column(code)));
    this.#columns.set(version, columns);
    return columns;
  }

  #column(code: string): ItemColumn {
    let column = this.#items.get(code);
    if (!column) {
      column = this.#layout.wide.has(code) ? new Uint16Array(this.#capacity) : new Uint8Array(this.#capacity);
      this.#items.set(code, column);
    }
    return column;
  }
}

export const perKey = <T>(of: (key: RowKey) => T): Record<RowKey, T> =>
  Object.fromEntries(ROW_KEYS.map((key) => [key, of(key)])) as Record<RowKey, T>;

/** Rows that are taken in without a stop. */
const SLICE_ROWS = 8192;

/** A block in pieces, in order, as views of it. */
export function* slicesOf(block: RowBlock): Generator<RowBlock> {
  for (let from = 0; from < block.rows; from += SLICE_ROWS) {
    const to = Math.min(block.rows, from + SLICE_ROWS);
    yield {
      rows: to - from,
      dictionaries: block.dictionaries,
      keys: perKey((key) => block.keys[key].subarray(from, to)),
      items: new Map([...block.items].map(([code, column]) => [code, column.subarray(from, to)])),
      flags: block.flags.subarray(from, to),
      seconds: block.seconds.subarray(from, to),
      submittedAt: block.submittedAt.subarray(from, to),
      hashLow: block.hashLow.subarray(from, to),
      hashHigh: block.hashHigh.subarray(from, to),
    };
  }
}
