import { fUpperTail } from '../distributions/fisher-f.js';
import { cholesky, choleskySolve } from '../linear-algebra/cholesky.js';
import { failure, success, type Outcome } from '../outcome.js';

export interface RaoScottTest {
  /** X² over the trace of the design-effect matrix. */
  readonly f: number;
  readonly numeratorDf: number;
  readonly denominatorDf: number;
  readonly pValue: number;
  /** Pearson's X² of the weighted proportions × n, before any correction. */
  readonly chiSquared: number;
  /** From that X²: the effect's size does not depend on the design. */
  readonly cramersV: number;
}

/** A two-way table of weighted proportions and what is known of their errors. */
export interface EstimatedTable {
  /** Respondents. */
  readonly n: number;
  readonly height: number;
  readonly width: number;
  /** Weighted proportion of each cell, row by row, adding up to 1. */
  readonly shares: readonly number[];
  /** Covariances of the proportions, by linearisation. */
  readonly covariance: readonly ArrayLike<number>[];
  /** Clusters less strata. */
  readonly df: number;
}

/**
 * Rao and Scott's test of independence with the second-order (Satterthwaite) correction, from a table's proportions and
 * their covariances: the core of `raoScott`, for tables that were counted by cluster.
 *
 * @returns `tooFewGroups`, `singular`, `noVariation`, `tooFewValues`: see `raoScott`
 */
export function raoScottOfTable(table: EstimatedTable): Outcome<RaoScottTest> {
  const { n, height, width, shares, covariance, df } = table;
  if (height < 2 || width < 2) return failure('tooFewGroups');
  const statistic = pearson(table);
  const inverse = shares.map((share) => (share > 0 ? 1 / share : 0));
  const contrasts = interactionContrasts(height, width);
  const scaled = contrasts.map((contrast) => contrast.map((x, cell) => x * inverse[cell]!));
  const simple = scaled.map((one) => contrasts.map((other) => dot(one, other) / n));
  const actual = scaled.map((one) => {
    const product = Array.from(covariance, (row) => dot(one, row));
    return scaled.map((other) => dot(other, product));
  });
  const lower = cholesky(simple);
  if (lower === null) return failure('singular');
  const delta = actual.map((column) => choleskySolve(lower, column));
  const trace = delta.reduce((sum, row, i) => sum + row[i]!, 0);
  const square = delta.reduce(
    (sum, row, i) => sum + row.reduce((part, x, j) => part + x * delta[j]![i]!, 0),
    0,
  );
  if (!(trace > 0 && square > 0)) return failure('noVariation');
  const numeratorDf = (trace * trace) / square;
  const denominatorDf = numeratorDf * df;
  if (!(denominatorDf > 0)) return failure('tooFewValues');
  const f = statistic / trace;
  return success({
    f,
    numeratorDf,
    denominatorDf,
    pValue: fUpperTail(f, numeratorDf, denominatorDf),
    chiSquared: statistic,
    cramersV: Math.min(1, Math.sqrt(statistic / (n * (Math.min(height, width) - 1)))),
  });
}

function pearson({ n, shares, height, width }: EstimatedTable): number {
  const rowShares = Array.from({ length: height }, (_, i) =>
    shares.slice(i * width, (i + 1) * width).reduce((sum, share) => sum + share, 0),
  );
  const columnShares = Array.from({ length: width }, (_, j) =>
    rowShares.reduce((sum, __, i) => sum + shares[i * width + j]!, 0),
  );
  let statistic = 0;
  shares.forEach((share, cell) => {
    const expected = rowShares[Math.floor(cell / width)]! * columnShares[cell % width]!;
    statistic += (n * (share - expected) ** 2) / expected;
  });
  return statistic;
}

/** The contrasts of interaction: indicator of cell (a, b), a and b over 0, less its additive part. */
function interactionContrasts(height: number, width: number): number[][] {
  const contrasts: number[][] = [];
  for (let a = 1; a < height; a += 1) {
    for (let b = 1; b < width; b += 1) {
      contrasts.push(
        Array.from({ length: height * width }, (_, cell) => {
          const inRow = Math.floor(cell / width) === a ? 1 : 0;
          const inColumn = cell % width === b ? 1 : 0;
          return (inRow - 1 / height) * (inColumn - 1 / width);
        }),
      );
    }
  }
  return contrasts;
}

function dot(one: readonly number[], other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += one[i]! * other[i]!;
  return sum;
}
