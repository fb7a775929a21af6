import { isObject } from './values.js';

/** About how many bytes of memory a decoded value takes. */
export function sizeInMemory(value: unknown): number {
  if (typeof value === 'string') return 24 + value.length * 2;
  if (typeof value !== 'object' || value === null) return 8;
  if (Array.isArray(value)) {
    let size = 32;
    for (const element of value as unknown[]) size += 8 + sizeInMemory(element);
    return size;
  }
  if (!isObject(value)) return 64 + ((value as { buffer?: { length?: number } }).buffer?.length ?? 0);
  let size = 56;
  for (const key in value) size += 8 + sizeInMemory(value[key]);
  return size;
}
