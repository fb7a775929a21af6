import type { Values } from './sample.js';

/**
 * The rows that have a value in every column, as columns; NaN marks a missing value.
 *
 * @param columns of the same length
 */
export function completeCases(columns: readonly Values[]): Float64Array[] {
  const length = columns[0]?.length ?? 0;
  const complete = new Uint8Array(length).fill(1);
  for (const column of columns) {
    for (let i = 0; i < length; i += 1) if (Number.isNaN(column[i]!)) complete[i] = 0;
  }
  const count = complete.reduce((sum, one) => sum + one, 0);
  return columns.map((column) => {
    const kept = new Float64Array(count);
    let next = 0;
    for (let i = 0; i < length; i += 1) if (complete[i]) kept[next++] = column[i]!;
    return kept;
  });
}
