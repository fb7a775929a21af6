import type { CampaignCodebook } from '../codebook/index.js';
import type { Columns, StratumColumn } from './columns.js';
import { populationMask } from './population-mask.js';
import type { BreakdownRequest } from './request.js';

/** Where each response goes in the table that a request asks for. */
export interface RowSelection {
  readonly categories: StratumColumn['categories'];
  /** Per response: 0 in no category, k for `categories[k - 1]`, `excluded` where the request leaves it out. */
  readonly rows: Uint16Array;
  readonly excluded: number;
  /** Responses that are not excluded. */
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
  const { length } = columns;
  const { categories, places } = placesOf(columns, request);
  const excluded = categories.length + 1;
  const mask = populationMask(columns, codebook, request)(0, length);
  const rows = new Uint16Array(length);
  const by = request.by && columns.strata[request.by].codes;
  let responses = 0;
  for (let index = 0; index < length; index++) {
    const kept = mask[index]!;
    const place = by ? places[by[index]!]! : 0;
    rows[index] = excluded + kept * (place - excluded);
    responses += kept;
  }
  return { categories, rows, excluded, responses };
}

/** The rows of the table, and for each code of the splitting stratum its place among them. */
function placesOf(
  { strata }: Columns,
  { by, filter }: BreakdownRequest,
): { categories: StratumColumn['categories']; places: Uint16Array } {
  if (!by) return { categories: [], places: new Uint16Array(1) };
  const all = strata[by].categories;
  const wanted = filter[by]?.length ? new Set(filter[by]) : null;
  const places = new Uint16Array(all.length + 1);
  const categories = all.filter((category, index) => {
    if (wanted && !wanted.has(category.key)) return false;
    places[index + 1] = 1;
    return true;
  });
  let place = 0;
  for (let code = 1; code < places.length; code++) if (places[code] === 1) places[code] = ++place;
  return { categories, places };
}
