import type { CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import { MULTIPLE, type AnswerCounter, type CellPlaces, type Codes } from './answer-figures.js';

/** Cells up to which a code's two bytes are counted each in a table of its own, of 256 counts a cell. */
const MOST_CELLS_BY_BYTE = 1 << 14;

/**
 * Persons per option; whoever chose only "don't know" options counts as dontKnow, not in n.
 *
 * A response is three increments, however many options there are: what it is (missing, "don't know", valid), and each byte of
 * its code. The options are told apart afterwards, once per cell and byte that occurred.
 */
export function countChoices(item: CampaignItem, codes: Codes, cells: number): AnswerCounter {
  const width = MULTIPLE.firstOption + item.options.length;
  const kindOf = kinds(item);
  const kindCounts = new Uint32Array((cells + 1) * 4);
  const options =
    cells < MOST_CELLS_BY_BYTE ? new BytewiseChoices(item, cells) : new DirectChoices(item, cells);
  return {
    add(places, from) {
      const run = codes.subarray(from, from + places.length);
      for (let index = 0; index < places.length; index++)
        kindCounts[places[index]! * 4 + kindOf[run[index]!]!]!++;
      options.add(run, places);
    },
    result() {
      const figures = new Uint32Array(cells * width);
      for (let cell = 0; cell < cells; cell++) {
        for (const kind of [MULTIPLE.missing, MULTIPLE.dontKnow, MULTIPLE.n])
          figures[cell * width + kind] = kindCounts[cell * 4 + kind]!;
        for (let option = 0; option < item.options.length; option++)
          figures[cell * width + MULTIPLE.firstOption + option] = options.count(cell, option);
      }
      return { width, figures };
    },
  };
}

const NOT_COUNTED = 3;

/** Per code whether it is missing, "don't know" or valid; not asked is none of them. */
function kinds({ options }: CampaignItem): Uint8Array {
  const size = 2 << options.length;
  const kindOf = new Uint8Array(size).fill(MULTIPLE.dontKnow);
  options.forEach(({ missing }, option) => {
    if (missing) return;
    for (let code = FIRST_CODE; code < size; code++)
      if ((code >> (option + 1)) & 1) kindOf[code] = MULTIPLE.n;
  });
  kindOf[0] = NOT_COUNTED;
  kindOf[NO_ANSWER] = MULTIPLE.missing;
  return kindOf;
}

interface Choices {
  add(codes: Codes, places: CellPlaces): void;
  /** Persons of a cell who chose an option. */
  count(cell: number, option: number): number;
}

class BytewiseChoices implements Choices {
  readonly #low: Uint32Array;
  readonly #high: Uint32Array | null;

  constructor({ options }: CampaignItem, cells: number) {
    this.#low = new Uint32Array((cells + 1) * 256);
    // The lowest bit says "asked": seven options fit into the lower byte.
    this.#high = options.length > 7 ? new Uint32Array((cells + 1) * 256) : null;
  }

  add(codes: Codes, places: CellPlaces): void {
    const low = this.#low;
    const high = this.#high;
    for (let index = 0; index < places.length; index++) low[(places[index]! << 8) | (codes[index]! & 255)]!++;
    if (high)
      for (let index = 0; index < places.length; index++)
        high[(places[index]! << 8) | (codes[index]! >> 8)]!++;
  }

  count(cell: number, option: number): number {
    const counts = option < 7 ? this.#low : this.#high!;
    const bit = (option + 1) & 7;
    let sum = 0;
    for (let byte = 1 << bit; byte < 256; byte = (byte + 1) | (1 << bit)) sum += counts[(cell << 8) | byte]!;
    return sum;
  }
}

class DirectChoices implements Choices {
  readonly #width: number;
  readonly #counts: Uint32Array;

  constructor({ options }: CampaignItem, cells: number) {
    this.#width = options.length;
    this.#counts = new Uint32Array((cells + 1) * this.#width);
  }

  add(codes: Codes, places: CellPlaces): void {
    const counts = this.#counts;
    for (let index = 0; index < places.length; index++) {
      const base = places[index]! * this.#width;
      for (let bits = codes[index]! >> 1; bits > 0; bits &= bits - 1)
        counts[base + 31 - Math.clz32(bits & -bits)]!++;
    }
  }

  count(cell: number, option: number): number {
    return this.#counts[cell * this.#width + option]!;
  }
}
