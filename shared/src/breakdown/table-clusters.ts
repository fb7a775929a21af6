import type { TableTallies } from '../tabulation/index.js';
import {
  favourableValues,
  placesOfCells,
  scoreValues,
  sumsOfCells,
  type CellValues,
  type ClusterDesign,
  type DomainSums,
} from './design/index.js';

/**
 * A table by cluster. A cell is told by its number, row by row, the total of each row last and the totals of the columns
 * in a last row, as in `TableTallies.persons`.
 */
export class TableClusters {
  readonly rows: number;
  readonly columns: number;
  readonly #placeOf: Uint32Array;
  readonly #cells: readonly Uint32Array[];
  readonly #persons: CellValues;
  readonly #favourable: CellValues | null;
  readonly #scores: CellValues | null;

  constructor(
    readonly tallies: TableTallies,
    readonly design: ClusterDesign,
  ) {
    const { rows, columns, cells, clusterPersons, of, clusterAnswers } = tallies;
    [this.rows, this.columns] = [rows.length, columns.length];
    this.#placeOf = placesOfCells(cells, design);
    const grouped = Array.from({ length: (this.rows + 1) * (this.columns + 1) }, (): number[] => []);
    cells.row.forEach((row, cell) => grouped[this.numberOf(row, cells.column[cell]!)]!.push(cell));
    this.#cells = grouped.map((own) => Uint32Array.from(own));
    this.#persons = { n: clusterPersons, sum: clusterPersons, squares: clusterPersons };
    this.#favourable = of && clusterAnswers && favourableValues(of, clusterAnswers);
    this.#scores = of && clusterAnswers && scoreValues(of, clusterAnswers);
  }

  numberOf(row: number, column: number): number {
    return row * (this.columns + 1) + column;
  }

  /** The grand total's number. */
  get last(): number {
    return this.numberOf(this.rows, this.columns);
  }

  /** Everybody of a cell; a several-choice item's persons once. */
  persons(cell: number): DomainSums {
    return sumsOfCells(this.#cells[cell]!, this.#placeOf, this.#persons);
  }

  /** Favourable among the valid answers of a cell; null where the item knows none. */
  favourable(cell: number): DomainSums | null {
    return this.#favourable && sumsOfCells(this.#cells[cell]!, this.#placeOf, this.#favourable);
  }

  /** The scores of a cell's answers; null without scores. */
  scores(cell: number): DomainSums | null {
    return this.#scores && sumsOfCells(this.#cells[cell]!, this.#placeOf, this.#scores);
  }

  /** Who of the people of `base` is in `cell`: values 1 and 0. */
  part(cell: number, base: DomainSums): DomainSums {
    const own = this.persons(cell);
    const counts = new Map(Array.from(own.place, (place, k) => [place, own.n[k]!]));
    const sum = Float64Array.from(base.place, (place) => counts.get(place) ?? 0);
    return { place: base.place, n: base.n, sum, squares: sum };
  }

  /** Per cluster cell, the kinds of counts that the measure's figures are made of. */
  counts(): readonly ArrayLike<number>[] {
    const { measure } = this.tallies.request;
    if (measure === 'mean') return this.#scores ? [this.#scores.n] : [];
    if (measure !== 'favourable') return [this.tallies.clusterPersons];
    const { n, sum } = this.#favourable ?? { n: [], sum: [] };
    return [sum, Array.from(n, (size, cell) => size - sum[cell]!)];
  }

  /** The grand total's persons, as cluster cells: for what the weights cost. */
  everybody(): { placeOf: Uint32Array; persons: Uint32Array } {
    const all = this.persons(this.last);
    return { placeOf: Uint32Array.from(all.place), persons: Uint32Array.from(all.n) };
  }
}
