import type { Code, Long, ObjectId, Timestamp } from 'bson';
import { compareExact, exactDouble, type ExactDecimal } from './decimal.js';
import { binaryParts, exactNumber, Rank, rankOf, regexParts } from './order.js';
import { bsonType, toNumber, type Document } from './values.js';

/**
 * BSON values as bytes whose `memcmp` order is MongoDB's comparison order. No encoding is a prefix of another, so
 * encodings may be joined into compound keys, and inverted for descending fields.
 *
 *   value   := rank, payload
 *   number  := double with its sign bit flipped (all bits if negative), then 0x80 if exact; else 0x7f or 0x81 (the
 *              value lies below or above that double) and its decimal digits: longs beyond 2^53, most decimals
 *   string  := UTF-8 with 0x00 → 01 01 and 0x01 → 01 02, then 0x00
 *   object  := (rank, name, value)*, 0x00        array := value*, 0x00
 */
export class KeyWriter {
  #bytes = Buffer.allocUnsafe(256);
  #length = 0;

  /** The bytes written so far, as a copy. */
  take(): Buffer {
    const taken = Buffer.allocUnsafe(this.#length);
    this.#bytes.copy(taken, 0, 0, this.#length);
    return taken;
  }

  clear(): void {
    this.#length = 0;
  }

  get length(): number {
    return this.#length;
  }

  /** Forgets what was written after `length`. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** Appends one value; a descending one with every bit inverted. */
  value(value: unknown, descending = false): void {
    const start = this.#length;
    this.#value(value);
    if (!descending) return;
    for (let index = start; index < this.#length; index += 1) this.#bytes[index]! ^= 0xff;
  }

  /** The lowest key of a value: what an empty array is indexed as, below null. */
  undefined(descending = false): void {
    this.#byte(descending ? Rank.undefined ^ 0xff : Rank.undefined);
  }

  /** Appends bytes that are encoded already. */
  bytes(bytes: Uint8Array): void {
    this.#raw(bytes);
  }

  #reserve(extra: number): void {
    if (this.#length + extra <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + extra));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  #byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  #raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #text(text: string): void {
    this.#reserve(text.length * 6 + 1);
    const start = this.#length;
    const written = this.#bytes.write(text, start, 'utf8');
    let plain = 0;
    while (plain < written && this.#bytes[start + plain]! > 1) plain += 1;
    if (plain < written) {
      const escaped: number[] = [];
      for (const byte of this.#bytes.subarray(start, start + written)) {
        if (byte < 2) escaped.push(1, byte + 1);
        else escaped.push(byte);
      }
      this.#raw(Uint8Array.from(escaped));
    } else this.#length += written;
    this.#byte(0);
  }

  #value(value: unknown): void {
    const rank = rankOf(value);
    this.#byte(rank);
    switch (rank) {
      case Rank.number:
        return this.#number(value);
      case Rank.string:
        return this.#text(String(value));
      case Rank.object:
        return this.#object(value as Document);
      case Rank.array:
        for (const element of value as unknown[]) this.#value(element);
        return this.#byte(0);
      case Rank.binary: {
        const { bytes, subtype } = binaryParts(value);
        this.#uint32(bytes.length);
        this.#byte(subtype);
        return this.#raw(bytes);
      }
      case Rank.objectId:
        return this.#raw((value as ObjectId).id);
      case Rank.boolean:
        return this.#byte(value ? 1 : 0);
      case Rank.date:
        return this.#double(Number(value));
      case Rank.timestamp: {
        const timestamp = value as Timestamp;
        this.#uint32(timestamp.getHighBitsUnsigned());
        return this.#uint32(timestamp.getLowBitsUnsigned());
      }
      case Rank.regex: {
        const { pattern, options } = regexParts(value);
        this.#text(pattern);
        return this.#text(options);
      }
      case Rank.code:
        return this.#text((value as Code).code);
      case Rank.codeWithScope:
        this.#text((value as Code).code);
        return this.#object((value as Code).scope ?? {});
      default:
    }
  }

  #object(document: Document): void {
    for (const key of Object.keys(document)) {
      this.#byte(rankOf(document[key]));
      this.#text(key);
      this.#value(document[key]);
    }
    this.#byte(0);
  }

  #uint32(value: number): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32BE(value >>> 0, this.#length);
  }

  /** NaN sorts before every number, and −0 is 0. */
  #double(value: number): void {
    this.#reserve(8);
    const start = this.#length;
    this.#length += 8;
    if (Number.isNaN(value)) {
      this.#bytes.fill(0, start, start + 8);
      return;
    }
    this.#bytes.writeDoubleBE(value === 0 ? 0 : value, start);
    if (value < 0) for (let index = start; index < start + 8; index += 1) this.#bytes[index]! ^= 0xff;
    else this.#bytes[start]! ^= 0x80;
  }

  #number(value: unknown): void {
    const number = toNumber(value);
    const type = bsonType(value);
    const mayBeInexact =
      type === 'Decimal128' ||
      typeof value === 'bigint' ||
      (type === 'Long' && !Number.isSafeInteger(number));
    if (!mayBeInexact || Number.isNaN(number) || String(value).endsWith('Infinity')) {
      this.#double(number);
      return this.#byte(0x80);
    }
    // A decimal beyond the doubles lies just above the largest of them, below infinity.
    const nearest = Number.isFinite(number) ? number : Math.sign(number) * Number.MAX_VALUE;
    const exact = exactNumber(value as Long);
    const side = compareExact(exact, exactDouble(nearest));
    this.#double(nearest);
    this.#byte(0x80 + side);
    if (side !== 0) this.#digits(exact);
  }

  #digits({ coefficient, exponent }: ExactDecimal): void {
    const negative = coefficient < 0n;
    const digits = String(negative ? -coefficient : coefficient);
    const start = this.#length;
    this.#reserve(2 + digits.length + 1);
    this.#length = this.#bytes.writeUInt16BE(digits.length + exponent + 0x8000, this.#length);
    this.#raw(Buffer.from(digits.replace(/0+$/, ''), 'latin1'));
    this.#byte(0);
    if (negative) for (let index = start; index < this.#length; index += 1) this.#bytes[index]! ^= 0xff;
  }
}

const writer = new KeyWriter();

/** One value's key bytes. */
export function encodeKey(value: unknown): Buffer {
  writer.clear();
  writer.value(value);
  return writer.take();
}
