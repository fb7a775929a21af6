import { createHash } from 'node:crypto';

/** Bytes of a response's key. */
export const KEY_BYTES = 16;

/** What `responseId` of the collecting route makes: 16 bytes of a digest. */
const DIGEST = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** The id of a response in 16 bytes: its own, or a digest of an id of another make. */
export function responseKey(id: string): Buffer {
  if (DIGEST.test(id)) return Buffer.from(id, 'base64url');
  return createHash('sha256').update(`id ${id}`).digest().subarray(0, KEY_BYTES);
}

/**
 * Where a key stands among others.
 *
 * @param keys `KEY_BYTES` each
 * @param count how many there are
 * @returns the place, or −1
 */
export function findKey(keys: Uint8Array, count: number, key: Uint8Array): number {
  const all = Buffer.from(keys.buffer, keys.byteOffset, count * KEY_BYTES);
  for (let at = all.indexOf(key); at !== -1; at = all.indexOf(key, at + 1))
    if (at % KEY_BYTES === 0) return at / KEY_BYTES;
  return -1;
}

/** A key as a text of its bytes, to look it up by. */
export const keyText = (key: Uint8Array): string =>
  Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
