import { failure, success, type Outcome } from '../outcome.js';
import type { Values } from '../sample.js';
import type { SurveyDesign } from './survey-design.js';

/** Which rows of a design belong to the subpopulation that is estimated. */
export type Domain = (row: number) => boolean;

/** The rows of a domain that have a value: per row its weight, 0 outside; and what they amount to. */
export interface DomainRows {
  readonly weights: Float64Array;
  /** Rows with a weight. */
  readonly n: number;
  /** Sum of the weights: the size of the subpopulation that the rows stand for. */
  readonly weight: number;
}

/**
 * The weights of the rows that lie in the domain and have a value in every column (NaN marks a missing one). Rows
 * outside stay in the design with weight 0: a domain is a subpopulation, not a smaller survey.
 *
 * @returns `differentLengths`, `invalidValue` for an infinite value, `noData` where no row is left
 */
export function domainRows(
  design: SurveyDesign,
  columns: readonly Values[],
  domain: Domain = () => true,
): Outcome<DomainRows> {
  if (columns.some((column) => column.length !== design.size)) return failure('differentLengths');
  const weights = new Float64Array(design.size);
  let n = 0;
  let weight = 0;
  for (let i = 0; i < design.size; i += 1) {
    if (!domain(i)) continue;
    if (columns.some((column) => Math.abs(column[i]!) === Infinity)) return failure('invalidValue');
    if (design.weights[i] === 0 || columns.some((column) => Number.isNaN(column[i]!))) continue;
    weights[i] = design.weights[i]!;
    weight += weights[i]!;
    n += 1;
  }
  return n === 0 ? failure('noData') : success({ weights, n, weight });
}
