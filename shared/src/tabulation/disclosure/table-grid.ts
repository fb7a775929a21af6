import { variableKey } from '../variable.js';
import type { TableTallies } from '../table-tallies.js';

/**
 * A row or column of a grid: a place among the table's (the number of heads stands for the total), those of the total who
 * are in none of the others, or, where persons overlap, the plain sum of the others.
 */
export type Line = number | 'rest' | 'sum';

/** Figures that add up: the lines of `rows` but the last to the last one, those of `columns` but the first to the first one. */
export interface GridPart {
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
}

/**
 * A table laid out so that it adds up. Where persons overlap between the options of a several-choice item, these stand in
 * the columns, and the totals of the rows are a part of their own.
 */
export interface TableGrid {
  readonly rows: number;
  readonly columns: number;
  /** Whether the grid's rows are the table's columns. */
  readonly turned: boolean;
  /** Whether a person may be in several columns. */
  readonly overlap: boolean;
  readonly parts: readonly GridPart[];
}

/** Lays out a table. */
export function tableGrid({ request, rows, columns, persons, severalChoice }: TableTallies): TableGrid {
  const several = severalChoice && variableKey({ item: severalChoice.code });
  const overlapsIn = (variables: typeof request.rows): boolean =>
    several !== null && variables.some((variable) => variableKey(variable) === several);
  const overlap = overlapsIn(request.rows) || overlapsIn(request.columns);
  // Where nothing overlaps it is all the same, and fewer columns are quicker.
  const turned = overlap ? overlapsIn(request.rows) : columns.length > rows.length;
  const [down, across] = turned ? [columns.length, rows.length] : [rows.length, columns.length];
  const grid = { rows: down, columns: across, turned, overlap };
  const at = (row: number, column: number): number => persons[cellOf(grid, row, column)]!;
  const unplaced = down > 0 && sum(down, (row) => at(row, across)) < at(down, across);
  const downwards: Line[] = [...Array(down).keys(), ...(unplaced ? (['rest'] as const) : []), down];
  if (across === 0) return { ...grid, parts: [{ rows: downwards, columns: [0] }] };
  const everyColumn: Line[] = [...Array(across).keys()];
  if (overlap) {
    return {
      ...grid,
      parts: [
        { rows: downwards, columns: ['sum', ...everyColumn] },
        { rows: downwards, columns: [across] },
      ],
    };
  }
  const lines = [...Array(down + 1).keys()];
  const apart = lines.some((row) => sum(across, (column) => at(row, column)) < at(row, across));
  return {
    ...grid,
    parts: [{ rows: downwards, columns: [across, ...everyColumn, ...(apart ? (['rest'] as const) : [])] }],
  };
}

/** The place of a grid's cell in the arrays of the table's tallies. */
export const cellOf = (
  { rows, columns, turned }: Omit<TableGrid, 'parts'>,
  row: number,
  column: number,
): number => (turned ? column * (rows + 1) + row : row * (columns + 1) + column);

/** The place in the tallies of each figure of a part, row by row; −1 for what the table does not show. */
export function placesOf(grid: TableGrid, { rows, columns }: GridPart): Int32Array {
  return Int32Array.from(
    rows.flatMap((row) =>
      columns.map((column) =>
        typeof row === 'number' && typeof column === 'number' ? cellOf(grid, row, column) : -1,
      ),
    ),
  );
}

/** Figures of the tallies as a part of the grid has them, row by row. */
export function figuresIn(grid: TableGrid, part: GridPart, figures: ArrayLike<number>): Float64Array {
  const { rows, columns } = part;
  const inPart = new Float64Array(rows.length * columns.length);
  /** The rest's row: the total's less all others. */
  const left = new Float64Array(columns.length);
  const fill = (row: number, of: number): void => {
    let inColumns = 0;
    for (let column = 0; column < grid.columns; column++) inColumns += figures[cellOf(grid, of, column)]!;
    columns.forEach((column, place) => {
      inPart[row * columns.length + place] =
        typeof column === 'number'
          ? figures[cellOf(grid, of, column)]!
          : column === 'sum'
            ? inColumns
            : figures[cellOf(grid, of, grid.columns)]! - inColumns;
    });
  };
  rows.forEach((row, index) => {
    if (typeof row !== 'number') return;
    fill(index, row);
    const sign = row === grid.rows ? 1 : -1;
    for (let place = 0; place < left.length; place++)
      left[place]! += sign * inPart[index * left.length + place]!;
  });
  const rest = rows.indexOf('rest');
  if (rest >= 0) inPart.set(left, rest * left.length);
  return inPart;
}

function sum(count: number, figure: (index: number) => number): number {
  let total = 0;
  for (let index = 0; index < count; index++) total += figure(index);
  return total;
}
