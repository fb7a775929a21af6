import { failure, success, type Outcome } from '../outcome.js';
import { codeLabels } from './labels.js';
import { linearisedCovariance } from './linearisation.js';
import { interactionContrasts, raoScottOfTable, type RaoScottTest } from './rao-scott-core.js';
import { degreesOfFreedom, type SurveyDesign } from './survey-design.js';

/** A column of categories; null where missing. */
export type Categories = ArrayLike<string | number | null>;

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
  const covariance = linearisedCovariance(design, cellScores(design, cells, shares));
  if (!covariance.ok) return covariance;
  return raoScottOfTable({
    n,
    height,
    width,
    shares,
    contrasts: contrastsOf(covariance.value, shares, height, width),
    df: degreesOfFreedom(design),
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

/** CᵀD⁻¹VD⁻¹C: the contrasts of the covariances V of proportions, D these on a diagonal. */
function contrastsOf(
  covariance: readonly (readonly number[])[],
  shares: readonly number[],
  height: number,
  width: number,
): Float64Array[] {
  const size = (height - 1) * (width - 1);
  const inverse = shares.map((share) => (share > 0 ? 1 / share : 0));
  const contrastsOfRow = (row: ArrayLike<number>): Float64Array => {
    const contrasts = new Float64Array(size);
    const scaled = inverse.map((factor, cell) => factor * row[cell]!);
    interactionContrasts(scaled, height, width, contrasts);
    return contrasts;
  };
  const half = covariance.map(contrastsOfRow);
  return Array.from({ length: size }, (_, i) => contrastsOfRow(half.map((row) => row[i]!)));
}
