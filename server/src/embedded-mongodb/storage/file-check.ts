import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** The data file is not what a store left behind: cut short, or not its own. */
export class DamagedData extends Error {}

const magic = 0xbeefc0de;
/** Where LMDB's root pages hold what is looked at here, after the page's own header. */
const header = 24;
const offsets = { magic: 0, pageSize: 24, lastPage: 120, transaction: 128, end: 136 };
/** The last pages may never have been written, if they were given back in the transaction that took them. */
const mostMissing = 1024 * 1024;

/**
 * Checks a data file before it is mapped into memory, where a missing page would end the process without a word.
 * A file that lacks a few unwritten pages at its end is made whole. Throws DamagedData.
 */
export function checkDataFile(folder: string): void {
  const path = join(folder, 'data.mdb');
  if (!existsSync(path)) return;
  const file = openSync(path, 'r+');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return;
    const needed = neededSize(file, size);
    if (size >= needed) return;
    if (needed - size > mostMissing) {
      throw new DamagedData(`data.mdb has been cut short: ${size} of ${needed} bytes are there`);
    }
    ftruncateSync(file, needed);
  } finally {
    closeSync(file);
  }
}

/** The size that the newest root page speaks of. */
function neededSize(file: number, size: number): number {
  const first = readRoot(file, 0);
  if (!first) throw new DamagedData('data.mdb is not a data file of this store');
  const second = size >= first.pageSize + header + offsets.end ? readRoot(file, first.pageSize) : null;
  const newest = second && second.transaction > first.transaction ? second : first;
  return (Number(newest.lastPage) + 1) * newest.pageSize;
}

function readRoot(
  file: number,
  position: number,
): { pageSize: number; lastPage: bigint; transaction: bigint } | null {
  const bytes = Buffer.alloc(offsets.end);
  const read = readSync(file, bytes, 0, bytes.length, position + header);
  if (read < bytes.length || bytes.readUInt32LE(offsets.magic) !== magic) return null;
  return {
    pageSize: bytes.readUInt32LE(offsets.pageSize),
    lastPage: bytes.readBigUInt64LE(offsets.lastPage),
    transaction: bytes.readBigUInt64LE(offsets.transaction),
  };
}
