import type { Columns, StratumColumn } from './columns.js';
import { STRATA, type BreakdownRequest, type Stratum } from './request.js';
import { TabulationError } from './tabulation-error.js';

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
 * Applies filter, quality and withdrawal once, so that each item's pass is one look-up per response.
 *
 * @throws TabulationError 'unknown-category' for a filter category that its stratum does not have
 */
export function selectRows(columns: Columns, request: BreakdownRequest): RowSelection {
  const { length, live, flags } = columns;
  const { categories, places } = placesOf(columns, request);
  const excluded = categories.length + 1;
  const rows = new Uint16Array(length);
  const by = request.by && columns.strata[request.by].codes;
  const unflaggedOnly = request.quality === 'unflagged';
  const kept = keptBy(columns, request);
  let responses = 0;
  for (let index = 0; index < length; index++) {
    let keep = live[index] === 1 && !(unflaggedOnly && flags[index] !== 0);
    for (const { codes, keeps } of kept) keep &&= keeps[codes[index]!] === 1;
    rows[index] = keep ? (by ? places[by[index]!]! : 0) : excluded;
    if (keep) responses += 1;
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

function keptBy(columns: Columns, { filter }: BreakdownRequest): { codes: Uint16Array; keeps: Uint8Array }[] {
  return STRATA.filter((stratum) => filter[stratum]?.length).map((stratum) => ({
    codes: columns.strata[stratum].codes,
    keeps: keepsOf(columns.strata[stratum], stratum, filter[stratum]!),
  }));
}

/** Per code of a stratum, 1 where one of the filter's categories. */
function keepsOf(column: StratumColumn, stratum: Stratum, keys: readonly string[]): Uint8Array {
  const keeps = new Uint8Array(column.categories.length + 1);
  const codeOf = new Map(column.categories.map(({ key }, index) => [key, index + 1]));
  for (const key of keys) {
    const code = codeOf.get(key);
    if (code === undefined) throw new TabulationError('unknown-category', key, stratum);
    keeps[code] = 1;
  }
  return keeps;
}
