import type { CampaignItem } from '../codebook/index.js';
import type { ClusterCounts, Tallies } from '../tabulation/index.js';
import { favourableValues, scoreValues } from './design/cell-values.js';
import {
  estimateMean,
  MergedCells,
  placesOfCells,
  sumsOfCells,
  tableProportions,
  type CellValues,
  type ClusterDesign,
  type DesignEstimate,
  type DomainSums,
  type PlaceCounts,
  type TableProportions,
} from './design/index.js';

/** One row of an item's table by cluster. */
export interface RowSums {
  /** Favourable answers by place; null where there are none. */
  readonly places: DomainSums | null;
  /** Scores by place. */
  readonly scorePlaces: DomainSums | null;
}

/** What a design makes of it. */
export interface RowEstimates extends RowSums {
  /** The favourable share; null where there is none. */
  readonly favourable: DesignEstimate | null;
  /** The mean of the scores, measured from the item's lowest value where it is numeric. */
  readonly score: DesignEstimate | null;
}

/** A row's estimates by a design. */
export const estimatesOf = (design: ClusterDesign, sums: RowSums): RowEstimates => ({
  ...sums,
  favourable: sums.places && estimateMean(design, sums.places),
  score: sums.scorePlaces && estimateMean(design, sums.scorePlaces),
});

/** Which cluster cells make up each row of a breakdown, and the total. */
export class RowClusters {
  readonly #placeOf: Uint32Array;
  /** Per row the indices of its cells. */
  readonly #rows: readonly Uint32Array[];
  /** The total, with those in no row. */
  readonly #total: MergedCells;

  /** @param design any of the campaign's, weighted or not: their places are the same */
  constructor({ cells, categories }: Tallies, design: ClusterDesign) {
    this.#placeOf = placesOfCells(cells, design);
    const rows = categories.map((): number[] => []);
    cells.row.forEach((row, cell) => {
      if (row > 0) rows[row - 1]!.push(cell);
    });
    this.#rows = rows.map((row) => Uint32Array.from(row));
    this.#total = new MergedCells(this.#placeOf);
  }

  /** The sums of each row of an item, the total's last. */
  sums(item: CampaignItem, clusters: ClusterCounts): RowSums[] {
    const favourable = favourableValues(item, clusters);
    const score = scoreValues(item, clusters);
    const sumsBy = (sumsOf: (values: CellValues) => DomainSums): RowSums => ({
      places: favourable && sumsOf(favourable),
      scorePlaces: score && sumsOf(score),
    });
    return [
      ...this.#rows.map((cells) => sumsBy((values) => sumsOfCells(cells, this.#placeOf, values))),
      sumsBy((values) => this.#total.sums(values)),
    ];
  }
}

/** The table favourable/not × rows, by cluster, of the rows given. */
export function favourableTable(
  design: ClusterDesign,
  rows: readonly (DomainSums | null)[],
): TableProportions | null {
  const places = new Map<number, { place: number; cell: number[]; count: number[] }>();
  rows.forEach((row, index) => {
    for (let k = 0; row && k < row.place.length; k += 1) {
      const place = row.place[k]!;
      let counts = places.get(place);
      if (!counts) places.set(place, (counts = { place, cell: [], count: [] }));
      counts.cell.push(2 * index, 2 * index + 1);
      counts.count.push(row.sum[k]!, row.n[k]! - row.sum[k]!);
    }
  });
  const all: PlaceCounts[] = [...places.values()];
  return tableProportions(design, all, rows.length, 2);
}
