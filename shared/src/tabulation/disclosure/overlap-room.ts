import { variableKey } from '../variable.js';
import type { TableTallies } from '../table-tallies.js';
import type { TableGrid } from './table-grid.js';

/** The columns of a several-choice item within one category of each other variable, where they overlap only each other. */
interface Block {
  /** Whether whoever chose the option chose nothing else. */
  readonly exclusive: boolean;
  readonly block: number;
}

/**
 * How far each count may rise where persons overlap between the columns (the first column being their sum): nobody picks
 * an option twice, nor anything beside an exclusive one, and none is in two categories of another variable.
 *
 * @param values counts of a part, row by row
 * @param totals persons per row
 */
export function overlapRoom(
  tallies: TableTallies,
  grid: TableGrid,
  values: Float64Array,
  totals: Float64Array,
): Float64Array {
  const columns = blocksOf(tallies, grid);
  const width = columns.length + 1;
  const room = new Float64Array(values.length).fill(Infinity);
  const blocks = 1 + Math.max(...columns.map(({ block }) => block));
  totals.forEach((total, row) => {
    const apart = new Float64Array(blocks);
    const largest = new Float64Array(blocks);
    columns.forEach(({ exclusive, block }, column) => {
      const value = values[row * width + column + 1]!;
      if (exclusive) apart[block]! += value;
      else largest[block] = Math.max(largest[block]!, value);
    });
    const least = apart.reduce((sum, count, block) => sum + count + largest[block]!, 0);
    columns.forEach(({ exclusive, block }, column) => {
      const edge = row * width + column + 1;
      const beside = exclusive ? least : least - largest[block]! + values[edge]!;
      room[edge] = Math.max(0, total - beside);
    });
  });
  return room;
}

function blocksOf({ request, rows, columns, severalChoice }: TableTallies, { turned }: TableGrid): Block[] {
  const variables = turned ? request.rows : request.columns;
  const place = variables.findIndex(
    (variable) => variableKey(variable) === variableKey({ item: severalChoice!.code }),
  );
  const exclusive = new Set(
    severalChoice!.options.filter((option) => option.exclusive).map(({ value }) => String(value)),
  );
  const blocks = new Map<string, number>();
  return (turned ? rows : columns).map((head) => {
    const others = JSON.stringify(head.filter((_, index) => index !== place).map(({ key }) => key));
    if (!blocks.has(others)) blocks.set(others, blocks.size);
    return { exclusive: exclusive.has(head[place]!.key), block: blocks.get(others)! };
  });
}
