import type { GridPart, TableGrid } from './table-grid.js';

/** What is lost by withholding a figure; only proportions matter. A total is missed more than a cell. */
const CELL = 10;
const LINE_TOTAL = 4000;
const GRAND_TOTAL = 1_000_000;
/** Those in no row or column are not printed here, but another table may print them. */
const REST_FACTOR = 20;

/**
 * The cost of withholding each figure of a part; of two alike, that of the smaller.
 *
 * @param total whether the number of all persons may be withheld at all
 */
export function gridCosts(
  persons: Float64Array,
  grid: TableGrid,
  { rows, columns }: GridPart,
  total: boolean,
): Float64Array {
  return persons.map((count, edge) => {
    const row = rows[Math.floor(edge / columns.length)]!;
    const column = columns[edge % columns.length]!;
    if (count === 0 || column === 'sum') return Infinity;
    const ofRows = row === grid.rows;
    const ofColumns = column === grid.columns;
    if (ofRows && ofColumns) return total ? GRAND_TOTAL : Infinity;
    const rest = row === 'rest' || column === 'rest' ? REST_FACTOR : 1;
    return (ofRows || ofColumns ? LINE_TOTAL : CELL) * rest * (1 + Math.log2(1 + count) / 8);
  });
}
