import type { CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import { countChoices } from './count-choices.js';
import { histogram } from './histogram.js';
import type { ClusterCounts } from './tallies.js';

export type Codes = Uint8Array | Uint16Array;
/** Per response the index of its cell: of two bytes where there are few cells, which the caches thank. */
export type CellPlaces = Uint16Array | Uint32Array;

/** What the figures of a cluster cell are, for kinds whose figures are no plain histogram of codes. */
export const MULTIPLE = { missing: 0, dontKnow: 1, n: 2, firstOption: 3 } as const;
export const NUMERIC = { missing: 0, n: 1, sum: 2, squares: 3, width: 4 } as const;

/** Counts one item's answers, a run of responses at a time. */
export interface AnswerCounter {
  /**
   * @param places of the run's responses; `cells` for those left out
   * @param from the run's first response in the item's column
   */
  add(places: CellPlaces, from: number): void;
  result(): ClusterCounts;
}

/**
 * Counts an item's answers per cell: the pass over all responses that everything else is made from.
 *
 * @param codes the item's column
 * @param cells how many cells there are
 */
export function answerCounter(item: CampaignItem, codes: Codes, cells: number): AnswerCounter {
  switch (item.kind) {
    case 'single':
      return histogram(codes, cells, FIRST_CODE + item.options.length);
    case 'text':
      return histogram(codes, cells, FIRST_CODE + 1);
    case 'multiple':
      return countChoices(item, codes, cells);
    case 'numeric':
      return sumNumbers(codes, cells);
  }
}

function sumNumbers(codes: Codes, cells: number): AnswerCounter {
  const { width } = NUMERIC;
  const figures = new Float64Array((cells + 1) * width);
  return {
    add(places, from) {
      for (let index = 0; index < places.length; index++) {
        const code = codes[from + index]!;
        const base = places[index]! * width;
        const answered = +(code >= FIRST_CODE);
        const value = answered * (code - FIRST_CODE);
        figures[base + NUMERIC.missing]! += +(code === NO_ANSWER);
        figures[base + NUMERIC.n]! += answered;
        figures[base + NUMERIC.sum]! += value;
        figures[base + NUMERIC.squares]! += value * value;
      }
    },
    result: () => ({ width, figures: figures.subarray(0, cells * width) }),
  };
}
