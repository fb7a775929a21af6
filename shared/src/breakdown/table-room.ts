import { weightFreedom } from '../tabulation/index.js';
import type { TableClusters } from './table-clusters.js';
import { isSolvable } from './weighted-figures.js';

/**
 * How far the weighted sum of each cell of a table must be free to lie (see `weightFreedom`). A cell whose clusters cannot
 * be solved for, whatever its two sums, needs no freedom of its own; only its line may.
 *
 * @param counts per cluster cell, the kinds of counts that the figure is made of
 * @param withheld 1 per cell whose figure is withheld
 */
export function roomOfCells(
  { tallies, design }: TableClusters,
  counts: readonly ArrayLike<number>[],
  withheld: ArrayLike<number>,
  minimumCell: number,
): Float64Array {
  const { cells, columns, persons } = tallies;
  const weights = Float64Array.from(
    cells.group,
    (group, cell) => design.weights[group * design.width + cells.unit[cell]!]!,
  );
  const grouped = Array.from(persons, (): number[] => []);
  cells.row.forEach((row, cell) => grouped[row * (columns.length + 1) + cells.column[cell]!]!.push(cell));
  // A cell that is rounded must not follow from its line's total and the others either.
  const inexact = Uint8Array.from(withheld);
  const guarded = counts.map((kind) => {
    const kept = Float64Array.from(kind);
    for (const [place, own] of grouped.entries()) {
      const solvable = isSolvable(
        own.map((cell) => weights[cell]!),
        own.map((cell) => kind[cell]!),
        minimumCell,
      );
      if (solvable) inexact[place] = 1;
      else for (const cell of own) if (kept[cell]! > 0) kept[cell] = Math.max(kept[cell]!, minimumCell);
    }
    return kept;
  });
  return weightFreedom({ tallies, weights, counts: guarded, withheld: inexact, minimum: minimumCell });
}
