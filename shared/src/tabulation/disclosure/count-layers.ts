import type { TableTallies } from '../table-tallies.js';
import { figuresIn, type GridPart, type TableGrid } from './table-grid.js';

/** The counts of a part: persons are those without a valid answer, the favourable and the unfavourable. */
export interface Layers {
  readonly persons: Float64Array;
  readonly none: Float64Array;
  readonly n: Float64Array;
  readonly favourable: Float64Array;
  readonly unfavourable: Float64Array;
}

/** Reads the counts of a part off the tallies. */
export function layersOf({ persons: all, answers }: TableTallies, grid: TableGrid, part: GridPart): Layers {
  const persons = figuresIn(grid, part, all);
  const zeros = new Float64Array(persons.length);
  const n = answers ? figuresIn(grid, part, answers.n) : zeros;
  const favourable = answers ? figuresIn(grid, part, answers.favourable) : zeros;
  return {
    persons,
    none: persons.map((count, edge) => count - n[edge]!),
    n,
    favourable,
    unfavourable: n.map((count, edge) => count - favourable[edge]!),
  };
}
