/** Texts up to this many bytes are looked up; a longer one is seldom met again. */
const longest = 32;
const slots = 1024;
/** A field whose texts are all different is not worth looking up. */
const missesBorne = 4096;

/**
 * Gives for the bytes of a short text the string that was made for them before. A scan meets the names of groups and units
 * again and again: making a string costs several times what comparing the bytes does, and a string met before has its hash.
 */
export class ShortTexts {
  readonly #bytes: (Uint8Array | undefined)[] = new Array<Uint8Array | undefined>(slots);
  readonly #texts: string[] = new Array<string>(slots).fill('');
  #misses = 0;
  #hits = 0;

  /** The UTF-8 text from `from` to before `to`. */
  read(bytes: Buffer, from: number, to: number): string {
    if (to - from > longest || this.#misses > this.#hits + missesBorne)
      return bytes.toString('utf8', from, to);
    let hash = to - from;
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    if (this.#holds(this.#bytes[slot], bytes, from, to)) {
      this.#hits += 1;
      return this.#texts[slot]!;
    }
    this.#misses += 1;
    this.#bytes[slot] = Uint8Array.prototype.slice.call(bytes, from, to);
    return (this.#texts[slot] = bytes.toString('utf8', from, to));
  }

  #holds(held: Uint8Array | undefined, bytes: Buffer, from: number, to: number): boolean {
    if (held?.length !== to - from) return false;
    for (let at = 0; at < held.length; at += 1) if (held[at] !== bytes[from + at]) return false;
    return true;
  }
}
