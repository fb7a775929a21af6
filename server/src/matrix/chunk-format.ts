import { KEY_BYTES } from './response-key.js';
import {
  perKey,
  ROW_KEYS,
  type IdentifiedBlock,
  type ItemColumn,
  type RowBlock,
  type RowKey,
} from './row-block.js';

/** Goes up whenever the bytes of a chunk, or what they mean, change: chunks of another format are never read. */
export const CHUNK_FORMAT = 1;

const KINDS = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array } as const;
type Kind = keyof typeof KINDS;
type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Where a column lies in a chunk's bytes, at a multiple of 8; little-endian, as every machine that Node runs on. */
export interface ChunkColumn {
  /** `item:CODE`, `key:unit`, `flags` … */
  readonly name: string;
  readonly kind: Kind;
  readonly offset: number;
}

/** A block as bytes, and what tells them apart. */
export interface EncodedBlock {
  readonly rows: number;
  readonly dictionaries: Readonly<Record<RowKey, readonly string[]>>;
  readonly columns: readonly ChunkColumn[];
  readonly bytes: Uint8Array;
  /** The keys of the responses, kept apart: they are asked for only when somebody's response is withdrawn. */
  readonly ids: Uint8Array;
}

const ITEM = 'item:';

/** Lays a block's columns one behind the other. The same block gives the same bytes. */
export function encodeBlock(block: IdentifiedBlock): EncodedBlock {
  const columns: ChunkColumn[] = [];
  const parts: Column[] = columnsOf(block).map(([, column]) => column);
  let size = 0;
  for (const [name, column] of columnsOf(block)) {
    columns.push({ name, kind: kindOf(column), offset: size });
    size += Math.ceil(column.byteLength / 8) * 8;
  }
  const bytes = new Uint8Array(size);
  parts.forEach(({ buffer, byteOffset, byteLength }, index) =>
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), columns[index]!.offset),
  );
  return {
    rows: block.rows,
    dictionaries: block.dictionaries,
    columns,
    bytes,
    ids: block.ids.slice(0, block.rows * KEY_BYTES),
  };
}

function columnsOf(block: RowBlock): [name: string, column: Column][] {
  const { flags, seconds, submittedAt, hashLow, hashHigh } = block;
  return [
    ...ROW_KEYS.map((key): [string, Column] => [`key:${key}`, block.keys[key]]),
    ...Object.entries({ flags, seconds, submittedAt, hashLow, hashHigh }),
    ...[...block.items].map(([code, column]): [string, Column] => [`${ITEM}${code}`, column]),
  ];
}

const kindOf = (column: Column): Kind =>
  (Object.keys(KINDS) as Kind[]).find((kind) => column instanceof KINDS[kind])!;

/**
 * The block that bytes stand for, as views of them.
 *
 * @param bytes at a multiple of 8 of its buffer
 * @throws RangeError when columns are missing or do not lie within the bytes
 */
export function decodeBlock(encoded: Omit<EncodedBlock, 'ids'>): RowBlock {
  const { rows, dictionaries, bytes } = encoded;
  const columns = new Map(
    encoded.columns.map(({ name, kind, offset }) => [
      name,
      new KINDS[kind](bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, rows) as Column,
    ]),
  );
  const read = <T extends Column>(name: string, Type: new (length: number) => T): T => {
    const column = columns.get(name);
    if (!(column instanceof Type)) throw new RangeError(`a chunk has no column ${name}`);
    return column;
  };
  return {
    rows,
    dictionaries,
    keys: perKey((key) => read(`key:${key}`, Uint16Array)),
    items: new Map(
      [...columns]
        .filter(([name]) => name.startsWith(ITEM))
        .map(([name, column]) => [name.slice(ITEM.length), column as ItemColumn]),
    ),
    flags: read('flags', Uint8Array),
    seconds: read('seconds', Uint16Array),
    submittedAt: read('submittedAt', Float64Array),
    hashLow: read('hashLow', Uint32Array),
    hashHigh: read('hashHigh', Uint32Array),
  };
}
