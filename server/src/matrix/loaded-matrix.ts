import { Responses } from '../store/responses.js';
import { LoadedRows } from './loaded-rows.js';
import { matrixSettings } from './matrix-settings.js';
import type { MatrixSource } from './matrix-source.js';
import { WithdrawnRows } from './withdrawn-rows.js';

/** Clocks of several servers, and writes that take a while, may lie this far apart: what is newer is looked at again. */
const OVERLAP_MS = 60_000;
/** Most of what is new was stored this long ago at most. */
const LATELY_MS = 4_000;
/** Documents asked for by id in one go. */
const IDS_AT_ONCE = 1000;

/** One campaign's matrix in memory, and what it does to have what was stored. */
export class LoadedMatrix {
  readonly rows: LoadedRows;
  readonly #withdrawn: WithdrawnRows;
  /** Everything stored before this is in, at a full second; 0: nothing has been read yet. */
  #settled = 0;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #isOutdated = false;
  #countedAt = Date.now();

  constructor(readonly source: MatrixSource) {
    this.rows = new LoadedRows(source);
    this.#withdrawn = new WithdrawnRows(source.campaign._id, this.rows);
  }

  /** Whether the first reading has come to its end: a matrix whose first reading broke off is of no use. */
  get complete(): boolean {
    return this.#settled > 0;
  }

  /** Whether it turned out not to hold what the store holds: it is to be opened anew. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  /** Another text whenever other rows are counted; the same on every server. */
  get revision(): string {
    return `${this.rows.columns.length}.${this.#withdrawn.revision}`;
  }

  /** Brings in every response and withdrawal acknowledged before this call. Callers at the same time share one reading. */
  catchUp(): Promise<void> {
    if (!this.#running) return this.#start();
    // The reading under way may have passed what this caller wants to see: one more begins when it ends.
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#start();
      });
    return this.#next;
  }

  /**
   * Keys of the responses that do not count: withdrawn, or with one of some marks.
   * @returns null when the matrix is to be opened anew
   */
  async keysLeftOut(excludedFlags: number): Promise<ReadonlySet<string> | null> {
    const { live, flags, length } = this.rows.columns;
    const rows: number[] = [];
    for (let row = 0; row < length; row++)
      if (live[row] !== 1 || (flags[row]! & excludedFlags) !== 0) rows.push(row);
    const keys = await this.rows.keysOf(rows);
    if (!keys) this.#isOutdated = true;
    return keys;
  }

  #start(): Promise<void> {
    this.#running = this.#read().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #read(): Promise<void> {
    const begun = Date.now();
    const recentSince = begun - 2 * OVERLAP_MS;
    if (this.#settled === 0) {
      await this.rows.open(recentSince);
      // What is left over harms nobody; the next opening tries again.
      this.rows.sweep().catch(() => undefined);
    } else {
      const unknown = await this.#unknownIds(begun);
      for (let at = 0; at < unknown.length; at += IDS_AT_ONCE)
        await this.rows.add(unknown.slice(at, at + IDS_AT_ONCE), recentSince);
    }
    if (!(await this.#withdrawn.catchUp())) this.#isOutdated = true;
    this.#settled = Math.floor((begun - OVERLAP_MS) / 1000) * 1000;
    this.rows.recent.forgetBefore(this.#settled);
    void this.rows.sealMore();
    if (begun - this.#countedAt >= matrixSettings().countEveryMs) this.#countAll(begun);
  }

  /**
   * Ids stored since what is settled that are not in yet. Counting comes first, since an index answers it at once and as a
   * rule there is nothing new. Then the last seconds' ids, while what is older is counted again: only when something came late
   * all ids are looked at.
   */
  async #unknownIds(begun: number): Promise<string[]> {
    const { recent } = this.rows;
    if ((await this.#count(this.#settled)) === recent.count(this.#settled)) return [];
    const lately = Math.max(this.#settled, Math.floor((begun - LATELY_MS) / 1000) * 1000);
    const [older, ids] = await Promise.all([this.#count(this.#settled, lately), this.#idsSince(lately)]);
    const isLate = older !== recent.count(this.#settled, lately);
    const all = isLate ? await this.#idsSince(this.#settled) : ids;
    const unknown = all.filter(({ _id, storedAt }) => !recent.has(_id, storedAt)).map(({ _id }) => _id);
    // Some that were here are gone: somebody removed them from the store by hand.
    if (all.length - unknown.length < recent.count(isLate ? this.#settled : lately)) this.#isOutdated = true;
    return unknown;
  }

  #count(since: number, before?: number): Promise<number> {
    const storedAt = { $gte: new Date(since), ...(before !== undefined && { $lt: new Date(before) }) };
    return Responses.collection.countDocuments({ campaign: this.source.campaign._id, storedAt });
  }

  #idsSince(since: number): Promise<{ _id: string; storedAt: Date }[]> {
    return Responses.collection
      .find<{ _id: string; storedAt: Date }>(
        { campaign: this.source.campaign._id, storedAt: { $gte: new Date(since) } },
        { projection: { storedAt: 1 }, batchSize: 100_000 },
      )
      .toArray();
  }

  /**
   * Counts in the background what is settled, here and in the store. They differ when a response came with a time of storing
   * long past (a clock an hour slow, a restored backup) or was removed by hand: catching up never sees that.
   */
  #countAll(now: number): void {
    this.#countedAt = now;
    const { _id: campaign } = this.source.campaign;
    const before = this.#settled;
    const expected = this.rows.columns.length - this.rows.recent.count(before);
    Responses.collection
      .countDocuments({ campaign, storedAt: { $lt: new Date(before) } })
      .then((stored) => {
        if (stored === expected) return;
        this.#isOutdated = true;
        matrixSettings().warn(
          `the matrix of campaign ${String(campaign)} holds ${expected} settled responses, the store ${stored}: it is opened anew`,
        );
      })
      // The store is away for the moment: the next count tells.
      .catch(() => undefined);
  }
}
