import type { ResponsePlace } from '../store/matrix-chunks.js';
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

/** Seals a campaign's responses chunk by chunk, from where its chunks end. */
export class Sealing {
  readonly #chunks: SealedChunks;
  #index = 0;
  #after: ResponsePlace | null = null;
  #sealedRows = 0;
  /** Whether the blocks that the reading of the tail brings still begin where the chunks end. */
  #inStep = true;
  #isRunning = false;
  #lookedAt = 0;

  constructor(chunks: SealedChunks) {
    this.#chunks = chunks;
  }

  /** @param rows how many the chunks hold so far */
  beginAfter(index: number, last: ResponsePlace | null, rows: number): void {
    this.#index = index;
    this.#after = last;
    this.#sealedRows = rows;
  }

  /** Seals the next full block of an ordered reading, where it is old enough; never fails. */
  async take(block: IdentifiedBlock, last: ResponsePlace): Promise<void> {
    if (!this.#inStep) return;
    try {
      this.#inStep =
        last.storedAt.getTime() < Date.now() - SEALED_AFTER_MS && (await this.#seal(block, last));
    } catch (error) {
      this.#inStep = false;
      this.#warn(error);
    }
  }

  /** Seals in the background whatever is old enough by now; never fails. */
  more(rows: number): void {
    const now = Date.now();
    if (this.#isRunning || rows - this.#sealedRows < CHUNK_ROWS || now - this.#lookedAt < EVERY_MS) return;
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
      const stretch = { after: this.#after, before: new Date(Date.now() - SEALED_AFTER_MS) };
      let last: ResponsePlace | null = null;
      for await (const response of readStretch(this.#chunks.campaign, stretch)) {
        builder.add(response, response.id);
        last = response;
        if (builder.isFull) break;
      }
      if (!last || !builder.isFull) return;
      await this.#seal(builder.finish(), last);
    }
  }

  async #hasEnough(): Promise<boolean> {
    const storedAt = {
      ...(this.#after && { $gte: this.#after.storedAt }),
      $lt: new Date(Date.now() - SEALED_AFTER_MS),
    };
    const { campaign } = this.#chunks;
    return (await Responses.collection.countDocuments({ campaign, storedAt })) >= CHUNK_ROWS;
  }

  /** @returns whether it is this block that was sealed, now or by another server before */
  async #seal(block: IdentifiedBlock, { storedAt, id }: ResponsePlace): Promise<boolean> {
    const place = { index: this.#index, after: this.#after, last: { storedAt, id } };
    const { head, isOurs } = await this.#chunks.seal(block, place);
    this.#index += 1;
    this.#after = head.last;
    this.#sealedRows += head.rows;
    return isOurs;
  }

  #warn(error: unknown): void {
    const reason = error instanceof Error ? error.name : 'unknown';
    matrixSettings().warn(
      `matrix chunk ${this.#index} of campaign ${String(this.#chunks.campaign)} could not be sealed (${reason}); it is tried again`,
    );
  }
}
