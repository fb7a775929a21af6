import { StoreError } from '../errors.js';
import { elements } from '../bson/bytes.js';
import { checkDepth } from '../bson/check.js';
import { decode, encode, getField, type Document } from '../bson/values.js';
import type { Collection, StoredRecord } from '../storage/collection.js';
import type { Store } from '../store.js';
import type { Update } from '../update/update.js';
import { documentFromFilter, withIdFirst } from '../update/upsert.js';
import { checkId, maximumDocument } from './insert.js';

/** What one changed document was and is. */
export interface Modification {
  before: Buffer;
  after: Buffer;
  changed: boolean;
}

/** What an update needs to know besides itself. */
export interface Circumstances {
  filter: Document;
  now: Date;
  /** The collection's validator is not asked. */
  unchecked: boolean;
}

/** Applies an update to one stored document. Only inside a transaction. */
export function modifyRecord(
  collection: Collection,
  { record, bytes }: StoredRecord,
  update: Update,
  { filter, now, unchecked }: Circumstances,
): Modification {
  const after = encodeChecked(update.apply(decode(bytes), { filter, inserting: false, now }));
  if (after.equals(bytes)) return { before: bytes, after, changed: false };
  collection.replace(record, bytes, after, unchecked);
  return { before: bytes, after, changed: true };
}

/** Inserts what an upsert that found nothing makes. Only inside a transaction. */
export function upsert(
  store: Store,
  namespace: string,
  update: Update,
  { filter, now, unchecked }: Circumstances,
): { id: unknown; bytes: Buffer } {
  const held = documentFromFilter(filter);
  const start =
    update.isReplacement && '_id' in held ? { _id: held['_id'] } : update.isReplacement ? {} : held;
  const document = withIdFirst(update.apply(start, { filter, inserting: true, now }));
  const bytes = encodeChecked(document);
  const [first] = elements(bytes);
  const wrong = checkId(bytes, first!);
  if (wrong) throw wrong;
  store.catalog.findOrCreate(namespace).insert(bytes, unchecked);
  return { id: getField(document, '_id'), bytes };
}

export function encodeChecked(document: Document): Buffer {
  checkDepth(document);
  const bytes = encode(document);
  if (bytes.length > maximumDocument) {
    throw new StoreError(
      10334,
      `BSONObj size: ${bytes.length} (0x${bytes.length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and 16793600(16MB)`,
    );
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
