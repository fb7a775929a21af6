import type { Types } from 'mongoose';
import { Withdrawals, type WithdrawalDocument } from '../store/withdrawals.js';
import type { LoadedRows } from './loaded-rows.js';
import { responseKey } from './response-key.js';

/** Clocks of several servers, and writes that take a while, may lie this far apart. */
const OVERLAP_MS = 60_000;

type Change = Pick<WithdrawalDocument, '_id' | 'storedAt' | 'withdrawn'>;

/** Which of a campaign's rows were withdrawn, caught up by the time of the last change. */
export class WithdrawnRows {
  readonly #campaign: Types.ObjectId;
  readonly #rows: LoadedRows;
  readonly #withdrawn = new Set<string>();
  /** Withdrawn, but not met in the matrix so far. */
  readonly #awaited = new Map<string, Change>();
  #settled = 0;
  #digest = 0;

  constructor(campaign: Types.ObjectId, rows: LoadedRows) {
    this.#campaign = campaign;
    this.#rows = rows;
  }

  /** Another text when other responses are withdrawn; the same on every server. */
  get revision(): string {
    return `${this.#withdrawn.size}${this.#withdrawn.size === 0 ? '' : `-${(this.#digest >>> 0).toString(36)}`}`;
  }

  /**
   * Brings in every withdrawal, and every one undone, that was acknowledged before this call.
   * @returns false when rows could not be told apart: the matrix is to be opened anew
   */
  async catchUp(): Promise<boolean> {
    const begun = Date.now();
    const changes = await Withdrawals.collection
      .find<Change>(
        {
          campaign: this.#campaign,
          ...(this.#settled > 0 && { changedAt: { $gte: new Date(this.#settled) } }),
        },
        { projection: { storedAt: 1, withdrawn: 1 } },
      )
      .toArray();
    for (const change of [...this.#awaited.values(), ...changes])
      if (!(await this.#apply(change))) return false;
    this.#settled = begun - OVERLAP_MS;
    return true;
  }

  async #apply(change: Change): Promise<boolean> {
    const { _id: id, withdrawn, storedAt } = change;
    const isKnown = this.#withdrawn.has(id) === withdrawn && !this.#awaited.has(id);
    if (isKnown) return true;
    const row = await this.#rows.rowOf(id, storedAt);
    if (row === 'unreadable') return false;
    if (row === 'unknown' && withdrawn) this.#awaited.set(id, change);
    else this.#awaited.delete(id);
    if (this.#withdrawn.has(id) !== withdrawn) this.#note(id, withdrawn);
    if (row !== 'unknown') this.#rows.columns.setLive(row, !withdrawn);
    return true;
  }

  #note(id: string, withdrawn: boolean): void {
    if (withdrawn) this.#withdrawn.add(id);
    else this.#withdrawn.delete(id);
    this.#digest ^= responseKey(id).readInt32LE();
  }
}
