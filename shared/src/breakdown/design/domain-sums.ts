import type { ClusterCells } from '../../tabulation/index.js';
import type { ClusterDesign } from './cluster-design.js';

/** Per cluster cell of a table: how many have a value, the values' sum and the sum of their squares. */
export interface CellValues {
  readonly n: ArrayLike<number>;
  readonly sum: ArrayLike<number>;
  readonly squares: ArrayLike<number>;
}

/** The same of a domain (a row, a column, all), by place, each once; places without a value are left out. */
export interface DomainSums extends CellValues {
  readonly place: ArrayLike<number>;
}

/** The place (see `Places`) of each cluster cell. */
export function placesOfCells({ group, unit }: ClusterCells, { width }: ClusterDesign): Uint32Array {
  return Uint32Array.from(group, (code, cell) => code * width + unit[cell]!);
}

/**
 * The values of some cluster cells, by place.
 *
 * @param cells no two of one place
 */
export function sumsOfCells(cells: Uint32Array, placeOf: Uint32Array, values: CellValues): DomainSums {
  // A row of a breakdown by unit is one place: thousands of such small typed arrays would cost more than all the sums.
  const place: number[] = [];
  const n: number[] = [];
  const sum: number[] = [];
  const squares: number[] = [];
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index]!;
    if (values.n[cell] === 0) continue;
    place.push(placeOf[cell]!);
    n.push(values.n[cell]!);
    sum.push(values.sum[cell]!);
    squares.push(values.squares[cell]!);
  }
  return { place, n, sum, squares };
}

/** Cluster cells of any rows, put together by place. */
export class MergedCells {
  readonly #places: Uint32Array;
  /** Per cell the index of its place in `#places`. */
  readonly #indexOf: Uint32Array;
  readonly #all: Uint32Array;

  constructor(placeOf: Uint32Array) {
    const indexOf = new Map<number, number>();
    for (const place of placeOf) if (!indexOf.has(place)) indexOf.set(place, indexOf.size);
    this.#places = Uint32Array.from(indexOf.keys());
    this.#indexOf = Uint32Array.from(placeOf, (place) => indexOf.get(place)!);
    this.#all = Uint32Array.from(this.#places.keys());
  }

  sums(values: CellValues): DomainSums {
    const merged = {
      n: new Float64Array(this.#places.length),
      sum: new Float64Array(this.#places.length),
      squares: new Float64Array(this.#places.length),
    };
    for (let cell = 0; cell < this.#indexOf.length; cell += 1) {
      const index = this.#indexOf[cell]!;
      merged.n[index]! += values.n[cell]!;
      merged.sum[index]! += values.sum[cell]!;
      merged.squares[index]! += values.squares[cell]!;
    }
    return sumsOfCells(this.#all, this.#places, merged);
  }
}
