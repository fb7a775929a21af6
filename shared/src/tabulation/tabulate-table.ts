import type { CampaignCodebook } from '../codebook/index.js';
import type { Columns } from './columns.js';
import { joinTable } from './join-table.js';
import { countTable } from './table-counts.js';
import { planTable } from './table-plan.js';
import type { TableRequest } from './table-request.js';
import type { TableTallies } from './table-tallies.js';

/**
 * Counts a table of any variables by any others.
 *
 * @param columns the campaign's responses
 * @param codebook the items that the codes stand for; an item without a column was asked of nobody
 * @returns exact counts, before disclosure control
 * @throws TabulationError for an item or category that the campaign does not have, for a numeric or text item among rows or
 *   columns, a second item with several choices, a measure that its item does not have, and too large a table
 */
export function tabulateTable(
  columns: Columns,
  codebook: CampaignCodebook,
  request: TableRequest,
): TableTallies {
  const plan = planTable(columns, codebook, request);
  return joinTable(plan, [countTable(plan)]);
}
