import type { CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import { NUMERIC, type AnswerCounter, type Codes } from './answer-figures.js';
import { countChoices } from './count-choices.js';
import { histogram } from './histogram.js';

export { MULTIPLE, NUMERIC, type CellPlaces, type Codes } from './answer-figures.js';

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
