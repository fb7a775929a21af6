import { tHalfWidth } from '../describe.js';
import { failure, success, type Outcome } from '../outcome.js';
import { isLevel } from '../proportion-check.js';
import type { Values } from '../sample.js';
import { sumOf } from '../sum.js';
import { domainRows, type Domain } from './domain.js';
import { linearisedError } from './linearisation.js';
import { degreesOfFreedom, type SurveyDesign } from './survey-design.js';

export interface DesignRatio {
  readonly n: number;
  readonly ratio: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
}

/**
 * The ratio of two totals Σwy/Σwx in the population or a domain of it (pupils per teacher, spending per pupil),
 * with its linearised standard error: scores w(y − R̂x)/Σwx.
 *
 * @param design of the survey
 * @param numerator y, one value per row; NaN where missing
 * @param denominator x, one value per row; NaN where missing
 * @param options the domain (default: all rows) and the interval's level (default 0.95)
 * @returns reasons of `domainRows` and `linearisedError`; `noVariation` where the denominator adds up to 0
 * @see Särndal, Swensson & Wretman (1992), section 5.6; as svyratio of R's survey
 */
export function designRatio(
  design: SurveyDesign,
  numerator: Values,
  denominator: Values,
  options: { readonly domain?: Domain; readonly level?: number } = {},
): Outcome<DesignRatio> {
  const { domain, level = 0.95 } = options;
  if (!isLevel(level)) return failure('invalidValue');
  const rows = domainRows(design, [numerator, denominator], domain);
  if (!rows.ok) return rows;
  const { weights, n } = rows.value;
  const total = (values: Values) =>
    sumOf(design.size, (i) => (weights[i]! > 0 ? weights[i]! * values[i]! : 0));
  const below = total(denominator);
  if (below === 0) return failure('noVariation');
  const ratio = total(numerator) / below;
  if (!Number.isFinite(ratio)) return failure('overflow');
  const scores = weights.map((w, i) => (w > 0 ? (w * (numerator[i]! - ratio * denominator[i]!)) / below : 0));
  const error = linearisedError(design, scores);
  if (!error.ok) return error;
  const df = degreesOfFreedom(design, (i) => weights[i]! > 0);
  const half = error.value === 0 ? 0 : df > 0 ? tHalfWidth(error.value, df, level) : null;
  return success({
    n,
    ratio,
    standardError: error.value,
    degreesOfFreedom: df,
    interval: half === null ? null : { lower: ratio - half, upper: ratio + half },
  });
}
