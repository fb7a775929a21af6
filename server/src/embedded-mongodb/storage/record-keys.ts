import { createHash } from 'node:crypto';

/** A document's place in its collection: rising with insertion, never used again. */
export type RecordId = number;

const recordBytes = 6;
/** LMDB takes keys of 1,978 bytes; longer index keys are cut and made distinct by a hash. */
const longestKey = 1900;
const hashBytes = 32;

export function documentKey(collection: number, record: RecordId): Buffer {
  const key = Buffer.allocUnsafe(4 + recordBytes);
  key.writeUInt32BE(collection, 0);
  key.writeUIntBE(record, 4, recordBytes);
  return key;
}

/** Buffers by length, for keys and values that are handed to LMDB, which copies them before the next one is made. */
const passing: Buffer[] = [];
const passingBuffer = (length: number): Buffer => (passing[length] ??= Buffer.allocUnsafeSlow(length));

/** As `documentKey`, but good only until the next key is made. */
export function passingDocumentKey(collection: number, record: RecordId): Buffer {
  const key = passingBuffer(4 + recordBytes);
  key.writeUInt32BE(collection, 0);
  key.writeUIntBE(record, 4, recordBytes);
  return key;
}

/** As `indexKey`, but good only until the next key is made. */
export function passingIndexKey(index: number, key: Buffer, record?: RecordId): Buffer {
  const joined = passingBuffer(4 + key.length + (record === undefined ? 0 : recordBytes));
  return joinIndexKey(joined, index, key, record);
}

/** The first key of a collection's or an index's range; that of `id + 1` ends it. */
export function treeStart(id: number): Buffer {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(id, 0);
  return key;
}

export const recordOfDocumentKey = (key: Buffer): RecordId => key.readUIntBE(4, recordBytes);
export const recordOfIndexKey = (key: Buffer): RecordId =>
  key.readUIntBE(key.length - recordBytes, recordBytes);

export function recordValue(record: RecordId): Buffer {
  const value = Buffer.allocUnsafe(recordBytes);
  value.writeUIntBE(record, 0, recordBytes);
  return value;
}

const passingValue = Buffer.allocUnsafeSlow(recordBytes);

/** As `recordValue`, but good only until the next one is made. */
export function passingRecordValue(record: RecordId): Buffer {
  passingValue.writeUIntBE(record, 0, recordBytes);
  return passingValue;
}

export const recordOfValue = (value: Buffer): RecordId => value.readUIntBE(0, recordBytes);

/** Joins an index's id, key bytes and (for an index that is not unique) the record id. */
export function indexKey(index: number, key: Buffer, record?: RecordId): Buffer {
  const joined = Buffer.allocUnsafe(4 + key.length + (record === undefined ? 0 : recordBytes));
  return joinIndexKey(joined, index, key, record);
}

function joinIndexKey(joined: Buffer, index: number, key: Buffer, record: RecordId | undefined): Buffer {
  joined.writeUInt32BE(index, 0);
  joined.set(key, 4);
  if (record !== undefined) joined.writeUIntBE(record, 4 + key.length, recordBytes);
  return joined;
}

export const isTooLong = (key: Buffer) => key.length > longestKey;

/** A long key's head and a hash of the whole: equal keys stay equal, distinct ones distinct; order holds in the head. */
export function cutKey(key: Buffer): Buffer {
  if (!isTooLong(key)) return key;
  return Buffer.concat([keyHead(key), createHash('sha256').update(key).digest()]);
}

/** The part of a long key in which order is kept. */
export const keyHead = (key: Buffer) => key.subarray(0, longestKey - hashBytes);
