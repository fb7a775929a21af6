import { ObjectId } from 'bson';
import { copyElements, valueEnd, type Element } from './bytes.js';
import { ShortTexts } from './short-texts.js';
import { decodePlain, setField, type Document } from './values.js';

/**
 * Reads some top-level fields of stored documents without looking into the others. Texts, int32s, doubles, dates,
 * booleans, null and ObjectIds are read here, as JavaScript's own values; anything else by `decodeOthers`.
 */
export class FieldReader {
  readonly #fields: readonly { name: string; bytes: Buffer }[];
  readonly #decodeOthers: (bytes: Uint8Array) => Document;
  readonly #texts = new ShortTexts();

  constructor(names: Iterable<string>, decodeOthers: (bytes: Uint8Array) => Document = decodePlain) {
    this.#decodeOthers = decodeOthers;
    this.#fields = [...names].map((name) => ({ name, bytes: Buffer.from(`${name}\0`) }));
  }

  read(bytes: Buffer): Document {
    const document: Document = {};
    const last = bytes.readInt32LE(0) - 1;
    let missing = this.#fields.length;
    for (let start = 4; start < last && missing > 0;) {
      let nameEnd = start + 1;
      while (bytes[nameEnd] !== 0) nameEnd += 1;
      const value = nameEnd + 1;
      const type = bytes[start]!;
      const end = valueEnd(bytes, type, value);
      const name = this.#nameAt(bytes, start + 1, value);
      if (name !== undefined) {
        setField(document, name, this.#read(bytes, { type, name, start, value, end }));
        missing -= 1;
      }
      start = end;
    }
    return document;
  }

  /** The wanted field whose name, with its end, lies there. */
  #nameAt(bytes: Buffer, from: number, to: number): string | undefined {
    const length = to - from;
    for (const { name, bytes: wanted } of this.#fields) {
      if (wanted.length !== length) continue;
      let at = 0;
      while (at < length && wanted[at] === bytes[from + at]) at += 1;
      if (at === length) return name;
    }
    return undefined;
  }

  #read(bytes: Buffer, element: Element): unknown {
    const { type, value, end } = element;
    switch (type) {
      case 0x01:
        return bytes.readDoubleLE(value);
      case 0x02:
        return this.#texts.read(bytes, value + 4, end - 1);
      case 0x07:
        return new ObjectId(Uint8Array.prototype.slice.call(bytes, value, end));
      case 0x08:
        return bytes[value] === 1;
      case 0x09:
        return new Date(Number(bytes.readBigInt64LE(value)));
      case 0x0a:
        return null;
      case 0x10:
        return bytes.readInt32LE(value);
      default:
        return this.#decodeOthers(copyElements(bytes, [element]))[element.name];
    }
  }
}
