import { variableKey } from '../variable.js';
import type { TableTallies } from '../table-tallies.js';
import type { TableGrid } from './table-grid.js';

/** The columns of a several-choice item within one category of each other variable, where they overlap only each other. */
interface Block {
  /** Whether whoever chose the option chose nothing else. */
  readonly exclusive: boolean;
  readonly block: number;
}

/** What persons who overlap between the columns of a grid can do: the first column of a part is their sum. */
export class Overlap {
  readonly #columns: readonly Block[];
  readonly #blocks: number;

  constructor(tallies: TableTallies, grid: TableGrid) {
    this.#columns = blocksOf(tallies, grid);
    this.#blocks = 1 + Math.max(...this.#columns.map(({ block }) => block));
  }

  /** How many persons there must be in a row of such counts: nobody is in two blocks, nor picks an option twice. */
  readonly leastPersons = (counts: Float64Array): number => {
    const { apart, largest } = this.#needs(counts);
    return apart.reduce((sum, count, block) => sum + count + largest[block]!, 0);
  };

  /**
   * How far each count may rise among as many persons: nobody picks an option twice, nor anything beside an exclusive one.
   *
   * @param values counts, row by row
   * @param totals persons per row
   */
  room(values: Float64Array, totals: Float64Array): Float64Array {
    const width = this.#columns.length + 1;
    const room = new Float64Array(values.length).fill(Infinity);
    totals.forEach((total, row) => {
      const { apart, largest } = this.#needs(values.subarray(row * width, (row + 1) * width));
      const least = apart.reduce((sum, count, block) => sum + count + largest[block]!, 0);
      this.#columns.forEach(({ exclusive, block }, column) => {
        const edge = row * width + column + 1;
        const beside = exclusive ? least : least - largest[block]! + values[edge]!;
        room[edge] = Math.max(0, total - beside);
      });
    });
    return room;
  }

  #needs(counts: Float64Array): { readonly apart: Float64Array; readonly largest: Float64Array } {
    const apart = new Float64Array(this.#blocks);
    const largest = new Float64Array(this.#blocks);
    this.#columns.forEach(({ exclusive, block }, column) => {
      const value = counts[column + 1]!;
      if (exclusive) apart[block]! += value;
      else largest[block] = Math.max(largest[block]!, value);
    });
    return { apart, largest };
  }
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
