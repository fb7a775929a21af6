import { allFinite, sampleMoments, type Values } from './sample.js';
import { sumOf } from './sum.js';

export interface Covariance {
  readonly n: number;
  readonly means: readonly number[];
  /** Symmetric, with n − 1; a column per variable. */
  readonly matrix: readonly (readonly number[])[];
}

/** Means and covariances (n − 1) of columns of the same length, all finite, at least two rows. */
export function covarianceMatrix(columns: readonly Values[]): Covariance {
  const n = columns[0]?.length ?? 0;
  const moments = columns.map(sampleMoments);
  const matrix = columns.map(() => columns.map(() => 0));
  columns.forEach((x, i) => {
    for (let j = 0; j <= i; j += 1) {
      const y = columns[j]!;
      const [mx, my] = [moments[i]!.mean, moments[j]!.mean];
      const products = i === j ? moments[i]!.squares : sumOf(n, (k) => (x[k]! - mx) * (y[k]! - my));
      matrix[i]![j] = matrix[j]![i] = products / (n - 1);
    }
  });
  return { n, means: moments.map(({ mean }) => mean), matrix };
}

/** Correlations from covariances; no variance may be 0. */
export function correlationMatrix(covariances: readonly (readonly number[])[]): number[][] {
  const deviations = covariances.map((row, i) => Math.sqrt(row[i]!));
  return covariances.map((row, i) =>
    row.map((value, j) => (i === j ? 1 : clampCorrelation(value / deviations[i]! / deviations[j]!))),
  );
}

/** −1 to 1, against rounding. */
export function clampCorrelation(r: number): number {
  return Math.max(-1, Math.min(1, r));
}

/** Why columns have no covariances; null where they have the same length and are finite. */
export function checkColumns(
  columns: readonly Values[],
): 'noData' | 'differentLengths' | 'invalidValue' | null {
  const n = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== n)) return 'differentLengths';
  if (n === 0) return 'noData';
  return columns.every(allFinite) ? null : 'invalidValue';
}
