import type { ClusterDesign } from './cluster-design.js';
import type { DomainSums } from './domain-sums.js';

/** The weighted mean of a domain (for a share, of 0 and 1) and what is known of its error. */
export interface DesignEstimate {
  /** Respondents with a value. */
  readonly n: number;
  /** Σwy/Σw. */
  readonly mean: number;
  /** The mean's variance by linearisation. */
  readonly variance: number;
  /** Clusters less strata, of the respondents in the domain. */
  readonly df: number;
  /** (Σw)²/Σw²: n where all weights are alike. */
  readonly effectiveN: number;
  /** n/(n − 1) Σw(y − ȳ)²/Σw, the variance of the values; 0 where n = 1. */
  readonly spread: number;
  /** `variance` over spread/n; null where the values do not vary. */
  readonly designEffect: number | null;
  /** Σw. */
  readonly weight: number;
  /** The greatest weight of a respondent. */
  readonly largestWeight: number;
  /** Whether all are of one unit, so that nothing is known of how units differ. */
  readonly withinUnit: boolean;
  /** Whether all are clusters of their own, of one stratum and one weight: independent answers. */
  readonly independent: boolean;
}

/**
 * The mean of a domain from sums by cluster, in one pass over them. As R's `svymean` of the subset design, with
 * `survey.lonely.psu = "adjust"` for a group of one respondent; the design effect as with `deff = "replace"`.
 *
 * A cluster's score is z = w(Σy − nȳ)/Σw. Per stratum D/(D − 1)·(Σz² − (Σz)²/D) over its D clusters in the campaign (those
 * outside the domain score 0); of those who are clusters of their own Σz² is w²(Σy² − 2ȳΣy + nȳ²)/(Σw)².
 *
 * @returns null where nobody has a value
 */
export function estimateMean(design: ClusterDesign, domain: DomainSums): DesignEstimate | null {
  const { weights } = design;
  const { place, n: sizes, sum: sums } = domain;
  let n = 0;
  let weight = 0;
  let weightSquares = 0;
  let total = 0;
  let largest = 0;
  for (let k = 0; k < place.length; k += 1) {
    const w = weights[place[k]!]!;
    n += sizes[k]!;
    weight += w * sizes[k]!;
    weightSquares += w * w * sizes[k]!;
    total += w * sums[k]!;
    if (w > largest) largest = w;
  }
  if (n === 0) return null;
  const mean = total / weight;
  const { variance, within, df, ...kind } = linearised(design, domain, mean, weight);
  const spread = n > 1 ? (n / (n - 1)) * within : 0;
  return {
    n,
    mean,
    variance,
    df,
    effectiveN: (weight * weight) / weightSquares,
    spread,
    designEffect: spread > 0 ? variance / (spread / n) : null,
    weight,
    largestWeight: largest,
    ...kind,
  };
}

/** The variance of a domain's mean, Σw(y − ȳ)²/Σw, and what kind of domain it is. */
function linearised(
  { weights, alone, width, drawn }: ClusterDesign,
  { place, n: sizes, sum: sums, squares }: DomainSums,
  mean: number,
  weight: number,
): Pick<DesignEstimate, 'variance' | 'df' | 'withinUnit' | 'independent'> & { readonly within: number } {
  const strataSum = new Array<number>(drawn.length).fill(0);
  const strataSquares = new Array<number>(drawn.length).fill(0);
  const clusters = new Array<number>(drawn.length).fill(0);
  const first = place[0]!;
  let within = 0;
  let sameUnit = first % width !== 0;
  let alike = true;
  for (let k = 0; k < place.length; k += 1) {
    const at = place[k]!;
    const w = weights[at]! / weight;
    const group = Math.floor(at / width);
    const deviation = sums[k]! - mean * sizes[k]!;
    const deviations = Math.max(0, squares[k]! - 2 * mean * sums[k]! + mean * mean * sizes[k]!);
    const single = alone[at] === 1;
    strataSum[group]! += w * deviation;
    strataSquares[group]! += single ? w * w * deviations : (w * deviation) ** 2;
    clusters[group]! += single ? sizes[k]! : 1;
    within += w * deviations;
    if (at % width !== first % width) sameUnit = false;
    if (!single || weights[at] !== weights[first]) alike = false;
  }
  let variance = 0;
  let df = 0;
  let strata = 0;
  for (let group = 0; group < drawn.length; group += 1) {
    if (clusters[group] === 0) continue;
    const d = drawn[group]!;
    const squared = strataSquares[group]!;
    variance += d > 1 ? (d / (d - 1)) * Math.max(0, squared - strataSum[group]! ** 2 / d) : squared;
    df += clusters[group]! - 1;
    strata += 1;
  }
  return { variance, within, df, withinUnit: sameUnit, independent: alike && strata === 1 };
}
