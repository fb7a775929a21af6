import { StoreError } from '../errors.js';

/**
 * Work on a document's bytes without decoding it: walking its elements, checking it, and copying some of its fields.
 * What is stored is what the client sent, byte for byte, so field order and number types are kept by nature.
 */
const emptyDocument = Buffer.from([5, 0, 0, 0, 0]);

export const invalid = (reason: string) => new StoreError(22, `Invalid BSON: ${reason}`);

/** A top-level element: its type byte, where it starts (at the type byte), its value, and where it ends. */
export interface Element {
  type: number;
  name: string;
  start: number;
  value: number;
  end: number;
}

/** Sizes of values with a fixed length, by type byte. */
const knownSizes: Readonly<Record<number, number>> = {
  0x01: 8,
  0x06: 0,
  0x07: 12,
  0x08: 1,
  0x09: 8,
  0x0a: 0,
  0x10: 4,
  0x11: 8,
  0x12: 8,
  0x13: 16,
  0x7f: 0,
  0xff: 0,
};

/** −1 for a type whose values have lengths of their own. */
export const fixedSizes = Int8Array.from({ length: 256 }, (_, type) => knownSizes[type] ?? -1);

/** The byte after a value that starts at `value`. Does not look beyond `bytes`. */
export function valueEnd(bytes: Buffer, type: number, value: number): number {
  const fixed = fixedSizes[type]!;
  if (fixed >= 0) return value + fixed;
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return value + 4 + bytes.readInt32LE(value);
    case 0x03:
    case 0x04:
    case 0x0f:
      return value + bytes.readInt32LE(value);
    case 0x05:
      return value + 5 + bytes.readInt32LE(value);
    case 0x0b:
      return bytes.indexOf(0, bytes.indexOf(0, value) + 1) + 1;
    case 0x0c:
      return value + 4 + bytes.readInt32LE(value) + 12;
    default:
      throw invalid(`unknown element type 0x${type.toString(16)}`);
  }
}

/** The first element's type and where its value lies, if it is `_id`. */
export function leadingId(bytes: Buffer): { type: number; value: number; end: number } | null {
  const isId = bytes[5] === 0x5f && bytes[6] === 0x69 && bytes[7] === 0x64 && bytes[8] === 0;
  if (!isId || bytes[4] === 0) return null;
  const type = bytes[4]!;
  return { type, value: 9, end: valueEnd(bytes, type, 9) };
}

/** Walks the elements of the document at `offset`, in order. The document must have been checked. */
export function* elements(bytes: Buffer, offset = 0): Generator<Element> {
  const last = offset + bytes.readInt32LE(offset) - 1;
  let start = offset + 4;
  while (start < last) {
    const type = bytes[start]!;
    const nameEnd = bytes.indexOf(0, start + 1);
    const name = bytes.toString('utf8', start + 1, nameEnd);
    const end = valueEnd(bytes, type, nameEnd + 1);
    yield { type, name, start, value: nameEnd + 1, end };
    start = end;
  }
}

/** The bytes of a document made of some elements of another. */
export function copyElements(bytes: Buffer, chosen: Iterable<Element>): Buffer {
  const parts: Buffer[] = [Buffer.alloc(4)];
  for (const element of chosen) parts.push(bytes.subarray(element.start, element.end));
  if (parts.length === 1) return emptyDocument;
  parts.push(Buffer.alloc(1));
  const document = Buffer.concat(parts);
  document.writeInt32LE(document.length, 0);
  return document;
}

/** A selection of top-level fields, compiled for repeated use on many documents. */
export class FieldSelection {
  readonly #names: Buffer[];

  constructor(names: Iterable<string>) {
    this.#names = [...names].map((name) => Buffer.from(`${name}\0`));
  }

  /** The document of only the chosen top-level fields, in the document's order. */
  select(bytes: Buffer): Buffer {
    const last = bytes.readInt32LE(0) - 1;
    const ranges: number[] = [];
    let size = 5;
    let start = 4;
    while (start < last && ranges.length < this.#names.length * 2) {
      const type = bytes[start]!;
      const nameEnd = bytes.indexOf(0, start + 1);
      const end = valueEnd(bytes, type, nameEnd + 1);
      if (this.#has(bytes, start + 1, nameEnd + 1)) {
        ranges.push(start, end);
        size += end - start;
      }
      start = end;
    }
    const selected = Buffer.allocUnsafe(size);
    let at = selected.writeInt32LE(size, 0);
    for (let index = 0; index < ranges.length; index += 2) {
      at += bytes.copy(selected, at, ranges[index], ranges[index + 1]);
    }
    selected[at] = 0;
    return selected;
  }

  #has(bytes: Buffer, from: number, to: number): boolean {
    return this.#names.some((name) => name.length === to - from && name.compare(bytes, from, to) === 0);
  }
}

/** The value bytes of a top-level embedded document or array, or undefined. */
export function embeddedBytes(bytes: Buffer, name: string): Buffer | undefined {
  for (const element of elements(bytes)) {
    if (element.name === name) return bytes.subarray(element.value, element.end);
  }
  return undefined;
}
