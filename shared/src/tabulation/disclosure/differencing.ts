/** Who belongs to a population: a bit per response of the matrix, in its order. */
export class PopulationBits {
  #words: Uint32Array;
  #length = 0;

  constructor(room = 1024) {
    this.#words = new Uint32Array(Math.ceil(room / 32));
  }

  /** Responses that it tells of. */
  get length(): number {
    return this.#length;
  }

  get bytes(): number {
    return this.#words.byteLength;
  }

  /** Adds what is said of the next responses: a byte each, 0 or 1. */
  append(mask: Uint8Array): void {
    const length = this.#length + mask.length;
    if (length > this.#words.length * 32) {
      const words = new Uint32Array(Math.ceil((length * 1.25) / 32));
      words.set(this.#words);
      this.#words = words;
    }
    for (let index = 0; index < mask.length; index++) {
      const place = this.#length + index;
      if (mask[index] !== 0) this.#words[place >>> 5]! |= 1 << (place & 31);
    }
    this.#length = length;
  }

  /** The word of 32 responses from 32 × `index` on, of the first `length` responses of the matrix. */
  wordWithin(index: number, length: number): number {
    const word = this.#words[index] ?? 0;
    const left = length - index * 32;
    return left >= 32 ? word : left <= 0 ? 0 : word & ((1 << left) - 1);
  }
}

/** A population as it was when so many responses were in the matrix. */
export interface PopulationAt {
  readonly bits: PopulationBits;
  readonly length: number;
}

/** How two populations lie to each other within the whole campaign, in responses. */
export interface Regions {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

/** Counts the regions of two populations. `whole` is everybody who counts. */
export function regionsOf(first: PopulationAt, second: PopulationAt, whole: PopulationBits): Regions {
  const length = Math.max(first.length, second.length);
  let [both, onlyFirst, onlySecond, neither] = [0, 0, 0, 0];
  for (let index = 0; index * 32 < length; index++) {
    const a = first.bits.wordWithin(index, first.length);
    const b = second.bits.wordWithin(index, second.length);
    both += ones(a & b);
    onlyFirst += ones(a & ~b);
    onlySecond += ones(b & ~a);
    neither += ones(whole.wordWithin(index, length) & ~a & ~b);
  }
  return { both, onlyFirst, onlySecond, neither };
}

/**
 * Whether figures of both populations, and of the whole campaign, tell by adding and subtracting what fewer than the minimum
 * answered. The difference of two populations' counts is that of the two regions where they differ; and their sum less the
 * whole's is that of the regions where they agree. With one region large a difference says nothing of the other one; with
 * none, or few, it does.
 */
export function isolates({ both, onlyFirst, onlySecond, neither }: Regions, minimum: number): boolean {
  const few = (a: number, b: number): boolean => a + b > 0 && a < minimum && b < minimum;
  return few(onlyFirst, onlySecond) || few(both, neither);
}

/** How many bits of a 32-bit word are set. */
function ones(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
