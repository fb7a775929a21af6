import type { Filter } from './filter.js';

/** What a table can be split or filtered by. `day` is the local day of submission, `2019-03-11`. */
export const STRATA = ['group', 'stage', 'educationGroup', 'street', 'unit', 'day'] as const;
export type Stratum = (typeof STRATA)[number];

/** Whose answers a table is made of. */
export interface Population {
  /** Keep only these categories; strata are joined by "and", categories by "or". An empty list keeps everything. */
  readonly filter: Readonly<Partial<Record<Stratum, readonly string[]>>>;
  /** A further condition, joined to `filter` by "and"; absent or null: none. */
  readonly where?: Filter | null;
  /** Leave out responses with a quality flag. */
  readonly quality: 'all' | 'unflagged';
}

/** One question asked of the matrix: the answers to some items, by the categories of one stratum. */
export interface BreakdownRequest extends Population {
  /** Item codes, in the order wanted. */
  readonly items: readonly string[];
  /** The stratum whose categories are the rows; null: only the total. */
  readonly by: Stratum | null;
  /** Whether shares and means stand for the population (post-stratified weights) rather than for those who answered. */
  readonly weighted?: boolean;
}
