/**
 * A small seeded generator (sfc32, by Chris Doty-Humphrey, public domain): 32-bit integer arithmetic only, so that the
 * same seed gives the same numbers on every machine.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  /** @param keys what the stream belongs to (seed, purpose, index …); each gives a stream of its own */
  constructor(first: number, second = 0, third = 0) {
    this.#a = first | 0;
    this.#b = second | 0;
    this.#c = third | 0;
    for (let round = 0; round < 12; round += 1) this.uint32();
  }

  /** A whole number, 0 to 2³² − 1. */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** From 0 (included) to 1 (excluded). */
  unit(): number {
    return this.uint32() / 4_294_967_296;
  }

  /** A whole number from 0 to n − 1. */
  below(n: number): number {
    return Math.floor(this.unit() * n);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /**
   * Near enough standard normal: the sum of eight uniform 16-bit numbers (Irwin–Hall), scaled to variance 1. Without
   * logarithms or cosines, whose last bit may differ between engines.
   */
  normal(): number {
    let sum = 0;
    for (let draw = 0; draw < 4; draw += 1) {
      const bits = this.uint32();
      sum += (bits >>> 16) + (bits & 0xffff);
    }
    return (sum / 65_536 - 4) * 1.224_744_871_391_589;
  }

  pick<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new RangeError('Nothing to pick from.');
    return value;
  }

  /** An index, with probability proportional to its weight. */
  weighted(weights: readonly number[]): number {
    let left = this.unit() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return index;
    }
    return weights.length - 1;
  }

  /** A UUID of version 4 in form, made from this stream. */
  uuid(): string {
    const hex = [0, 1, 2, 3].map(() => this.uint32().toString(16).padStart(8, '0')).join('');
    const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** A 32-bit number for a text (FNV-1a), to key a stream by a name. */
export function textKey(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
