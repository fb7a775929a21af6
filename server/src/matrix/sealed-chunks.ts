import { webcrypto } from 'node:crypto';
import type { Types } from 'mongoose';
import { isDuplicateKey } from '../store/duplicate-key.js';
import {
  MatrixChunkParts,
  MatrixChunks,
  type MatrixChunkDocument,
  type MatrixChunkPartDocument,
  type ResponsePlace,
} from '../store/matrix-chunks.js';
import { CHUNK_FORMAT, decodeBlock, encodeBlock } from './chunk-format.js';
import { matrixSettings } from './matrix-settings.js';
import { comparePlaces } from './read-responses.js';
import type { IdentifiedBlock, RowBlock } from './row-block.js';
import { layoutSignature, type RowLayout } from './row-layout.js';

/** Few enough that taking one in is a matter of a millisecond. */
const PART_BYTES = 2 ** 20;
/** Parts without a chunk are somebody's work under way, or what a process left that ended amid it. */
const LEFT_OVER_MS = 3_600_000;

/** Where a block stands among a campaign's responses. */
export interface BlockPlace {
  readonly index: number;
  readonly after: ResponsePlace | null;
  readonly last: ResponsePlace;
}

/** The head that counts after an attempt to store one, and whether it stands for the block that was to be stored. */
export interface StoredHead {
  readonly head: MatrixChunkDocument;
  readonly isOurs: boolean;
}

/**
 * The sealed chunks of a campaign in the store. A chunk's head names a build, and the parts of a build never change; so whoever
 * holds a head reads either the whole of what it was, or finds parts missing. Nothing here is trusted: a chunk that does
 * not fit its checksum, layout or neighbours is given as one to be made again.
 */
export class SealedChunks {
  constructor(
    readonly campaign: Types.ObjectId,
    readonly layout: RowLayout,
  ) {}

  /** The heads of the chunks that join one to the other from the first response on; what does not join is removed. */
  async list(): Promise<MatrixChunkDocument[]> {
    const { campaign } = this;
    const heads = await MatrixChunks.collection
      .find<MatrixChunkDocument>({ campaign, format: CHUNK_FORMAT })
      .sort({ index: 1 })
      .toArray();
    const joined: MatrixChunkDocument[] = [];
    for (const head of heads) {
      if (head.index !== joined.length || !samePlace(head.after, joined.at(-1)?.last ?? null)) break;
      joined.push(head);
    }
    if (joined.length < heads.length) await this.removeFrom(joined.length, 'does not join the one before it');
    return joined;
  }

  /** Whether a chunk is still the one whose head this is. */
  async isThere({ _id, build }: MatrixChunkDocument): Promise<boolean> {
    return (await MatrixChunks.collection.countDocuments({ _id: _id as never, build })) > 0;
  }

  /** Its rows; null where they have to be made again. */
  async read(head: MatrixChunkDocument): Promise<RowBlock | null> {
    if (layoutSignature(this.layout, head.dictionaries.version) !== head.layout)
      return this.#reject(head, 'is laid out otherwise');
    const bytes = new Uint8Array(head.size);
    let filled = 0;
    for (let part = 0; part < head.parts; part += 1) {
      const found = await MatrixChunkParts.collection.findOne<MatrixChunkPartDocument>(
        { _id: partId(head, part) as never },
        { promoteBuffers: true },
      );
      if (!found || filled + found.bytes.byteLength > bytes.byteLength)
        return this.#reject(head, 'has parts missing');
      bytes.set(found.bytes, filled);
      filled += found.bytes.byteLength;
    }
    if (filled !== head.size || (await checksum(bytes)) !== head.checksum)
      return this.#reject(head, 'does not fit its checksum');
    try {
      return decodeBlock({ ...head, bytes });
    } catch (error) {
      if (error instanceof RangeError) return this.#reject(head, 'does not fit its head');
      throw error;
    }
  }

  /** The keys of its responses, 16 bytes each, in the order of its rows; null where the chunk has to be made again. */
  async readIds(head: MatrixChunkDocument): Promise<Uint8Array | null> {
    const found = await MatrixChunkParts.collection.findOne<MatrixChunkPartDocument>(
      { _id: partId(head, 'ids') as never },
      { promoteBuffers: true },
    );
    if (found && (await checksum(found.bytes)) === head.idsChecksum) return found.bytes;
    return this.#reject(head, 'has no ids that fit');
  }

  /** Stores a block as a chunk that is not there yet. */
  async seal(block: IdentifiedBlock, place: BlockPlace): Promise<StoredHead> {
    const head = await this.#write(block, place);
    try {
      await MatrixChunks.collection.insertOne(head as never);
      return { head, isOurs: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return this.#whichCounts(head);
  }

  /** Puts a block in the place of a chunk that was not right, or not full. */
  async replace(old: MatrixChunkDocument, block: IdentifiedBlock, place: BlockPlace): Promise<StoredHead> {
    const head = await this.#write(block, place);
    const filter = { _id: old._id as never, build: old.build };
    const { matchedCount } = await MatrixChunks.collection.replaceOne(filter, head as never);
    if (matchedCount === 0) return this.#whichCounts(head);
    if (old.build !== head.build) await removeParts({ chunk: old._id, build: old.build });
    return { head, isOurs: true };
  }

  /** Another server was first with a chunk: its head counts, and if it is another than ours our parts go. */
  async #whichCounts(head: MatrixChunkDocument): Promise<StoredHead> {
    const first = await MatrixChunks.collection.findOne<MatrixChunkDocument>({ _id: head._id as never });
    if (first?.build === head.build && samePlace(first.last, head.last)) return { head: first, isOurs: true };
    await removeParts({ chunk: head._id, build: head.build });
    return { head: first ?? head, isOurs: false };
  }

  /** Removes this chunk and those after it: their responses are read anew. */
  async removeFrom(index: number, why: string): Promise<void> {
    const { campaign } = this;
    matrixSettings().warn(`matrix chunk ${index} of campaign ${String(campaign)} ${why}: it is made again`);
    const later = { campaign, format: CHUNK_FORMAT, index: { $gte: index } };
    const heads = await MatrixChunks.collection.find<MatrixChunkDocument>(later).toArray();
    // The last first: what is left joins at any moment.
    for (const { _id, build } of heads.sort((a, b) => b.index - a.index)) {
      await MatrixChunks.collection.deleteOne({ _id: _id as never, build });
      await removeParts({ chunk: _id, build });
    }
  }

  /** Removes chunks of formats that are no longer read, and parts that no chunk names. */
  async sweep(): Promise<void> {
    const { campaign } = this;
    const heads = await MatrixChunks.collection
      .find<Pick<MatrixChunkDocument, '_id' | 'format' | 'build' | 'parts'>>(
        { campaign },
        { projection: { format: 1, build: 1, parts: 1 } },
      )
      .toArray();
    for (const { _id, format } of heads) {
      if (format >= CHUNK_FORMAT) continue;
      await MatrixChunks.collection.deleteOne({ _id: _id as never });
      await removeParts({ chunk: _id });
    }
    const builds = new Map(
      heads
        .filter(({ format }) => format >= CHUNK_FORMAT)
        .map(({ _id, build, parts }) => [_id, { build, parts }]),
    );
    const named = [...builds.values()].reduce((sum, { parts }) => sum + parts + 1, 0);
    // Counted by the index alone; to look at the parts costs more, and as a rule none is left over.
    if ((await MatrixChunkParts.collection.countDocuments({ campaign })) === named) return;
    const cursor = MatrixChunkParts.collection.find<Pick<MatrixChunkPartDocument, '_id' | 'chunk' | 'build'>>(
      { campaign, sealedAt: { $lt: new Date(Date.now() - LEFT_OVER_MS) } },
      { projection: { chunk: 1, build: 1 } },
    );
    for await (const { _id, chunk, build } of cursor)
      if (builds.get(chunk)?.build !== build)
        await MatrixChunkParts.collection.deleteOne({ _id: _id as never });
  }

  /** Stores the parts of a block; its head is the caller's to store, which makes them count. */
  async #write(block: IdentifiedBlock, { index, after, last }: BlockPlace): Promise<MatrixChunkDocument> {
    const { bytes, ids, columns, dictionaries, rows } = encodeBlock(block);
    const [dataSum, idsChecksum] = [await checksum(bytes), await checksum(ids)];
    const layout = layoutSignature(this.layout, dictionaries.version);
    if (layout === null) throw new RangeError('a block of a version that the campaign does not have');
    const head: MatrixChunkDocument = {
      _id: `${String(this.campaign)}/${CHUNK_FORMAT}/${index}`,
      campaign: this.campaign,
      format: CHUNK_FORMAT,
      index,
      layout,
      after: after && { storedAt: after.storedAt, id: after.id },
      last: { storedAt: last.storedAt, id: last.id },
      rows,
      dictionaries,
      columns,
      size: bytes.byteLength,
      parts: Math.ceil(bytes.byteLength / PART_BYTES),
      checksum: dataSum,
      idsChecksum,
      build: `${dataSum.slice(0, 16)}${idsChecksum.slice(0, 16)}`,
      sealedAt: new Date(),
    };
    for (let part = 0; part < head.parts; part += 1)
      await storePart(head, part, bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    await storePart(head, 'ids', ids);
    return head;
  }

  #reject({ index }: MatrixChunkDocument, why: string): null {
    matrixSettings().warn(
      `matrix chunk ${index} of campaign ${String(this.campaign)} ${why}: it is made again`,
    );
    return null;
  }
}

const samePlace = (one: ResponsePlace | null, other: ResponsePlace | null): boolean =>
  one === null || other === null ? one === other : comparePlaces(one, other) === 0;

const partId = ({ _id, build }: MatrixChunkDocument, part: number | 'ids'): string =>
  `${_id}/${build}/${part}`;

async function storePart(head: MatrixChunkDocument, part: number | 'ids', bytes: Uint8Array): Promise<void> {
  const document: MatrixChunkPartDocument = {
    _id: partId(head, part),
    chunk: head._id,
    campaign: head.campaign,
    build: head.build,
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    sealedAt: head.sealedAt,
  };
  // Whole, even where one of this id is there: a part that was damaged has the same id as the one that heals it.
  await MatrixChunkParts.collection.replaceOne({ _id: document._id as never }, document as never, {
    upsert: true,
  });
}

const removeParts = (filter: { chunk: string; build?: string }): Promise<unknown> =>
  MatrixChunkParts.collection.deleteMany(filter);

/** SHA-256, computed beside the main thread. */
async function checksum(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)).toString(
    'hex',
  );
}
