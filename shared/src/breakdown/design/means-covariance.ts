import type { ClusterDesign } from './cluster-design.js';
import type { DomainSums } from './domain-sums.js';

/** The weighted means of several domains without a member in common, and the covariances of their errors. */
export interface DomainMeans {
  readonly means: readonly number[];
  readonly covariance: readonly Float64Array[];
  /** Clusters less strata of all together. */
  readonly df: number;
  readonly withinUnit: boolean;
}

/**
 * Means of domains that may share clusters, by linearisation: as the coefficients of R's `svyglm(value ~ 0 + domain)`.
 * A cluster's score in a domain is w(Σy − nȳ)/Σw; those outside score 0.
 *
 * @param domains each with at least one value
 */
export function domainMeans(design: ClusterDesign, domains: readonly DomainSums[]): DomainMeans {
  const { weights, width, alone, drawn } = design;
  const totals = domains.map((domain) => {
    const weight = weightedSum(design, domain, domain.n);
    return { weight, mean: weightedSum(design, domain, domain.sum) / weight };
  });
  const covariance = domains.map(() => new Float64Array(domains.length));
  const strata = Array.from(drawn, () => new Float64Array(domains.length));
  const scores = new Map<number, { domain: number; score: number }[]>();
  const members = new Map<number, number>();
  domains.forEach((sums, domain) => {
    const { weight, mean } = totals[domain]!;
    for (let k = 0; k < sums.place.length; k += 1) {
      const place = sums.place[k]!;
      const group = Math.floor(place / width);
      const w = weights[place]! / weight;
      const [n, sum, squares] = [sums.n[k]!, sums.sum[k]!, sums.squares[k]!];
      const score = w * (sum - mean * n);
      strata[group]![domain]! += score;
      members.set(place, (members.get(place) ?? 0) + n);
      if (alone[place] === 1)
        covariance[domain]![domain]! +=
          factorOf(design, group) * w * w * Math.max(0, squares - 2 * mean * sum + mean * mean * n);
      else scores.set(place, [...(scores.get(place) ?? []), { domain, score }]);
    }
  });
  for (const [place, each] of scores) {
    const factor = factorOf(design, Math.floor(place / width));
    for (const one of each)
      for (const other of each) covariance[one.domain]![other.domain]! += factor * one.score * other.score;
  }
  strata.forEach((sums, group) => {
    const d = drawn[group]!;
    if (d < 2) return;
    sums.forEach((one, a) =>
      sums.forEach((other, b) => (covariance[a]![b]! -= (factorOf(design, group) * one * other) / d)),
    );
  });
  return { means: totals.map(({ mean }) => mean), covariance, ...degrees(design, members) };
}

/** Σw × figures, over a domain's places. */
export function weightedSum(
  { weights }: ClusterDesign,
  { place }: DomainSums,
  figures: ArrayLike<number>,
): number {
  let sum = 0;
  for (let k = 0; k < place.length; k += 1) sum += weights[place[k]!]! * figures[k]!;
  return sum;
}

const factorOf = ({ drawn }: ClusterDesign, group: number): number => {
  const d = drawn[group]!;
  return d > 1 ? d / (d - 1) : 1;
};

function degrees(
  { width, alone }: ClusterDesign,
  members: ReadonlyMap<number, number>,
): { df: number; withinUnit: boolean } {
  const strata = new Set<number>();
  const units = new Set<number>();
  let clusters = 0;
  for (const [place, n] of members) {
    strata.add(Math.floor(place / width));
    units.add(place % width);
    clusters += alone[place] === 1 ? n : 1;
  }
  return { df: clusters - strata.size, withinUnit: units.size === 1 && !units.has(0) };
}
