import { checkColumns } from './covariance.js';
import { bivariateNormalDensity, bivariateNormalLowerTail } from './distributions/bivariate-normal.js';
import { normalQuantile } from './distributions/normal.js';
import { failure, success, type Outcome } from './outcome.js';
import type { Values } from './sample.js';

/** tanh of this is the largest correlation tried: 1 − 3e−8. */
const FARTHEST = 9;
const LEAST_PROBABILITY = 1e-300;

/** With more categories than this the plain correlation is as good, and this one takes long. */
const MOST_CATEGORIES = 30;

/**
 * The polychoric correlation of two ordered items: the correlation of the normal variables whose cut-off stretches
 * the answers are. Two steps: thresholds from the margins, then ρ by maximum likelihood; empty cells are left as
 * they are.
 *
 * @param x answers to the first item (any ordered numbers)
 * @param y answers to the second, same rows
 * @returns ρ between −1 and 1 (within 1e−7 of ±1 where the likelihood grows up to there); `differentLengths`,
 *   `noData`, `invalidValue` (also for more than `MOST_CATEGORIES` answers); `noVariation` where an item has one
 *   answer only
 * @see Olsson (1979), "Maximum likelihood estimation of the polychoric correlation coefficient"
 */
export function polychoricCorrelation(x: Values, y: Values): Outcome<number> {
  const reason = checkColumns([x, y]);
  if (reason !== null) return failure(reason);
  const [rows, columns] = [categories(x), categories(y)];
  if (Math.max(rows.size, columns.size) > MOST_CATEGORIES) return failure('invalidValue');
  if (rows.size < 2 || columns.size < 2) return failure('noVariation');
  const table = Array.from(rows, () => new Float64Array(columns.size));
  for (let i = 0; i < x.length; i += 1) table[rows.get(x[i]!)!]![columns.get(y[i]!)!]! += 1;
  const rowCuts = thresholds(table.map((row) => row.reduce((sum, count) => sum + count, 0)));
  const columnCuts = thresholds(
    Array.from({ length: columns.size }, (_, j) => table.reduce((sum, row) => sum + row[j]!, 0)),
  );
  const likelihood = (u: number) => logLikelihood(table, rowCuts, columnCuts, Math.tanh(u));
  return success(Math.tanh(peak(likelihood)));
}

/** The distinct values in ascending order, with their positions. */
function categories(values: Values): Map<number, number> {
  const distinct = [...new Set(Array.from(values))].sort((one, other) => one - other);
  return new Map(distinct.map((value, position) => [value, position]));
}

/** Normal cut points between categories, −∞ first and +∞ last. */
function thresholds(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let reached = 0;
  const inner = counts.slice(0, -1).map((count) => normalQuantile((reached += count) / total));
  return [-Infinity, ...inner, Infinity];
}

/** Log likelihood of ρ and its derivative by ρ. */
function logLikelihood(table: readonly Float64Array[], rowCuts: number[], columnCuts: number[], r: number) {
  const corner = rowCuts.map((a) => columnCuts.map((b) => bivariateNormalLowerTail(a, b, r)));
  const density = rowCuts.map((a) => columnCuts.map((b) => bivariateNormalDensity(a, b, r)));
  const rectangle = (of: number[][], i: number, j: number) =>
    of[i + 1]![j + 1]! - of[i]![j + 1]! - of[i + 1]![j]! + of[i]![j]!;
  let value = 0;
  let slope = 0;
  table.forEach((row, i) =>
    row.forEach((count, j) => {
      if (count === 0) return;
      const probability = Math.max(LEAST_PROBABILITY, rectangle(corner, i, j));
      value += count * Math.log(probability);
      slope += (count * rectangle(density, i, j)) / probability;
    }),
  );
  return { value, slope };
}

/** Where a likelihood over u is highest: the best of a grid, then bisection on the derivative around it. */
function peak(likelihood: (u: number) => { value: number; slope: number }): number {
  const grid = Array.from({ length: 37 }, (_, i) => (i / 18 - 1) * FARTHEST);
  const values = grid.map((u) => likelihood(u).value);
  const best = values.indexOf(Math.max(...values));
  let low = grid[Math.max(0, best - 1)]!;
  let high = grid[Math.min(grid.length - 1, best + 1)]!;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (likelihood(middle).slope > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
