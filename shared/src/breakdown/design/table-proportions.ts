import type { ClusterDesign } from './cluster-design.js';

/** How many persons of one place are in each cell of a table; cells without any are left out. */
export interface PlaceCounts {
  readonly place: number;
  readonly cell: readonly number[];
  readonly count: readonly number[];
}

/** The weighted proportions of a table's cells, and what is known of their errors. */
export interface TableProportions {
  readonly n: number;
  readonly shares: readonly number[];
  readonly covariance: readonly Float64Array[];
  /** Clusters less strata. */
  readonly df: number;
  readonly withinUnit: boolean;
  /** Whether all are clusters of their own and have one weight: independent answers. */
  readonly independent: boolean;
}

/**
 * Proportions of a table's cells and their covariances, in one pass over the places. A person is in one cell.
 * Cov = Σ over strata D/(D − 1)·(Σzz′ − ΣzΣz′/D), z = w(c − n p)/Σw, c a cluster's counts, n their sum; the outer products of
 * p are taken out of the sum, so that only the cells that occur in a place cost anything.
 *
 * @param size cells of the table
 */
export function tableProportions(
  design: ClusterDesign,
  places: readonly PlaceCounts[],
  size: number,
): TableProportions | null {
  const { weights, width, alone, drawn } = design;
  const sizes = places.map(({ count }) => count.reduce((total, persons) => total + persons, 0));
  const totals = new Float64Array(size);
  let n = 0;
  let weight = 0;
  places.forEach(({ place, cell: cells, count: counts }, k) => {
    n += sizes[k]!;
    weight += weights[place]! * sizes[k]!;
    cells.forEach((cell, at) => (totals[cell]! += weights[place]! * counts[at]!));
  });
  if (n === 0) return null;
  const shares = Array.from(totals, (total) => total / weight);
  // Σzz′ = Σ(w/Σw)²(cc′ − n(cp′ + pc′) + n²pp′); of clusters of one Σcc′ is diag(c), Σn c is c and Σn² is n.
  const products = shares.map(() => new Float64Array(size));
  const cross = new Float64Array(size);
  let own = 0;
  const strata = Array.from(drawn, () => null as Float64Array | null);
  const clusters = new Uint32Array(drawn.length);
  places.forEach(({ place, cell: cells, count: counts }, k) => {
    const group = Math.floor(place / width);
    const w = weights[place]! / weight;
    const d = drawn[group]!;
    const factor = w * w * (d > 1 ? d / (d - 1) : 1);
    const single = alone[place] === 1;
    cells.forEach((cell, at) => {
      const count = counts[at]!;
      if (single) products[cell]![cell]! += factor * count;
      else cells.forEach((other, to) => (products[cell]![other]! += factor * count * counts[to]!));
      cross[cell]! += factor * count * (single ? 1 : sizes[k]!);
    });
    own += factor * sizes[k]! * (single ? 1 : sizes[k]!);
    clusters[group]! += single ? sizes[k]! : 1;
    if (d > 1) {
      const stratum = (strata[group] ??= new Float64Array(size + 1));
      cells.forEach((cell, at) => (stratum[cell]! += w * counts[at]!));
      stratum[size]! += w * sizes[k]!;
    }
  });
  for (let a = 0; a < size; a += 1) {
    const row = products[a]!;
    for (let b = 0; b < size; b += 1)
      row[b]! += own * shares[a]! * shares[b]! - cross[a]! * shares[b]! - shares[a]! * cross[b]!;
  }
  strata.forEach((stratum, group) => {
    if (!stratum) return;
    const score = shares.map((share, cell) => stratum[cell]! - share * stratum[size]!);
    const factor = 1 / (drawn[group]! - 1);
    score.forEach((one, a) => score.forEach((other, b) => (products[a]![b]! -= factor * one * other)));
  });
  const [first] = places;
  const independent = places.every(
    ({ place }) => alone[place] === 1 && weights[place] === weights[first!.place],
  );
  const units = new Set(places.map(({ place }) => place % width));
  return {
    n,
    shares,
    covariance: products,
    df: clusters.reduce((df, count) => (count > 0 ? df + count - 1 : df), 0),
    independent,
    withinUnit: units.size === 1 && !units.has(0),
  };
}
