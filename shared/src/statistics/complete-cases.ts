import type { Values } from './sample.js';

/**
 * The rows that have a value in every column, as columns; NaN marks a missing value.
 *
 * @param columns of the same length
 */
export function completeCases(columns: readonly Values[]): Float64Array[] {
  const rows: number[] = [];
  const length = columns[0]?.length ?? 0;
  for (let i = 0; i < length; i += 1) if (columns.every((column) => !Number.isNaN(column[i]!))) rows.push(i);
  return columns.map((column) => Float64Array.from(rows, (i) => column[i]!));
}
