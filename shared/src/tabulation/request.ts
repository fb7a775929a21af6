/** What a table can be split or filtered by. */
export const STRATA = ['group', 'stage', 'educationGroup', 'street', 'unit'] as const;
export type Stratum = (typeof STRATA)[number];

/** One question asked of the matrix. */
export interface BreakdownRequest {
  /** Item codes, in the order wanted. */
  readonly items: readonly string[];
  /** The stratum whose categories are the rows; null: only the total. */
  readonly by: Stratum | null;
  /** Keep only these categories; strata are joined by "and", categories by "or". */
  readonly filter: Readonly<Partial<Record<Stratum, readonly string[]>>>;
  /** Leave out responses with a quality flag. */
  readonly quality: 'all' | 'unflagged';
}
