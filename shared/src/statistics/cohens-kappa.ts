import { failure, success, type Outcome } from './outcome.js';

export interface Kappa {
  /** Agreement beyond chance: 1 complete, 0 as by chance, negative worse. */
  readonly kappa: number;
  /** With quadratic weights: near misses on an ordered scale count less than far ones. */
  readonly weightedKappa: number;
}

/**
 * Cohen's κ, unweighted and with quadratic weights, of two raters (or two coders of open answers).
 *
 * κ = 1 − Σ wᵢⱼOᵢⱼ/Σ wᵢⱼEᵢⱼ with E from the margins; w = 1 off the diagonal, or (i − j)².
 *
 * @param table square: how often the first rater chose row i and the second column j; same categories, in order
 * @returns `tooFewGroups` under 2 × 2, `differentLengths` where it is not square, `invalidValue`, `noData`;
 *   `noVariation` where both raters only ever used one and the same category
 * @see Cohen (1960), "A coefficient of agreement for nominal scales"; Cohen (1968), "Weighted kappa"
 */
export function cohensKappa(table: readonly (readonly number[])[]): Outcome<Kappa> {
  if (table.length < 2) return failure('tooFewGroups');
  if (table.some((row) => row.length !== table.length)) return failure('differentLengths');
  if (table.some((row) => row.some((count) => !Number.isFinite(count) || count < 0)))
    return failure('invalidValue');
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = table.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));
  const total = rows.reduce((sum, count) => sum + count, 0);
  if (total === 0) return failure('noData');
  const agreement = (weight: (i: number, j: number) => number) => {
    let observed = 0;
    let expected = 0;
    table.forEach((row, i) =>
      row.forEach((count, j) => {
        observed += weight(i, j) * count;
        expected += weight(i, j) * rows[i]! * (columns[j]! / total);
      }),
    );
    return expected > 0 ? 1 - observed / expected : null;
  };
  const kappa = agreement((i, j) => (i === j ? 0 : 1));
  const weightedKappa = agreement((i, j) => (i - j) ** 2);
  return kappa === null || weightedKappa === null
    ? failure('noVariation')
    : success({ kappa, weightedKappa });
}
