/**
 * The sum of `length` terms, compensated (Neumaier 1974), so that a million rows lose no digits.
 *
 * @param length how many terms
 * @param term the i-th term, from 0
 */
export function sumOf(length: number, term: (i: number) => number): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < length; i += 1) {
    const value = term(i);
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
