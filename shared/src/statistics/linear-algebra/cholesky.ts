/** A square or rectangular matrix by rows. */
export type Matrix = readonly (readonly number[])[];

/** A pivot that falls under this share of its diagonal element counts as zero: the columns depend on each other. */
const SMALLEST_PIVOT = 1e-12;

/**
 * The lower triangle L with L Lᵀ = `matrix` (symmetric); null where the matrix is not positive definite.
 * Golub & Van Loan (2013), Matrix Computations, 4th ed., section 4.2.
 */
export function cholesky(matrix: Matrix): number[][] | null {
  const lower: number[][] = [];
  for (let i = 0; i < matrix.length; i += 1) {
    const row: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k += 1) rest -= row[k]! * (j === i ? row[k]! : lower[j]![k]!);
      if (i !== j) row.push(rest / lower[j]![j]!);
      else if (rest > SMALLEST_PIVOT * matrix[i]![i]!) row.push(Math.sqrt(rest));
      else return null;
    }
    lower.push(row);
  }
  return lower;
}

/** x with L x = b: the first half of solving L Lᵀ x = b. */
export function forwardSolve(lower: Matrix, b: readonly number[]): number[] {
  const x: number[] = [];
  for (let i = 0; i < b.length; i += 1) {
    let rest = b[i]!;
    for (let k = 0; k < i; k += 1) rest -= lower[i]![k]! * x[k]!;
    x.push(rest / lower[i]![i]!);
  }
  return x;
}

/** x with L Lᵀ x = b. */
export function choleskySolve(lower: Matrix, b: readonly number[]): number[] {
  const x = forwardSolve(lower, b);
  for (let i = b.length - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < b.length; k += 1) x[i]! -= lower[k]![i]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}
