import { interactionContrasts, type EstimatedTable } from '../../statistics/index.js';
import type { ClusterDesign } from './cluster-design.js';

/** How many persons of one place are in each cell of a table; cells without any are left out. */
export interface PlaceCounts {
  readonly place: number;
  readonly cell: readonly number[];
  readonly count: readonly number[];
}

/** The weighted proportions of a table, and what is known of their errors. */
export interface TableProportions extends EstimatedTable {
  readonly withinUnit: boolean;
  /** Whether all are clusters of their own and have one weight: independent answers. */
  readonly independent: boolean;
}

/**
 * Proportions of a table's cells and the covariances of its contrasts, in one pass over the places. A person is in one cell.
 *
 * A cluster's score is z = w(c − n p)/Σw, c its counts, n their sum, p the table's proportions; Cov = Σ over strata
 * D/(D − 1)·(Σaa′ − ΣaΣa′/D) with a = CᵀD⁻¹z its contrasts. CᵀD⁻¹p is 0 but for empty cells.
 *
 * @returns null where the table has nobody
 */
export function tableProportions(
  design: ClusterDesign,
  places: readonly PlaceCounts[],
  height: number,
  width: number,
): TableProportions | null {
  const { weights, width: placesWide, alone } = design;
  const totals = new Float64Array(height * width);
  let n = 0;
  let weight = 0;
  for (const { place, cell, count } of places) {
    const w = weights[place]!;
    count.forEach((persons, at) => {
      n += persons;
      weight += w * persons;
      totals[cell[at]!]! += w * persons;
    });
  }
  if (n === 0) return null;
  const shares = Array.from(totals, (total) => total / weight);
  const scores = new ContrastScores(design, shares, height, width);
  for (const { place, cell, count } of places) scores.add(place, weights[place]! / weight, cell, count);
  const units = new Set(places.map(({ place }) => place % placesWide));
  const [first] = places;
  return {
    n,
    height,
    width,
    shares,
    contrasts: scores.covariance(),
    df: scores.df(),
    independent: places.every(({ place }) => alone[place] === 1 && weights[place] === weights[first!.place]),
    withinUnit: units.size === 1 && !units.has(0),
  };
}

/** Sums of the contrasts of clusters' scores, and of their products. */
class ContrastScores {
  readonly #size: number;
  /** The lower triangle of Σ factor aa′, row by row. */
  readonly #products: Float64Array;
  /** Per stratum Σa. */
  readonly #sums = new Map<number, Float64Array>();
  readonly #clusters: Uint32Array;
  readonly #inverse: readonly number[];
  /** CᵀD⁻¹p. */
  readonly #centre: Float64Array;
  readonly #figures: Float64Array;
  readonly #contrasts: Float64Array;

  constructor(
    readonly design: ClusterDesign,
    shares: readonly number[],
    readonly height: number,
    readonly width: number,
  ) {
    this.#size = Math.max(0, (height - 1) * (width - 1));
    this.#products = new Float64Array((this.#size * (this.#size + 1)) / 2);
    this.#clusters = new Uint32Array(design.drawn.length);
    this.#inverse = shares.map((share) => (share > 0 ? 1 / share : 0));
    this.#figures = new Float64Array(shares.length);
    this.#contrasts = new Float64Array(this.#size);
    this.#centre = new Float64Array(this.#size);
    interactionContrasts(
      shares.map((share) => (share > 0 ? 1 : 0)),
      height,
      width,
      this.#centre,
    );
  }

  /** Adds one place's people; w is the weight of one of them over that of all. */
  add(place: number, w: number, cells: readonly number[], counts: readonly number[]): void {
    const group = Math.floor(place / this.design.width);
    const n = counts.reduce((sum, count) => sum + count, 0);
    if (this.design.alone[place] === 1) {
      // Each is a cluster: the products are those of one in each cell, as many times.
      cells.forEach((cell, at) => this.#addCluster(group, w, [cell], [1], 1, counts[at]!));
      this.#clusters[group]! += n;
    } else {
      this.#addCluster(group, w, cells, counts, n, 1);
      this.#clusters[group]! += 1;
    }
  }

  #addCluster(
    group: number,
    w: number,
    cells: readonly number[],
    counts: readonly number[],
    n: number,
    times: number,
  ): void {
    const d = this.design.drawn[group]!;
    const factor = times * (d > 1 ? d / (d - 1) : 1);
    const [size, figures, contrasts] = [this.#size, this.#figures, this.#contrasts];
    figures.fill(0);
    for (let k = 0; k < cells.length; k += 1) figures[cells[k]!] = w * counts[k]! * this.#inverse[cells[k]!]!;
    interactionContrasts(figures, this.height, this.width, contrasts);
    let sums = this.#sums.get(group);
    if (!sums) this.#sums.set(group, (sums = new Float64Array(size)));
    for (let i = 0, at = 0; i < size; i += 1) {
      const one = (contrasts[i]! -= w * n * this.#centre[i]!);
      sums[i]! += times * one;
      for (let j = 0; j <= i; j += 1, at += 1) this.#products[at]! += factor * one * contrasts[j]!;
    }
  }

  covariance(): Float64Array[] {
    const size = this.#size;
    const matrix = Array.from({ length: size }, () => new Float64Array(size));
    for (let i = 0, at = 0; i < size; i += 1)
      for (let j = 0; j <= i; j += 1, at += 1) matrix[i]![j] = matrix[j]![i] = this.#products[at]!;
    for (const [group, sums] of this.#sums) {
      const d = this.design.drawn[group]!;
      if (d < 2) continue;
      sums.forEach((one, i) => sums.forEach((other, j) => (matrix[i]![j]! -= (one * other) / (d - 1))));
    }
    return matrix;
  }

  df(): number {
    return this.#clusters.reduce((df, count) => (count > 0 ? df + count - 1 : df), 0);
  }
}
