import { findKey, KEY_BYTES } from './response-key.js';

/** The keys of rows that lie in no chunk which this process has read, in order. */
export class RowIds {
  count = 0;
  #keys = new Uint8Array(1024 * KEY_BYTES);

  get bytes(): number {
    return this.#keys.byteLength;
  }

  /** @param keys `KEY_BYTES` each */
  append(keys: Uint8Array): void {
    const end = this.count * KEY_BYTES + keys.byteLength;
    if (end > this.#keys.byteLength) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#keys.byteLength));
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys.set(keys, this.count * KEY_BYTES);
    this.count += keys.byteLength / KEY_BYTES;
  }

  at(place: number): Uint8Array {
    return this.#keys.subarray(place * KEY_BYTES, (place + 1) * KEY_BYTES);
  }

  /** The place of a key, or −1. */
  find(key: Uint8Array): number {
    return findKey(this.#keys, this.count, key);
  }
}
