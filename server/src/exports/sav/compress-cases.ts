import { BIAS } from './dictionary.js';
import { cutBytes, type SavValue, type SavVariable } from './variable.js';

/** What a byte of bytecode says of an element beside a small integer (1 to 251). */
const CODE = { end: 252, literal: 253, spaces: 254, systemMissing: 255 } as const;
const CODES_IN_BLOCK = 8;
const PART = 1 << 14;
/** A block: eight codes, and the eight literals they may announce. */
const LONGEST_BLOCK = CODES_IN_BLOCK + 8 * CODES_IN_BLOCK;
/** Seconds between 14 October 1582, the first day of SPSS's calendar, and 1 January 1970. */
const EPOCH = 12_219_379_200;

/**
 * The cases of an SPSS file, compressed by bytecode: eight bytes that say what the next eight elements are, then those
 * elements that are not said by their byte alone.
 */
export function* compressCases(
  variables: readonly SavVariable[],
  rows: Iterable<readonly SavValue[]>,
): Generator<Buffer> {
  const cases = new CaseBytes();
  for (const row of rows) {
    for (let index = 0; index < variables.length; index += 1)
      addValue(cases, variables[index]!, row[index] ?? null);
    if (cases.isFull) yield cases.take();
  }
  yield cases.end();
}

function addValue(cases: CaseBytes, { type }: SavVariable, value: SavValue): void {
  if (typeof type === 'object') return cases.text(value === null ? '' : String(value), type.bytes);
  if (value === null) return cases.number(null);
  cases.number(typeof value === 'string' ? Date.parse(`${value}T00:00:00Z`) / 1000 + EPOCH : value);
}

/** Elements as they are added, in blocks of eight. */
class CaseBytes {
  #bytes = Buffer.alloc(2 * PART);
  #length = 0;
  /** Where the block's codes stand, and how many there are. */
  #block = 0;
  #codes = CODES_IN_BLOCK;

  get isFull(): boolean {
    return this.#block >= PART;
  }

  number(value: number | null): void {
    if (value === null) this.#code(CODE.systemMissing);
    else if (Number.isInteger(value) && value > -BIAS && value <= 251 - BIAS) this.#code(value + BIAS);
    else {
      this.#code(CODE.literal);
      this.#length = this.#bytes.writeDoubleLE(value, this.#length);
    }
  }

  text(text: string, width: number): void {
    const bytes = cutBytes(text, width);
    for (let at = 0; at < width; at += 8) {
      if (at >= bytes.length) {
        this.#code(CODE.spaces);
        continue;
      }
      this.#code(CODE.literal);
      this.#bytes.fill(0x20, this.#length, this.#length + 8);
      this.#bytes.set(bytes.subarray(at, at + 8), this.#length);
      this.#length += 8;
    }
  }

  #code(code: number): void {
    if (this.#codes === CODES_IN_BLOCK) {
      this.#makeRoom();
      this.#block = this.#length;
      this.#bytes.fill(0, this.#block, this.#block + CODES_IN_BLOCK);
      this.#length += CODES_IN_BLOCK;
      this.#codes = 0;
    }
    this.#bytes[this.#block + this.#codes] = code;
    this.#codes += 1;
  }

  /** A single case may be longer than a part. */
  #makeRoom(): void {
    if (this.#length + LONGEST_BLOCK <= this.#bytes.length) return;
    const larger = Buffer.alloc(2 * this.#bytes.length);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  /** The blocks that are complete. */
  take(): Buffer {
    const done = Buffer.from(this.#bytes.subarray(0, this.#block));
    this.#bytes.copyWithin(0, this.#block, this.#length);
    this.#length -= this.#block;
    this.#block = 0;
    return done;
  }

  /** What is left; unused codes of the last block are 0. */
  end(): Buffer {
    this.#code(CODE.end);
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }
}
