import { completeCases } from './complete-cases.js';
import { correlation } from './correlation.js';
import { failure, success, type Outcome } from './outcome.js';
import { polychoricCorrelation } from './polychoric.js';
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
  const pairs = columns.map((x, i) => columns.slice(0, i).map((y) => correlation(x, y)));
  return success({
    n,
    pearson: symmetric(columns, (i, j) => valueOf(pairs[i]![j]!)?.pearson ?? null),
    spearman: symmetric(columns, (i, j) => valueOf(pairs[i]![j]!)?.spearman ?? null),
    polychoric: symmetric(columns, (i, j) => valueOf(polychoricCorrelation(columns[i]!, columns[j]!))),
  });
}

const valueOf = <T>(outcome: Outcome<T>): T | null => (outcome.ok ? outcome.value : null);

/** A matrix from its lower triangle, 1 on the diagonal (null of an item that does not vary). */
function symmetric(
  columns: readonly Float64Array[],
  below: (i: number, j: number) => number | null,
): (number | null)[][] {
  const matrix = columns.map((column) => columns.map((): number | null => (varies(column) ? 1 : null)));
  for (let i = 0; i < columns.length; i += 1) {
    for (let j = 0; j < i; j += 1) matrix[i]![j] = matrix[j]![i] = below(i, j);
  }
  return matrix;
}

const varies = (column: Float64Array): boolean => column.some((value) => value !== column[0]);
