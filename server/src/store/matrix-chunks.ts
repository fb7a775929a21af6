import { Schema, model, type Types } from 'mongoose';

/** A place in the order of a campaign's responses: by time of storing, then by id. */
export interface ResponsePlace {
  readonly storedAt: Date;
  readonly id: string;
}

/**
 * What is known of one sealed chunk of a campaign's matrix. A chunk is made from `responses` and can be made again at any time;
 * deleting all of them loses nothing but time.
 */
export interface MatrixChunkDocument {
  /** Of campaign, format and index, so that of two servers that seal the same chunk one is first. */
  _id: string;
  campaign: Types.ObjectId;
  /** Of the bytes: `CHUNK_FORMAT`. */
  format: number;
  /** 0, 1, 2 …: the order of the chunks. */
  index: number;
  /** What the rows are laid out by: `layoutSignature`. */
  layout: string;
  /** It holds the responses after this place (null: from the first) up to `last`, that one included. */
  after: ResponsePlace | null;
  last: ResponsePlace;
  rows: number;
  dictionaries: Record<'version' | 'group' | 'unit' | 'stage', readonly string[]>;
  columns: readonly {
    readonly name: string;
    readonly kind: 'u8' | 'u16' | 'u32' | 'f64';
    readonly offset: number;
  }[];
  /** Of the columns' bytes, and how many documents of `matrixchunkparts` they are cut into. */
  size: number;
  parts: number;
  /** SHA-256 of the columns' bytes and of the ids' bytes. */
  checksum: string;
  idsChecksum: string;
  /** Which parts belong to it: of its content, so that the same content is the same parts. */
  build: string;
  sealedAt: Date;
}

/** A piece of a chunk's bytes. */
export interface MatrixChunkPartDocument {
  /** Of the chunk's id, its build, and the number of the part (`ids` for the ids). */
  _id: string;
  chunk: string;
  campaign: Types.ObjectId;
  build: string;
  bytes: Buffer;
  sealedAt: Date;
}

const chunkSchema = new Schema<MatrixChunkDocument>(
  {
    _id: { type: String, required: true },
    campaign: { type: Schema.Types.ObjectId, required: true },
    format: { type: Number, required: true },
    index: { type: Number, required: true },
    layout: { type: String, required: true },
    after: { type: Schema.Types.Mixed, default: null },
    last: { type: Schema.Types.Mixed, required: true },
    rows: { type: Number, required: true },
    dictionaries: { type: Schema.Types.Mixed, required: true },
    columns: { type: [Schema.Types.Mixed], required: true } as never,
    size: { type: Number, required: true },
    parts: { type: Number, required: true },
    checksum: { type: String, required: true },
    idsChecksum: { type: String, required: true },
    build: { type: String, required: true },
    sealedAt: { type: Date, required: true },
  },
  { collection: 'matrixchunks', versionKey: false, minimize: false },
);
chunkSchema.index({ campaign: 1, index: 1 });

const partSchema = new Schema<MatrixChunkPartDocument>(
  {
    _id: { type: String, required: true },
    chunk: { type: String, required: true },
    campaign: { type: Schema.Types.ObjectId, required: true },
    build: { type: String, required: true },
    bytes: { type: Buffer, required: true },
    sealedAt: { type: Date, required: true },
  },
  { collection: 'matrixchunkparts', versionKey: false },
);
partSchema.index({ campaign: 1, chunk: 1, build: 1 });

export const MatrixChunks = model<MatrixChunkDocument>('MatrixChunk', chunkSchema);
export const MatrixChunkParts = model<MatrixChunkPartDocument>('MatrixChunkPart', partSchema);
