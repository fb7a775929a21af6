/** Bytes written one after the other, little-endian. */
export class ByteList {
  readonly #parts: Buffer[] = [];

  int32(...values: readonly number[]): this {
    const part = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => part.writeInt32LE(value, 4 * index));
    this.#parts.push(part);
    return this;
  }

  int64(...values: readonly number[]): this {
    const part = Buffer.alloc(8 * values.length);
    values.forEach((value, index) => part.writeBigInt64LE(BigInt(value), 8 * index));
    this.#parts.push(part);
    return this;
  }

  double(...values: readonly number[]): this {
    const part = Buffer.alloc(8 * values.length);
    values.forEach((value, index) => part.writeDoubleLE(value, 8 * index));
    this.#parts.push(part);
    return this;
  }

  byte(value: number): this {
    this.#parts.push(Buffer.of(value));
    return this;
  }

  bytes(bytes: Uint8Array): this {
    this.#parts.push(Buffer.from(bytes));
    return this;
  }

  /** A text in a field of fixed length, filled up with spaces; it must fit. */
  padded(bytes: Uint8Array, length: number, filling = 0x20): this {
    const part = Buffer.alloc(length, filling);
    part.set(bytes);
    this.#parts.push(part);
    return this;
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
