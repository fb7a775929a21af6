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
  /**
   * By linearisation, the covariances of the contrasts CᵀD⁻¹p̂: of each cell outside the first row and column, row by
   * row; see `interactionContrasts`.
   */
  readonly contrasts: readonly ArrayLike<number>[];
  /** Clusters less strata. */
  readonly df: number;
}

/**
 * Rao and Scott's test of independence with the second-order (Satterthwaite) correction, from a table's proportions and
 * the covariances of its contrasts: the core of `raoScott`, for tables that were counted by cluster.
 *
 * @returns `tooFewGroups`, `singular`, `noVariation`, `tooFewValues`: see `raoScott`
 */
export function raoScottOfTable(table: EstimatedTable): Outcome<RaoScottTest> {
  const { n, height, width, shares, contrasts: actual, df } = table;
  if (height < 2 || width < 2) return failure('tooFewGroups');
  const statistic = pearson(table);
  const lower = cholesky(contrastsOfIndependent(shares, height, width, n));
  if (lower === null) return failure('singular');
  const delta = actual.map((column) => choleskySolve(lower, Array.from(column)));
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

/**
 * The contrasts of interaction of a table's figures y, Cᵀy: of each cell (a, b), a and b over 0, what is left of y when the
 * means of its row and its column are taken off and the mean of all is put back. Figures that only add up rows and columns
 * have none.
 *
 * @param figures row by row
 * @param into (height − 1)(width − 1) numbers, row by row
 */
export function interactionContrasts(
  figures: ArrayLike<number>,
  height: number,
  width: number,
  into: Float64Array,
): void {
  const rowMeans = new Float64Array(height);
  const columnMeans = new Float64Array(width);
  let mean = 0;
  for (let a = 0; a < height; a += 1) {
    for (let b = 0; b < width; b += 1) {
      const figure = figures[a * width + b]!;
      rowMeans[a]! += figure / width;
      columnMeans[b]! += figure / height;
      mean += figure / (width * height);
    }
  }
  let at = 0;
  for (let a = 1; a < height; a += 1) {
    for (let b = 1; b < width; b += 1) {
      into[at] = figures[a * width + b]! - rowMeans[a]! - columnMeans[b]! + mean;
      at += 1;
    }
  }
}

/** CᵀD⁻¹C/n: the covariances that independent answers would have. Cells without anybody count 0. */
function contrastsOfIndependent(
  shares: readonly number[],
  height: number,
  width: number,
  n: number,
): number[][] {
  const size = (height - 1) * (width - 1);
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const one = new Float64Array(shares.length);
  const contrast = new Float64Array(size);
  shares.forEach((share, cell) => {
    if (share <= 0) return;
    one.fill(0);
    one[cell] = 1;
    interactionContrasts(one, height, width, contrast);
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1) matrix[i]![j]! += (contrast[i]! * contrast[j]!) / share / n;
  });
  return matrix;
}
