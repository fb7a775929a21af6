import type { MatrixChunkDocument, ResponsePlace } from '../store/matrix-chunks.js';
import { Responses } from '../store/responses.js';
import { matrixSettings } from './matrix-settings.js';
import { readStretch } from './read-responses.js';
import { RowBlockBuilder, type IdentifiedBlock } from './row-block.js';
import { CHUNK_ROWS, type SealedChunks } from './sealed-chunks.js';

/**
 * What was stored less long ago than this is not sealed: by then every write has come to its end, and the clocks of servers
 * that differ by a minute do not matter. What comes later still is found by its count (docs/decisions/0008).
 */
const SEALED_AFTER_MS = 600_000;
/** Between two looks whether there is enough to seal. */
const EVERY_MS = 60_000;
/** The last chunk is made anew, with what came since, when this many rows came. */
const EXTENDED_BY = 8_192;

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
  #isRunning = false;
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
    this.#inStep &&= last.storedAt.getTime() < Date.now() - SEALED_AFTER_MS;
    if (!this.#inStep) return;
    try {
      this.#inStep = await this.#seal(block, last);
    } catch (error) {
      this.#inStep = false;
      this.#warn(error);
    }
  }

  /** Seals in the background whatever is old enough by now; never fails. */
  more(rows: number): void {
    const now = Date.now();
    const isEarly = rows - this.#sealedRows < EXTENDED_BY || now - this.#lookedAt < EVERY_MS;
    if (this.#isRunning || isEarly) return;
    this.#isRunning = true;
    this.#lookedAt = now;
    this.#sealMore()
      .catch((error: unknown) => this.#warn(error))
      .finally(() => {
        this.#isRunning = false;
      });
  }

  async #sealMore(): Promise<void> {
    while (await this.#hasEnough()) {
      const builder = new RowBlockBuilder(this.#chunks.layout, CHUNK_ROWS);
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
    return { after: this.#after, before: new Date(Date.now() - SEALED_AFTER_MS) };
  }

  async #hasEnough(): Promise<boolean> {
    const { after, before } = this.#settled;
    const storedAt = { ...(after && { $gte: after.storedAt }), $lt: before };
    const stored = await Responses.collection.countDocuments({ campaign: this.#chunks.campaign, storedAt });
    return stored >= Math.min(CHUNK_ROWS, (this.#open?.rows ?? 0) + EXTENDED_BY);
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
    const isFull = head.rows >= CHUNK_ROWS;
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
