import { binomialTerm } from './distributions/binomial-term.js';
import { failure, success, type Outcome } from './outcome.js';

/** Tables that are no likelier than this factor times the observed one count as at least as extreme, as in R. */
const TOLERANCE = 1 + 1e-7;

/**
 * Fisher's exact test of a 2 × 2 table, two-sided: the probability, all margins given, of a table no likelier than
 * the one observed. For tables too small for χ² (an expected count under 5).
 *
 * @param table two rows of two whole counts
 * @returns the p-value; 1 where a margin is empty (there is only one such table); `tooFewGroups` where the table is
 *   not 2 × 2, `invalidValue` where a count is negative or not whole, `noData`
 * @see Fisher (1935), The Design of Experiments; Agresti (2013), section 3.5; as R's fisher.test
 */
export function fisherExact(table: readonly (readonly number[])[]): Outcome<{ readonly pValue: number }> {
  if (table.length !== 2 || table.some((row) => row.length !== 2)) return failure('tooFewGroups');
  const [a, b, c, d] = table.flat() as [number, number, number, number];
  if (![a, b, c, d].every((count) => Number.isSafeInteger(count) && count >= 0))
    return failure('invalidValue');
  const n = a + b + c + d;
  if (n === 0) return failure('noData');
  const [firstRow, secondRow, firstColumn] = [a + b, c + d, a + c];
  const share = firstColumn / n;
  const rest = (b + d) / n;
  const likelihood = (x: number) =>
    binomialTerm(x, firstRow, share, rest) * binomialTerm(firstColumn - x, secondRow, share, rest);
  const observed = likelihood(a) * TOLERANCE;
  let all = 0;
  let extreme = 0;
  const most = Math.min(firstRow, firstColumn);
  for (let x = Math.max(0, firstColumn - secondRow); x <= most; x += 1) {
    const probability = likelihood(x);
    all += probability;
    if (probability <= observed) extreme += probability;
  }
  return success({ pValue: Math.min(1, extreme / all) });
}
