import type { MatrixChunkDocument, ResponsePlace } from '../store/matrix-chunks.js';
import { Responses } from '../store/responses.js';
import { matrixSettings } from './matrix-settings.js';
import { readStretch } from './read-responses.js';
import { RowBlockBuilder, type IdentifiedBlock } from './row-block.js';
import type { SealedChunks } from './sealed-chunks.js';

/**
 * Seals a campaign's responses chunk by chunk, from where its full chunks end. The last chunk may hold fewer rows than the
 * others, so that little is left to be read one by one; it is made anew until it is full.
 */
export class Sealing {
  readonly #chunks: SealedChunks;
  /** Of the chunk that is being filled. */
  #index = 0;
  #after: ResponsePlace | null = null;
  /** What it holds so far; null: nothing, and it is not there yet. */
  #open: MatrixChunkDocument | null = null;
  #sealedRows = 0;
  /** Whether the blocks that the reading of the tail brings begin where the full chunks end. */
  #inStep = true;
  #running: Promise<void> | null = null;
  #lookedAt = 0;

  constructor(chunks: SealedChunks) {
    this.#chunks = chunks;
  }

  /** Begins behind the chunks that are there, in order. */
  beginAfter(heads: readonly MatrixChunkDocument[]): void {
    for (const head of heads) this.#goOn(head);
    this.#inStep = this.#open === null;
  }

  /** Seals the next full block of an ordered reading, where it is old enough; never fails. */
  async take(block: IdentifiedBlock, last: ResponsePlace): Promise<void> {
    this.#inStep &&= last.storedAt.getTime() < Date.now() - matrixSettings().sealedAfterMs;
    if (!this.#inStep) return;
    try {
      this.#inStep = await this.#seal(block, last);
    } catch (error) {
      this.#inStep = false;
      this.#warn(error);
    }
  }

  /**
   * Seals whatever is old enough by now, where it is enough and it is time to look.
   * @returns when that is done; never fails
   */
  more(rows: number): Promise<void> {
    if (this.#running) return this.#running;
    const { extendedBy, lookEveryMs } = matrixSettings();
    const now = Date.now();
    if (rows - this.#sealedRows < extendedBy || now - this.#lookedAt < lookEveryMs) return Promise.resolve();
    this.#lookedAt = now;
    this.#running = this.#sealMore()
      .catch((error: unknown) => this.#warn(error))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  async #sealMore(): Promise<void> {
    while (await this.#hasEnough()) {
      const builder = new RowBlockBuilder(this.#chunks.layout, matrixSettings().chunkRows);
      let last: ResponsePlace | null = null;
      for await (const response of readStretch(this.#chunks.campaign, this.#settled)) {
        builder.add(response, response.id);
        last = response;
        if (builder.isFull) break;
      }
      if (!last) return;
      await this.#seal(builder.finish(), last);
    }
  }

  get #settled() {
    return { after: this.#after, before: new Date(Date.now() - matrixSettings().sealedAfterMs) };
  }

  async #hasEnough(): Promise<boolean> {
    const { after, before } = this.#settled;
    const storedAt = { ...(after && { $gte: after.storedAt }), $lt: before };
    const stored = await Responses.collection.countDocuments({ campaign: this.#chunks.campaign, storedAt });
    const { chunkRows, extendedBy } = matrixSettings();
    return stored >= Math.min(chunkRows, (this.#open?.rows ?? 0) + extendedBy);
  }

  /** @returns whether it is this block that was sealed, now or by another server before */
  async #seal(block: IdentifiedBlock, { storedAt, id }: ResponsePlace): Promise<boolean> {
    const place = { index: this.#index, after: this.#after, last: { storedAt, id } };
    const { head, isOurs } = this.#open
      ? await this.#chunks.replace(this.#open, block, place)
      : await this.#chunks.seal(block, place);
    this.#goOn(head);
    return isOurs;
  }

  #goOn(head: MatrixChunkDocument): void {
    this.#sealedRows += head.rows - (this.#open?.rows ?? 0);
    const isFull = head.rows >= matrixSettings().chunkRows;
    this.#open = isFull ? null : head;
    if (!isFull) return;
    this.#index = head.index + 1;
    this.#after = head.last;
  }

  #warn(error: unknown): void {
    const reason = error instanceof Error ? error.name : 'unknown';
    matrixSettings().warn(
      `matrix chunk ${this.#index} of campaign ${String(this.#chunks.campaign)} could not be sealed (${reason}); it is tried again`,
    );
  }
}
