import type { MatrixChunkDocument, ResponsePlace } from '../store/matrix-chunks.js';
import { countStretches } from './count-stretches.js';
import type { MatrixSource } from './matrix-source.js';
import { matrixSettings } from './matrix-settings.js';
import { comparePlaces, readByIds, readStretch, type ReadResponse } from './read-responses.js';
import { RecentIds } from './recent-ids.js';
import { ResponseColumns } from './response-columns.js';
import { findKey, KEY_BYTES, keyText, responseKey } from './response-key.js';
import { RowBlockBuilder, slicesOf, type IdentifiedBlock, type RowBlock } from './row-block.js';
import { RowIds } from './row-ids.js';
import { SealedChunks } from './sealed-chunks.js';
import { Sealing } from './sealing.js';
import { Turns } from './turns.js';

/** A chunk that was read, and its first row. */
interface ReadChunk {
  readonly head: MatrixChunkDocument;
  readonly from: number;
}

/** Chunks asked for ahead of the one that is being taken in. */
const AHEAD = 2;

/**
 * The rows of one campaign in memory: first from its sealed chunks and the tail behind them, then as responses come in. Which
 * row is whose is known by the chunk's ids, or by `RowIds` for what was read from `responses`.
 */
export class LoadedRows {
  readonly columns: ResponseColumns;
  readonly recent = new RecentIds();
  readonly #chunks: SealedChunks;
  readonly #sealing: Sealing;
  readonly #read: ReadChunk[] = [];
  /** Of the rows behind those of chunks. */
  readonly #ids = new RowIds();
  #chunkRows = 0;

  constructor({ codebook, versions, campaign, units }: MatrixSource) {
    this.columns = new ResponseColumns(codebook, versions, campaign.groups, units, campaign.timeZone);
    this.#chunks = new SealedChunks(campaign._id, this.columns.layout);
    this.#sealing = new Sealing(this.#chunks);
  }

  get bytes(): number {
    return this.columns.bytes + this.#ids.bytes;
  }

  /**
   * Reads all that is there. What was stored since `recentSince` is remembered, since it will be met again.
   */
  async open(recentSince: number): Promise<void> {
    await this.#openChunks();
    this.#chunkRows = this.columns.length;
    const last = this.#read.at(-1)?.head.last ?? null;
    this.#sealing.beginAfter(this.#read.map(({ head }) => head));
    await this.#readTail(last, recentSince);
  }

  /** Reads the responses of these ids. */
  async add(ids: readonly string[], recentSince: number): Promise<void> {
    const builder = this.#builder(ids.length);
    const added: ReadResponse[] = [];
    for await (const response of readByIds(this.#chunks.campaign, ids)) {
      builder.add(response, response.id);
      added.push(response);
    }
    await this.#append(builder.finish());
    // Only now: a reading that breaks off is begun again, with all of them.
    for (const response of added) this.#remember(response, recentSince);
  }

  /** Seals what is old enough; never fails. */
  sealMore(): Promise<void> {
    return this.#sealing.more(this.columns.length);
  }

  /** Removes what no campaign's chunk needs any more. */
  sweep(): Promise<void> {
    return this.#chunks.sweep();
  }

  /**
   * The row of a response.
   * @returns 'unknown' when it is not in yet; 'unreadable' when its chunk cannot tell: the matrix is to be opened anew
   */
  async rowOf(id: string, storedAt: Date): Promise<number | 'unknown' | 'unreadable'> {
    const key = responseKey(id);
    const place = this.#ids.find(key);
    if (place !== -1) return this.#chunkRows + place;
    const chunk = this.#read.find(({ head }) => comparePlaces({ id, storedAt }, head.last) <= 0);
    if (!chunk) return 'unknown';
    const ids = await this.#idsOf(chunk.head);
    if (!ids) return 'unreadable';
    const row = findKey(ids, chunk.head.rows, key);
    return row === -1 ? 'unknown' : chunk.from + row;
  }

  /**
   * The keys of some rows' responses, as texts of their bytes.
   *
   * @param rows in ascending order
   * @returns null when a chunk cannot tell: the matrix is to be opened anew
   */
  async keysOf(rows: readonly number[]): Promise<Set<string> | null> {
    const keys = new Set<string>();
    const turns = new Turns();
    let chunk: { from: number; to: number; ids: Uint8Array } = { from: 0, to: 0, ids: new Uint8Array() };
    for (const [nr, row] of rows.entries()) {
      if (row < this.#chunkRows && row >= chunk.to) {
        const { head, from } = this.#read.find((one) => row < one.from + one.head.rows)!;
        const ids = await this.#idsOf(head);
        if (!ids) return null;
        chunk = { from, to: from + head.rows, ids };
      }
      const place = (row - chunk.from) * KEY_BYTES;
      const key =
        row < this.#chunkRows
          ? chunk.ids.subarray(place, place + KEY_BYTES)
          : this.#ids.at(row - this.#chunkRows);
      keys.add(keyText(key));
      if (nr % 1024 === 0) await turns.rest();
    }
    return keys;
  }

  async #idsOf(head: MatrixChunkDocument): Promise<Uint8Array | null> {
    const ids = await this.#chunks.readIds(head);
    // Where it was made anew meanwhile, it is another's.
    if (!ids && (await this.#chunks.isThere(head)))
      await this.#chunks.removeFrom(head.index, 'cannot tell whose its rows are');
    return ids;
  }

  async #openChunks(): Promise<void> {
    const heads = await this.#chunks.list();
    this.columns.reserve(Math.ceil(1.125 * heads.reduce((sum, { rows }) => sum + rows, 0)));
    const counting = countStretches(
      this.#chunks.campaign,
      heads.map(({ last }) => last),
    );
    counting.catch(() => undefined);
    const reading: Promise<RowBlock | null>[] = [];
    const turns = new Turns();
    for (const [index, head] of heads.entries()) {
      for (const ahead of heads.slice(reading.length, index + 1 + AHEAD)) {
        const block = this.#chunks.read(ahead);
        // Awaited in its turn; a failure must not count as unhandled until then.
        block.catch(() => undefined);
        reading.push(block);
      }
      const block = await reading[index]!;
      const stored = (await counting)[index]!;
      const right = block && stored === head.rows ? { head, block } : await this.#makeAgain(head, stored);
      if (!right) return;
      this.#read.push({ head: right.head, from: this.columns.length });
      for (const slice of slicesOf(right.block)) {
        this.columns.appendBlock(slice);
        await turns.rest();
      }
    }
  }

  /**
   * Makes a chunk from the responses of its stretch. Its ends stay, so that the chunks after it still join.
   * @returns null when it and those after it are gone, and their responses belong to the tail
   */
  async #makeAgain(
    old: MatrixChunkDocument,
    stored: number,
  ): Promise<{ head: MatrixChunkDocument; block: RowBlock } | null> {
    if (stored !== old.rows)
      matrixSettings().warn(
        `matrix chunk ${old.index} of campaign ${String(old.campaign)} has ${old.rows} rows, the store ${stored} responses: it is made again`,
      );
    const responses: ReadResponse[] = [];
    // One that has got twice its size is cut anew.
    if (stored <= 2 * matrixSettings().chunkRows)
      for await (const response of readStretch(old.campaign, old)) responses.push(response);
    if (responses.length === 0) {
      await this.#chunks.removeFrom(old.index, 'has another size than a chunk has');
      return null;
    }
    const builder = this.#builder(responses.length);
    for (const response of responses) builder.add(response, response.id);
    const block = builder.finish();
    const { head, isOurs } = await this.#chunks.replace(old, block, old);
    if (isOurs) return { head, block };
    const others = await this.#chunks.read(head);
    return others && { head, block: others };
  }

  async #readTail(after: ResponsePlace | null, recentSince: number): Promise<void> {
    let builder = this.#builder(matrixSettings().chunkRows);
    for await (const response of readStretch(this.#chunks.campaign, { after })) {
      builder.add(response, response.id);
      this.#remember(response, recentSince);
      if (!builder.isFull) continue;
      const block = builder.finish();
      await this.#append(block);
      await this.#sealing.take(block, response);
      builder = this.#builder(matrixSettings().chunkRows);
    }
    await this.#append(builder.finish());
  }

  #builder(rows: number): RowBlockBuilder {
    return new RowBlockBuilder(this.columns.layout, rows);
  }

  async #append(block: IdentifiedBlock): Promise<void> {
    const turns = new Turns();
    for (const slice of slicesOf(block)) {
      this.columns.appendBlock(slice);
      await turns.rest();
    }
    this.#ids.append(block.ids);
  }

  #remember({ id, storedAt }: ReadResponse, recentSince: number): void {
    if (storedAt.getTime() >= recentSince) this.recent.add(id, storedAt);
  }
}
