import type { ClusterCells } from '../../tabulation/index.js';
import type { ClusterDesign } from './cluster-design.js';

/** Per cluster cell of a table: how many have a value, the values' sum and the sum of their squares. */
export interface CellValues {
  readonly n: ArrayLike<number>;
  readonly sum: ArrayLike<number>;
  readonly squares: ArrayLike<number>;
}

/** The same of a domain (a row, a column, all), by place; places without a value are left out. */
export interface DomainSums {
  readonly place: readonly number[];
  readonly n: readonly number[];
  readonly sum: readonly number[];
  readonly squares: readonly number[];
}

/** The place (see `Places`) of each cluster cell. */
export function placesOfCells({ group, unit }: ClusterCells, { width }: ClusterDesign): Uint32Array {
  return Uint32Array.from(group, (code, cell) => code * width + unit[cell]!);
}

/** Adds up the cells given, place by place. */
export function sumByPlace(cells: ArrayLike<number>, placeOf: Uint32Array, values: CellValues): DomainSums {
  const at = new Map<number, number>();
  const sums: { [K in keyof DomainSums]: number[] } = { place: [], n: [], sum: [], squares: [] };
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]!;
    if (values.n[cell] === 0) continue;
    const place = placeOf[cell]!;
    let position = at.get(place);
    if (position === undefined) {
      at.set(place, (position = sums.place.push(place) - 1));
      sums.n.push(0);
      sums.sum.push(0);
      sums.squares.push(0);
    }
    sums.n[position]! += values.n[cell]!;
    sums.sum[position]! += values.sum[cell]!;
    sums.squares[position]! += values.squares[cell]!;
  }
  return sums;
}
