import { failure, success, type Outcome } from '../outcome.js';
import { allFinite, type Values } from '../sample.js';
import { sumOf } from '../sum.js';

export interface WeightingLoss {
  /** nΣw²/(Σw)²: by how much uneven weights alone inflate a variance; 1 where all are equal. */
  readonly designEffect: number;
  /** (Σw)²/Σw²: the size of an unweighted sample that would tell as much. */
  readonly effectiveSampleSize: number;
}

/**
 * What uneven weights cost.
 *
 * @param weights one per respondent, 0 or more
 * @returns `noData` without weight, `invalidValue`
 * @see Kish (1965), Survey Sampling, section 11.7
 */
export function weightingLoss(weights: Values): Outcome<WeightingLoss> {
  if (!allFinite(weights)) return failure('invalidValue');
  const largest = Array.from(weights).reduce((most, weight) => Math.max(most, weight), 0);
  if (Array.from(weights).some((weight) => weight < 0)) return failure('invalidValue');
  if (largest === 0) return failure('noData');
  const sum = sumOf(weights.length, (i) => weights[i]! / largest);
  const squares = sumOf(weights.length, (i) => (weights[i]! / largest) ** 2);
  const effectiveSampleSize = (sum * sum) / squares;
  return success({ designEffect: weights.length / effectiveSampleSize, effectiveSampleSize });
}
