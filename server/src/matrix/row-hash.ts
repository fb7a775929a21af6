import { NO_ANSWER } from '@duwen/shared/coding';

/** Rows with fewer different answers than this agree by chance too often: "very satisfied" throughout is no duplicate. */
export const LEAST_DISTINCT_CODES = 4;

/**
 * Hashes rows to 64 bits, in two halves: equal rows of one version, unit and stage are equal, others differ as good as always.
 * Not for secrets. It is part of sealed chunks: another hash needs another `CHUNK_FORMAT`.
 */
export class RowHash {
  /** The last row's halves; both 0 for a row that is too plain to be anybody's duplicate. */
  low = 0;
  high = 0;
  /** By code: the number of the row that had it last. */
  readonly #seen = new Uint32Array(65_536);
  #nr = 0;
  readonly #keys = new Map<string, number>();

  /** @param row coding's `CodedRow`, little-endian */
  of(version: string, unit: string | null, stage: string | null, row: Uint8Array): void {
    this.#nr += 1;
    if (this.#nr > 0xfffffff0) {
      this.#seen.fill(0);
      this.#nr = 1;
    }
    let low = this.#keyHash(`${version}\0${unit ?? ''}\0${stage ?? ''}`);
    let high = low ^ 0x5bd1e995;
    let distinct = 0;
    for (let place = 0; place < row.length; place += 2) {
      const code = row[place]! | (row[place + 1]! << 8);
      low = Math.imul(low ^ code, 0x01000193);
      low ^= low >>> 15;
      high = Math.imul(((high << 13) | (high >>> 19)) + code, 0x85ebca6b);
      if (code <= NO_ANSWER || this.#seen[code] === this.#nr) continue;
      this.#seen[code] = this.#nr;
      distinct += 1;
    }
    const plain = distinct < LEAST_DISTINCT_CODES;
    this.low = plain ? 0 : mixed(low ^ Math.imul(high, 0x9e3779b1)) || 1;
    this.high = plain ? 0 : mixed(high + Math.imul(low, 0xc2b2ae35));
  }

  #keyHash(key: string): number {
    let hash = this.#keys.get(key);
    if (hash === undefined) {
      hash = 0x811c9dc5;
      for (let at = 0; at < key.length; at++) hash = mixed(hash ^ key.charCodeAt(at));
      this.#keys.set(key, hash);
    }
    return hash;
  }
}

/** Murmur3's last step: every bit of the input reaches every bit of the output. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
