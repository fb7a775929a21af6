import { fUpperTail } from '../distributions/fisher-f.js';
import { cholesky, choleskySolve } from '../linear-algebra/cholesky.js';
import { failure, success, type Outcome } from '../outcome.js';
import { codeLabels } from './labels.js';
import { linearisedCovariance } from './linearisation.js';
import { degreesOfFreedom, type SurveyDesign } from './survey-design.js';

/** A column of categories; null where missing. */
export type Categories = ArrayLike<string | number | null>;

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

/**
 * The χ² test of independence for a survey with clusters, strata and weights, with Rao and Scott's second-order
 * (Satterthwaite) correction. Pupils of one school answer alike; plain χ² takes them for independent and finds
 * differences that are not there.
 *
 * F = X²/tr Δ on d = (tr Δ)²/tr Δ² and dν degrees of freedom; Δ = (CᵀD⁻¹C/n)⁻¹(CᵀD⁻¹VD⁻¹C), D the weighted cell
 * proportions, V their linearised covariance, C the contrasts of interaction, ν clusters less strata.
 *
 * @param design of the survey
 * @param rows per respondent the category of the first variable
 * @param columns per respondent the category of the second
 * @returns `tooFewGroups` under two categories; `noData`; `singular` where empty cells leave no contrast;
 *   `noVariation` where clusters do not vary; reasons of `linearisedCovariance`
 * @see Rao & Scott (1984); Thomas & Rao (1990); as svychisq of R's survey
 */
export function raoScott(design: SurveyDesign, rows: Categories, columns: Categories): Outcome<RaoScottTest> {
  const table = weightedTable(design, rows, columns);
  if (!table.ok) return table;
  const { n, cells, shares, height, width } = table.value;
  const { statistic, smaller } = pearson(shares, height, width, n);
  const covariance = linearisedCovariance(design, cellScores(design, cells, shares));
  if (!covariance.ok) return covariance;
  const contrasts = interactionContrasts(height, width);
  const inverse = shares.map((share) => (share > 0 ? 1 / share : 0));
  const scaled = contrasts.map((contrast) => contrast.map((x, cell) => x * inverse[cell]!));
  const simple = scaled.map((one) => contrasts.map((other) => dot(one, other) / n));
  const actual = scaled.map((one) => {
    const product = covariance.value.map((row) => dot(row, one));
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
  const denominatorDf = numeratorDf * degreesOfFreedom(design);
  if (!(denominatorDf > 0)) return failure('tooFewValues');
  const f = statistic / trace;
  return success({
    f,
    numeratorDf,
    denominatorDf,
    pValue: fUpperTail(f, numeratorDf, denominatorDf),
    chiSquared: statistic,
    cramersV: Math.min(1, Math.sqrt(statistic / (n * smaller))),
  });
}

interface WeightedTable {
  /** Respondents with both answers. */
  readonly n: number;
  /** Per respondent the cell, row by row; −1 outside. */
  readonly cells: Int32Array;
  /** Weighted proportion of each cell, row by row. */
  readonly shares: readonly number[];
  readonly height: number;
  readonly width: number;
}

function weightedTable(design: SurveyDesign, rows: Categories, columns: Categories): Outcome<WeightedTable> {
  if (rows.length !== design.size || columns.length !== design.size) return failure('differentLengths');
  const kept: number[] = [];
  for (let i = 0; i < design.size; i += 1) {
    if (rows[i] !== null && columns[i] !== null && design.weights[i]! > 0) kept.push(i);
  }
  if (kept.length === 0) return failure('noData');
  const first = codeLabels(kept.map((i) => rows[i]!));
  const second = codeLabels(kept.map((i) => columns[i]!));
  const [height, width] = [first.labels.length, second.labels.length];
  if (height < 2 || width < 2) return failure('tooFewGroups');
  const cells = new Int32Array(design.size).fill(-1);
  const sums = new Float64Array(height * width);
  kept.forEach((i, k) => {
    cells[i] = first.codes[k]! * width + second.codes[k]!;
    sums[cells[i]!]! += design.weights[i]!;
  });
  const total = sums.reduce((sum, weight) => sum + weight, 0);
  return success({ n: kept.length, cells, shares: Array.from(sums, (sum) => sum / total), height, width });
}

/** Linearised scores of every cell's proportion. */
function cellScores(design: SurveyDesign, cells: Int32Array, shares: readonly number[]): Float64Array[] {
  const total = design.weights.reduce((sum, weight, i) => sum + (cells[i]! >= 0 ? weight : 0), 0);
  return shares.map((share, cell) =>
    design.weights.map((weight, i) => {
      if (cells[i]! < 0) return 0;
      return (weight * ((cells[i] === cell ? 1 : 0) - share)) / total;
    }),
  );
}

function pearson(shares: readonly number[], height: number, width: number, n: number) {
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
  return { statistic, smaller: Math.min(height, width) - 1 };
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

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, x, i) => sum + x * other[i]!, 0);
}
