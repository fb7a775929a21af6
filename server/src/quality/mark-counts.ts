import { setImmediate } from 'node:timers/promises';
import type { Columns } from '@duwen/shared/tabulation';

/** Responses looked at in one go; then others get their turn. */
const SLICE = 262_144;
/** As many sets of marks as a byte has. */
const SETS = 256;

/** How many responses have which marks, by respondent group. Withdrawn ones are not among them. */
export class MarkCounts {
  /** Per set of marks: those without a group, then those of each group. */
  readonly #counts: Float64Array;
  readonly #width: number;

  private constructor(groups: number) {
    this.#width = groups + 1;
    this.#counts = new Float64Array(SETS * this.#width);
  }

  static async of({ length, live, flags, strata }: Columns): Promise<MarkCounts> {
    const counts = new MarkCounts(strata.group.categories.length);
    const { codes } = strata.group;
    for (let from = 0; from < length; from += SLICE) {
      if (from > 0) await setImmediate();
      for (let row = from; row < Math.min(length, from + SLICE); row += 1) {
        if (live[row] !== 1) continue;
        const cell = flags[row]! * counts.#width + codes[row]!;
        counts.#counts[cell] = counts.#counts[cell]! + 1;
      }
    }
    return counts;
  }

  /** Responses whose marks are as wanted. */
  count(wanted: (marks: number) => boolean): number {
    let sum = 0;
    for (let marks = 0; marks < SETS; marks += 1)
      if (wanted(marks))
        for (let group = 0; group < this.#width; group += 1)
          sum += this.#counts[marks * this.#width + group]!;
    return sum;
  }

  /** The same by group, in the order of the campaign's groups. */
  byGroup(wanted: (marks: number) => boolean): number[] {
    return Array.from({ length: this.#width - 1 }, (_, group) => {
      let sum = 0;
      for (let marks = 0; marks < SETS; marks += 1)
        if (wanted(marks)) sum += this.#counts[marks * this.#width + group + 1]!;
      return sum;
    });
  }
}
