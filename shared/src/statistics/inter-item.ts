import { completeCases } from './complete-cases.js';
import { clampCorrelation, covarianceMatrix } from './covariance.js';
import { failure, success, type Outcome } from './outcome.js';
import { polychoricCorrelation } from './polychoric.js';
import { midRanks } from './ranks.js';
import type { Values } from './sample.js';

/** Symmetric matrices, a row and a column per item; null where an item does not vary. */
export interface InterItemCorrelations {
  /** Rows with an answer to every item. */
  readonly n: number;
  readonly pearson: readonly (readonly (number | null)[])[];
  readonly spearman: readonly (readonly (number | null)[])[];
  readonly polychoric: readonly (readonly (number | null)[])[];
}

/**
 * How the items of a scale go together, pair by pair: Pearson's, Spearman's and polychoric correlations, over the rows with
 * an answer to every item, so that all pairs speak of the same people.
 *
 * @param items a column per item, reverse-worded items already turned round; NaN marks a missing answer
 * @returns `tooFewGroups` under two items, `differentLengths`, `invalidValue`; `tooFewValues` under two complete rows
 * @see `correlation`, `polychoricCorrelation`
 */
export function interItemCorrelations(items: readonly Values[]): Outcome<InterItemCorrelations> {
  if (items.length < 2) return failure('tooFewGroups');
  if (items.some((item) => item.length !== items[0]!.length)) return failure('differentLengths');
  const columns = completeCases(items);
  const n = columns[0]!.length;
  if (n < 2) return failure('tooFewValues');
  if (!columns.every((column) => column.every(Number.isFinite))) return failure('invalidValue');
  const varying = columns.map((column) => column.some((value) => value !== column[0]));
  // Each item is ranked once, not once per pair.
  const ranked = columns.map((column) => midRanks(column).ranks);
  return success({
    n,
    pearson: pearsonMatrix(columns, varying),
    spearman: pearsonMatrix(ranked, varying),
    polychoric: symmetric(varying, (i, j) => {
      const outcome = polychoricCorrelation(columns[i]!, columns[j]!);
      return outcome.ok ? outcome.value : null;
    }),
  });
}

function pearsonMatrix(columns: readonly Values[], varying: readonly boolean[]): (number | null)[][] {
  const { matrix } = covarianceMatrix(columns);
  return symmetric(varying, (i, j) =>
    clampCorrelation(matrix[i]![j]! / Math.sqrt(matrix[i]![i]!) / Math.sqrt(matrix[j]![j]!)),
  );
}

/** A matrix from its lower triangle, 1 on the diagonal; null where an item does not vary. */
function symmetric(
  varying: readonly boolean[],
  below: (i: number, j: number) => number | null,
): (number | null)[][] {
  const matrix = varying.map((varies) => varying.map((): number | null => (varies ? 1 : null)));
  for (let i = 0; i < varying.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      matrix[i]![j] = matrix[j]![i] = varying[i] && varying[j] ? below(i, j) : null;
    }
  }
  return matrix;
}
