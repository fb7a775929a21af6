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
