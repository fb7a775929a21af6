/** A linear constraint on variables ≥ 0: Σ coefficient × variable (=, ≤ or ≥) bound. */
export interface Constraint {
  readonly terms: ReadonlyMap<number, number>;
  readonly relation: '=' | '<=' | '>=';
  readonly bound: number;
}

/** What is taken for 0. */
const TINY = 1e-9;
/**
 * So many steps go where most is gained, over the largest element, which keeps rounding errors small. What then still goes
 * in circles is ended by Bland's rule, which takes no rounding error for a gain.
 */
const STEEPEST = 1000;
const MOST_STEPS = 5000;

/** Maximises Σ objective × variable by the two-phase simplex method; null where infeasible, Infinity where unbounded. */
export function maximum(
  variables: number,
  constraints: readonly Constraint[],
  objective: ReadonlyMap<number, number>,
): number | null {
  const slacks = constraints.filter(({ relation }) => relation !== '=').length;
  const width = variables + slacks + constraints.length + 1;
  let slack = variables;
  const basis: number[] = [];
  const tableau = constraints.map(({ terms, relation, bound }, index) => {
    const row = new Float64Array(width);
    for (const [variable, coefficient] of terms) row[variable]! += coefficient;
    if (relation !== '=') row[slack++] = relation === '<=' ? 1 : -1;
    row[width - 1] = bound;
    if (bound < 0) row.forEach((value, column) => (row[column] = -value));
    const artificial = variables + slacks + index;
    row[artificial] = 1;
    basis.push(artificial);
    return row;
  });
  const real = variables + slacks;
  const first = new Float64Array(width);
  for (let column = real; column < width - 1; column++) first[column] = -1;
  if (run(tableau, basis, first, width - 1) < -1e-7) return null;
  driveOut(tableau, basis, real);
  const second = new Float64Array(width);
  for (const [variable, coefficient] of objective) second[variable]! += coefficient;
  return run(tableau, basis, second, real);
}

function run(tableau: Float64Array[], basis: number[], costs: Float64Array, columns: number): number {
  const last = costs.length - 1;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const reduced = (column: number): number =>
      costs[column]! - tableau.reduce((sum, row, i) => sum + costs[basis[i]!]! * row[column]!, 0);
    let entering = -1;
    const tiny = steps < STEEPEST ? TINY : 100 * TINY;
    let most = tiny;
    for (let column = 0; column < columns && (steps < STEEPEST || entering < 0); column++) {
      const gain = reduced(column);
      if (gain > most) [entering, most] = [column, gain];
    }
    if (entering < 0) return tableau.reduce((sum, row, i) => sum + costs[basis[i]!]! * row[last]!, 0);
    let leaving = -1;
    let best = Infinity;
    tableau.forEach((row, i) => {
      if (row[entering]! <= tiny) return;
      const ratio = row[last]! / row[entering]!;
      const other = tableau[leaving];
      const first =
        steps < STEEPEST ? other && row[entering]! > other[entering]! : basis[i]! < basis[leaving]!;
      if (ratio < best - TINY || (ratio < best + TINY && first)) {
        best = ratio;
        leaving = i;
      }
    });
    if (leaving < 0) return Infinity;
    pivot(tableau, basis, leaving, entering);
  }
  throw new Error('the simplex method goes in circles');
}

function pivot(tableau: Float64Array[], basis: number[], leaving: number, entering: number): void {
  const row = tableau[leaving]!;
  const by = row[entering]!;
  row.forEach((value, column) => (row[column] = value / by));
  for (const other of tableau) {
    const factor = other[entering]!;
    if (other === row || Math.abs(factor) < TINY) continue;
    other.forEach((value, column) => (other[column] = value - factor * row[column]!));
  }
  basis[leaving] = entering;
}

/** Swaps artificial variables that stayed in the basis at zero for real ones; a row without any is redundant. */
function driveOut(tableau: Float64Array[], basis: number[], real: number): void {
  for (let i = tableau.length - 1; i >= 0; i--) {
    if (basis[i]! < real) continue;
    const column = tableau[i]!.findIndex((value, c) => c < real && Math.abs(value) > 1e-7);
    if (column >= 0) pivot(tableau, basis, i, column);
    else {
      tableau.splice(i, 1);
      basis.splice(i, 1);
    }
  }
}
