import { EJSON } from 'bson';
import { copyElements, elements } from '../bson/bytes.js';
import { decode, encode, type Document } from '../bson/values.js';

const types = { document: 0x03, array: 0x04 };

/** A document as MongoDB's canonical Extended JSON, its fields in their order, on one line. */
export function toExtendedJson(bytes: Buffer): string {
  return container(bytes, types.document);
}

function container(bytes: Buffer, type: number): string {
  const parts: string[] = [];
  for (const element of elements(bytes)) {
    const value =
      element.type === types.document || element.type === types.array
        ? container(bytes.subarray(element.value, element.end), element.type)
        : leaf(copyElements(bytes, [element]), element.name);
    parts.push(type === types.array ? value : `${JSON.stringify(element.name)}:${value}`);
  }
  return type === types.array ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
}

function leaf(document: Buffer, name: string): string {
  return EJSON.stringify(decode(document)[name], { relaxed: false });
}

/**
 * A line of Extended JSON, canonical or relaxed, as bytes. Numbers that only their text tells apart (`1.0`) become what
 * MongoDB's tools make of them: int32, int64 or double. Throws SyntaxError or BSONError.
 */
export function fromExtendedJson(line: string): Buffer {
  const document: unknown = EJSON.parse(line, { relaxed: false });
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new SyntaxError('the line is no document');
  return Buffer.from(encode(document as Document));
}
