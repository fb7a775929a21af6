import { cholesky, choleskySolve, type Matrix } from './linear-algebra/cholesky.js';
import { symmetricEigen } from './linear-algebra/symmetric-eigen.js';
import { failure, success, type Outcome } from './outcome.js';

/** Unique variances are kept between these, as in R's factanal (a Heywood case ends at the lower one). */
const LEAST_UNIQUENESS = 0.005;
const LEAST = Math.log(LEAST_UNIQUENESS);
const MOST_STEPS = 2000;

/**
 * The loadings of a one-factor model fitted to correlations by maximum likelihood.
 *
 * Minimises over the logarithms of the unique variances ψ the function Σ_{m>1}(e_m − ln e_m) − (p − 1), e being the
 * eigenvalues of Ψ^−½ R Ψ^−½ from the second on, by Newton steps with Jöreskog's approximate second derivatives.
 *
 * @param correlations of three or more items
 * @returns one loading per item, of positive sum; `tooFewGroups` under three items, `singular`, `notConverged`
 * @see Jöreskog (1967), "Some contributions to maximum likelihood factor analysis"; Lawley & Maxwell (1971)
 */
export function oneFactorLoadings(correlations: Matrix): Outcome<number[]> {
  const p = correlations.length;
  if (p < 3) return failure('tooFewGroups');
  const lower = cholesky(correlations);
  if (lower === null) return failure('singular');
  let point = correlations.map((_, i) => {
    const unit = correlations.map((__, j) => (i === j ? 1 : 0));
    return clamp(Math.log((1 - 0.5 / p) / choleskySolve(lower, unit)[i]!));
  });
  let state = evaluate(correlations, point);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const free = point.map(
      (x, i) => !(x <= LEAST && state.gradient[i]! > 0) && !(x >= 0 && state.gradient[i]! < 0),
    );
    const steepest = Math.max(...state.gradient.map((slope, i) => (free[i] ? Math.abs(slope) : 0)));
    if (steepest < 1e-10) return success(state.loadings);
    const next = lineSearch(correlations, point, state, direction(state, free));
    if (next === null) return steepest < 1e-6 ? success(state.loadings) : failure('notConverged');
    ({ point, state } = next);
  }
  return failure('notConverged');
}

interface State {
  readonly objective: number;
  readonly gradient: readonly number[];
  /** The first eigenvector of Ψ^−½ R Ψ^−½. */
  readonly vector: readonly number[];
  readonly loadings: number[];
}

function evaluate(correlations: Matrix, point: readonly number[]): State {
  const deviations = point.map((x) => Math.exp(x / 2));
  const scaled = correlations.map((row, i) => row.map((r, j) => r / deviations[i]! / deviations[j]!));
  const { values, vectors } = symmetricEigen(scaled);
  const vector = vectors[0]!;
  const size = Math.sqrt(Math.max(0, values[0]! - 1));
  const loadings = vector.map((x, i) => x * size * deviations[i]!);
  const sign = loadings.reduce((sum, loading) => sum + loading, 0) < 0 ? -1 : 1;
  return {
    objective: values.slice(1).reduce((sum, e) => sum + e - Math.log(e), 0),
    gradient: loadings.map((loading, i) => (loading ** 2 + deviations[i]! ** 2 - 1) / deviations[i]! ** 2),
    vector,
    loadings: loadings.map((loading) => sign * loading),
  };
}

/** The Newton direction in the free unique variances; the plain descent where the second derivatives fail. */
function direction(state: State, free: readonly boolean[]): number[] {
  const indices = free.flatMap((isFree, i) => (isFree ? [i] : []));
  const second = indices.map((i) =>
    indices.map((j) => ((i === j ? 1 : 0) - state.vector[i]! * state.vector[j]!) ** 2 + (i === j ? 1e-9 : 0)),
  );
  const slopes = indices.map((i) => -state.gradient[i]!);
  const lower = cholesky(second);
  const move = lower === null ? slopes : choleskySolve(lower, slopes);
  const result = free.map(() => 0);
  indices.forEach((i, k) => (result[i] = move[k]!));
  return result;
}

/** The longest of the halved steps that lowers the objective; null where none does. */
function lineSearch(correlations: Matrix, point: readonly number[], state: State, move: readonly number[]) {
  for (let scale = 1; scale > 1e-12; scale /= 2) {
    const next = point.map((x, i) => clamp(x + scale * move[i]!));
    const candidate = evaluate(correlations, next);
    if (candidate.objective < state.objective) return { point: next, state: candidate };
  }
  return null;
}

function clamp(x: number): number {
  return Math.max(LEAST, Math.min(0, x));
}
