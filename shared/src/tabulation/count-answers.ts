import type { CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import type { ClusterCounts } from './tallies.js';

export type Codes = Uint8Array | Uint16Array;

/** What the figures of a cluster cell are, for kinds whose figures are no plain histogram of codes. */
export const MULTIPLE = { missing: 0, dontKnow: 1, n: 2, firstOption: 3 } as const;
export const NUMERIC = { missing: 0, n: 1, sum: 2, squares: 3, width: 4 } as const;

/**
 * Counts an item's answers per cell: the pass over all responses that everything else is made from.
 *
 * @param codes the item's column
 * @param places per response the index of its cell; `cells` for those left out
 * @param cells how many there are
 */
export function countAnswers(
  item: CampaignItem,
  codes: Codes,
  places: Uint16Array | Uint32Array,
  cells: number,
): ClusterCounts {
  switch (item.kind) {
    case 'single':
      return histogram(codes, places, cells, FIRST_CODE + item.options.length);
    case 'text':
      return histogram(codes, places, cells, FIRST_CODE + 1);
    case 'multiple':
      return countChoices(item, codes, places, cells);
    case 'numeric':
      return sumNumbers(codes, places, cells);
  }
}

/** Responses per cell and code. Those left out fall into a last cell that nobody reads, so the loop has no branch. */
export function histogram(
  codes: Codes,
  places: Uint16Array | Uint32Array,
  cells: number,
  width: number,
): ClusterCounts {
  const figures = new Uint32Array((cells + 1) * width);
  for (let index = 0; index < places.length; index++) {
    const place = places[index]! * width + codes[index]!;
    figures[place] = figures[place]! + 1;
  }
  return { width, figures: figures.subarray(0, cells * width) };
}

/** Persons per option; whoever chose only "don't know" options counts as dontKnow, not in n. */
function countChoices(
  { options }: CampaignItem,
  codes: Codes,
  places: Uint16Array | Uint32Array,
  cells: number,
): ClusterCounts {
  let validBits = 0;
  options.forEach((option, index) => (validBits |= option.missing ? 0 : 2 << index));
  const width = MULTIPLE.firstOption + options.length;
  const figures = new Uint32Array((cells + 1) * width);
  for (let index = 0; index < places.length; index++) {
    const code = codes[index]!;
    if (code === 0) continue;
    const base = places[index]! * width;
    const kind =
      code === NO_ANSWER ? MULTIPLE.missing : (code & validBits) === 0 ? MULTIPLE.dontKnow : MULTIPLE.n;
    figures[base + kind] = figures[base + kind]! + 1;
    for (let option = 0; option < options.length; option++) {
      const place = base + MULTIPLE.firstOption + option;
      figures[place] = figures[place]! + ((code >> (option + 1)) & 1);
    }
  }
  return { width, figures: figures.subarray(0, cells * width) };
}

function sumNumbers(codes: Codes, places: Uint16Array | Uint32Array, cells: number): ClusterCounts {
  const { width } = NUMERIC;
  const figures = new Float64Array((cells + 1) * width);
  for (let index = 0; index < places.length; index++) {
    const code = codes[index]!;
    const base = places[index]! * width;
    if (code === NO_ANSWER) figures[base + NUMERIC.missing]! += 1;
    if (code < FIRST_CODE) continue;
    const value = code - FIRST_CODE;
    figures[base + NUMERIC.n]! += 1;
    figures[base + NUMERIC.sum]! += value;
    figures[base + NUMERIC.squares]! += value * value;
  }
  return { width, figures: figures.subarray(0, cells * width) };
}
