import { Double, Int32, ObjectId } from 'bson';
import { copyElements, elements, leadingId, type Element } from '../bson/bytes.js';
import { encode } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { flagArgument, namespaceOf } from './arguments.js';
import type { Command } from './context.js';
import { RawReply } from './reply.js';
import { writeReply, type WriteError } from './write-errors.js';

export const maximumDocument = 16 * 1024 * 1024;
const maximumBatch = 100_000;

/** `insert`: each document is stored as it came, with `_id` first; one transaction for all of the command's. */
export const insert: Command = ({ command, database, documents }, { store }) => {
  const namespace = namespaceOf(database, command['insert'], 'insert');
  if (documents.length === 0 || documents.length > maximumBatch) {
    throw new StoreError(
      16,
      `Write batch sizes must be between 1 and ${maximumBatch}. Got ${documents.length} operations.`,
    );
  }
  const ordered = command['ordered'] === undefined || flagArgument(command, 'ordered');
  const unchecked = flagArgument(command, 'bypassDocumentValidation');
  const prepared = documents.map(prepareDocument);
  return store.writer.run(() => {
    const collection = store.catalog.findOrCreate(namespace);
    const errors: WriteError[] = [];
    let inserted = 0;
    for (const [index, bytes] of prepared.entries()) {
      try {
        if (bytes instanceof StoreError) throw bytes;
        collection.insert(bytes, unchecked);
        inserted += 1;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        errors.push({ index, error });
        if (ordered) break;
      }
    }
    return errors.length === 0 ? allInserted(inserted) : writeReply({ n: inserted }, errors);
  });
};

/** The usual answer, ready but for the number. */
const insertedReply = Buffer.from(encode({ n: new Int32(0), ok: new Double(1) }));
const numberInReply = 4 + 1 + 'n\0'.length;

function allInserted(count: number): RawReply {
  const reply = Buffer.allocUnsafe(insertedReply.length);
  reply.set(insertedReply);
  reply.writeInt32LE(count, numberInReply);
  return new RawReply([reply]);
}

/** Checks size and `_id`, and puts `_id` first, where MongoDB has it. */
export function prepareDocument(bytes: Buffer): Buffer | StoreError {
  if (bytes.length > maximumDocument) {
    return new StoreError(
      10334,
      `BSONObj size: ${bytes.length} (0x${bytes.length.toString(16).toUpperCase()}) is invalid. Size must be between 0 and 16793600(16MB)`,
    );
  }
  const first = leadingId(bytes);
  if (first) return checkId(bytes, first) ?? bytes;
  const all = [...elements(bytes)];
  const id = all.find((element) => element.name === '_id');
  if (id) return checkId(bytes, id) ?? copyElements(bytes, [id, ...all.filter((element) => element !== id)]);
  const made = Buffer.from(encode({ _id: new ObjectId() }));
  const whole = Buffer.concat([made.subarray(0, -1), bytes.subarray(4)]);
  whole.writeInt32LE(whole.length, 0);
  return whole;
}

const wrongIdTypes: Readonly<Record<number, string>> = { 0x04: 'array', 0x06: 'undefined', 0x0b: 'regex' };

/** Refuses an `_id` of a type that cannot be one, or with a field whose name starts with `$`. */
export function checkId(document: Buffer, id: Pick<Element, 'type' | 'value' | 'end'>): StoreError | null {
  const wrong = wrongIdTypes[id.type];
  if (wrong !== undefined) return new StoreError(53, `The '_id' value cannot be of type ${wrong}`);
  if (id.type !== 0x03) return null;
  for (const { name } of elements(document.subarray(id.value, id.end))) {
    if (name.startsWith('$'))
      return new StoreError(
        52,
        `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`,
      );
  }
  return null;
}
