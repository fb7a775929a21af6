import { failure, success, type Outcome } from './outcome.js';

export interface TableMargins {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly total: number;
}

/**
 * Row and column sums of a table of counts of at least 2 × 2 without empty margins.
 * Fails as `chiSquared` documents.
 */
export function tableMargins(table: readonly (readonly number[])[]): Outcome<TableMargins> {
  const width = table[0]?.length ?? 0;
  if (table.length < 2 || width < 2) return failure('tooFewGroups');
  if (table.some((row) => row.length !== width)) return failure('differentLengths');
  if (table.some((row) => row.some((count) => !Number.isFinite(count) || count < 0)))
    return failure('invalidValue');
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = table[0]!.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const total = rows.reduce((sum, count) => sum + count, 0);
  if (total === 0) return failure('noData');
  if (rows.includes(0) || columns.includes(0)) return failure('emptyCategory');
  return success({ rows, columns, total });
}
