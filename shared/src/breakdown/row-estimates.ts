import type { CampaignItem } from '../codebook/index.js';
import type { ClusterCounts, Tallies } from '../tabulation/index.js';
import { favourableValues, scoreValues } from './design/cell-values.js';
import {
  estimateMean,
  placesOfCells,
  sumByPlace,
  tableProportions,
  type CellValues,
  type ClusterDesign,
  type DesignEstimate,
  type DomainSums,
  type PlaceCounts,
  type TableProportions,
} from './design/index.js';

/** One row of an item's table by cluster. */
export interface RowEstimates {
  /** The favourable share; null where there is none. */
  readonly favourable: DesignEstimate | null;
  /** The mean of the scores, measured from the item's lowest value where it is numeric. */
  readonly score: DesignEstimate | null;
  /** Favourable answers by place. */
  readonly places: DomainSums | null;
  /** Scores by place. */
  readonly scorePlaces: DomainSums | null;
}

/** Which cluster cells make up each row of a breakdown, and the total. */
export class RowClusters {
  readonly #placeOf: Uint32Array;
  /** Per row the indices of its cells; the total's, with those in no row, last. */
  readonly #cells: readonly (readonly number[])[];

  constructor(
    { cells, categories }: Tallies,
    readonly design: ClusterDesign,
  ) {
    this.#placeOf = placesOfCells(cells, design);
    const rows = categories.map((): number[] => []);
    cells.row.forEach((row, cell) => {
      if (row > 0) rows[row - 1]!.push(cell);
    });
    this.#cells = [...rows, [...cells.row.keys()]];
  }

  /** Estimates per row of an item, the total's last. */
  estimates(item: CampaignItem, clusters: ClusterCounts): RowEstimates[] {
    const favourable = favourableValues(item, clusters);
    const score = scoreValues(item, clusters);
    return this.#cells.map((cells) => {
      const sums = (values: CellValues | null) => values && sumByPlace(cells, this.#placeOf, values);
      const [places, scores] = [sums(favourable), sums(score)];
      return {
        places,
        scorePlaces: scores,
        favourable: places && estimateMean(this.design, places),
        score: scores && estimateMean(this.design, scores),
      };
    });
  }
}

/** The table favourable/not × rows, by cluster, of the rows given. */
export function favourableTable(
  design: ClusterDesign,
  rows: readonly (DomainSums | null)[],
): TableProportions | null {
  const places = new Map<number, { place: number; cell: number[]; count: number[] }>();
  rows.forEach((row, index) => {
    row?.place.forEach((place, k) => {
      let counts = places.get(place);
      if (!counts) places.set(place, (counts = { place, cell: [], count: [] }));
      counts.cell.push(2 * index, 2 * index + 1);
      counts.count.push(row.sum[k]!, row.n[k]! - row.sum[k]!);
    });
  });
  const all: PlaceCounts[] = [...places.values()];
  return tableProportions(design, all, 2 * rows.length);
}
