import type { CampaignCodebook } from '../codebook/index.js';
import type { Columns, StratumColumn } from './columns.js';
import { populationMask } from './population-mask.js';
import type { BreakdownRequest } from './request.js';

/** Where each response goes in the table that a request asks for. */
export interface RowSelection {
  readonly categories: StratumColumn['categories'];
  /** Per response 1 where the request keeps it. */
  readonly mask: Uint8Array;
  /** Per response a code, and per code the row: 0 in no category, k for `categories[k - 1]`. */
  readonly by: Uint16Array;
  readonly placeOf: Uint16Array;
  /** Responses that are kept. */
  readonly responses: number;
}

/**
 * Applies the population's conditions once, so that each item's pass is one look-up per response.
 *
 * @throws TabulationError 'unknown-item' or 'unknown-category' for a condition on what the campaign does not have
 */
export function selectRows(
  columns: Columns,
  codebook: CampaignCodebook,
  request: BreakdownRequest,
): RowSelection {
  const mask = populationMask(columns, codebook, request)(0, columns.length);
  let responses = 0;
  for (let index = 0; index < mask.length; index++) responses += mask[index]!;
  return { ...placesOf(columns, request), mask, responses };
}

/** The rows of the table, and for each code of the splitting stratum its place among them. */
function placesOf(
  { strata }: Columns,
  { by, filter }: BreakdownRequest,
): Pick<RowSelection, 'categories' | 'by' | 'placeOf'> {
  const { categories: all, codes } = strata[by ?? 'group'];
  const placeOf = new Uint16Array(all.length + 1);
  if (!by) return { categories: [], by: codes, placeOf };
  const wanted = filter[by]?.length ? new Set(filter[by]) : null;
  const categories = all.filter(({ key }) => !wanted || wanted.has(key));
  let place = 0;
  all.forEach(({ key }, index) => {
    if (!wanted || wanted.has(key)) placeOf[index + 1] = ++place;
  });
  return { categories, by: codes, placeOf };
}
