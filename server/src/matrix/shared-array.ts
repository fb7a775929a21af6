type Kinds = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

interface Kind<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: SharedArrayBuffer): T;
}

/** A typed array of zeros that worker threads can read without a copy. */
export function sharedArray<T extends Kinds>(Type: Kind<T>, length: number): T {
  return new Type(new SharedArrayBuffer(length * Type.BYTES_PER_ELEMENT));
}

/** The same values with room for more; the old array stays as it is for whoever still reads it. */
export function enlarged<T extends Kinds>(array: T, length: number): T {
  const larger = sharedArray(array.constructor as unknown as Kind<T>, length);
  larger.set(array as never);
  return larger;
}
