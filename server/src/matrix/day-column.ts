import type { StratumColumn } from '@duwen/shared/tabulation';
import { localDays } from './local-days.js';
import { enlarged, sharedArray } from './shared-array.js';

/**
 * The local day of submission as a stratum's column. Days appear as responses come in; their codes are always in the order
 * of the days, so a day before one that is known gives the column new codes in a new buffer: readers of the old keep theirs.
 */
export class DayColumn {
  codes: Uint16Array;
  categories: StratumColumn['categories'] = [];
  readonly #dayOf: (moment: number) => string;
  readonly #codeOf = new Map<string, number>();
  #lastDay = '';
  #lastCode = 0;

  constructor(timeZone: string, capacity: number) {
    this.#dayOf = localDays(timeZone);
    this.codes = sharedArray(Uint16Array, capacity);
  }

  /**
   * Sets a row's day.
   *
   * @param submittedAt milliseconds since the epoch
   * @param length rows whose codes are set already
   * @returns whether the categories, and perhaps the buffer, are new ones
   */
  set(index: number, submittedAt: number, length: number): boolean {
    const day = this.#dayOf(submittedAt);
    if (day === this.#lastDay) {
      this.codes[index] = this.#lastCode;
      return false;
    }
    const known = this.#codeOf.get(day);
    const code = known ?? this.#insert(day, length);
    this.#lastDay = day;
    this.#lastCode = code;
    this.codes[index] = code;
    return known === undefined;
  }

  grow(capacity: number): void {
    this.codes = enlarged(this.codes, capacity);
  }

  #insert(day: string, length: number): number {
    const later = this.categories.findIndex(({ key }) => key > day);
    const place = later === -1 ? this.categories.length : later;
    const categories = [...this.categories];
    categories.splice(place, 0, { key: day, label: { zh: day } });
    if (place < this.categories.length) this.#makeRoom(place + 1, length);
    this.categories = categories;
    categories.forEach(({ key }, index) => this.#codeOf.set(key, index + 1));
    return place + 1;
  }

  /** Codes from `code` on become one more. */
  #makeRoom(code: number, length: number): void {
    const codes = enlarged(this.codes, this.codes.length);
    for (let index = 0; index < length; index++) {
      const old = codes[index]!;
      if (old >= code) codes[index] = old + 1;
    }
    this.codes = codes;
  }
}
