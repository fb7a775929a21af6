import { tHalfWidth } from '../describe.js';
import { failure, success, type Outcome } from '../outcome.js';
import { isLevel } from '../proportion-check.js';
import type { Values } from '../sample.js';
import { sumOf } from '../sum.js';
import { domainRows, type Domain, type DomainRows } from './domain.js';
import { linearisedCovariance } from './linearisation.js';
import { degreesOfFreedom, type SurveyDesign } from './survey-design.js';

export interface DesignMean {
  /** Respondents behind the estimate. */
  readonly n: number;
  /** The weighted mean Σwy/Σw. */
  readonly mean: number;
  readonly standardError: number;
  /** First-stage units less strata, of the rows in the domain. */
  readonly degreesOfFreedom: number;
  /** t interval; null where no degree of freedom is left though there is variance. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** The weighted total Σwy. */
  readonly total: number;
  readonly totalStandardError: number;
  /**
   * Variance over that of a simple random sample of the same size; null where weights do not add up to more than
   * the sample (they are then no counts of a population) or values do not vary.
   */
  readonly designEffect: number | null;
}

/**
 * The mean and total of a variable in the population or a subpopulation (domain) of it, with standard errors that
 * know of strata, clusters, weights and the population's size. For a proportion give 0 and 1.
 *
 * Mean: scores wᵢ(yᵢ − ȳ)/Σw; total: scores wᵢyᵢ. Design effect: variance over (s²_w/n)(1 − n/Σw),
 * s²_w = n/(n − 1) Σw(y − ȳ)²/Σw.
 *
 * @param design of the survey
 * @param values one per row of the design; NaN where missing (the row then lies outside the domain)
 * @param options the domain (default: all rows) and the interval's level (default 0.95)
 * @returns reasons of `domainRows` and `linearisedCovariance`
 * @see Lumley (2004); Särndal, Swensson & Wretman (1992); as svymean and svytotal of R's survey
 */
export function designMean(
  design: SurveyDesign,
  values: Values,
  options: { readonly domain?: Domain; readonly level?: number } = {},
): Outcome<DesignMean> {
  const { domain, level = 0.95 } = options;
  if (!isLevel(level)) return failure('invalidValue');
  const rows = domainRows(design, [values], domain);
  if (!rows.ok) return rows;
  const mean = weightedMean(rows.value, values);
  const meanScores = rows.value.weights.map((w, i) =>
    w > 0 ? (w * (values[i]! - mean)) / rows.value.weight : 0,
  );
  const totalScores = rows.value.weights.map((w, i) => (w > 0 ? w * values[i]! : 0));
  const covariance = linearisedCovariance(design, [meanScores, totalScores]);
  if (!covariance.ok) return covariance;
  const [variance, totalVariance] = [covariance.value[0]![0]!, covariance.value[1]![1]!];
  const df = degreesOfFreedom(design, (i) => rows.value.weights[i]! > 0);
  const standardError = Math.sqrt(variance);
  const half = standardError === 0 ? 0 : df > 0 ? tHalfWidth(standardError, df, level) : null;
  return success({
    n: rows.value.n,
    mean,
    standardError,
    degreesOfFreedom: df,
    interval: half === null ? null : { lower: mean - half, upper: mean + half },
    total: sumOf(design.size, (i) => totalScores[i]!),
    totalStandardError: Math.sqrt(totalVariance),
    designEffect: designEffect(rows.value, values, mean, variance),
  });
}

/** Σwy/Σw over the rows of a domain; exactly the value where all are the same. */
export function weightedMean({ weights, weight }: DomainRows, values: Values): number {
  const origin = values[weights.findIndex((w) => w > 0)]!;
  return (
    origin +
    sumOf(weights.length, (i) => (weights[i]! > 0 ? weights[i]! * (values[i]! - origin) : 0)) / weight
  );
}

function designEffect({ weights, n, weight }: DomainRows, values: Values, mean: number, variance: number) {
  const squares = sumOf(weights.length, (i) =>
    weights[i]! > 0 ? weights[i]! * (values[i]! - mean) ** 2 : 0,
  );
  const spread = (n / (n - 1)) * (squares / weight);
  const simple = (spread / n) * (1 - n / weight);
  const effect = variance / simple;
  return simple > 0 && Number.isFinite(effect) ? effect : null;
}
