import { expect, test } from '@jest/globals';
import { differenceOfShares } from './share-difference.js';
import { wilsonInterval } from './wilson.js';

const wilson = (count: number, n: number) => {
  const outcome = wilsonInterval(count, n);
  if (!outcome.ok) throw new Error(outcome.reason);
  return { share: count / n, lower: outcome.value.lower, upper: outcome.value.upper };
};

test('squares and adds the limits that face each other', () => {
  // Lower: √(0.08² + 0.06²) = 0.1 below 0.16; upper: √(0.12² + 0.05²) = 0.13 above.
  const told = differenceOfShares(
    { share: 0.56, lower: 0.48, upper: 0.68 },
    { share: 0.4, lower: 0.35, upper: 0.46 },
  );
  expect(told.difference).toBeCloseTo(0.16, 12);
  expect(told.lower).toBeCloseTo(0.06, 12);
  expect(told.upper).toBeCloseTo(0.29, 12);
});

test('with Wilson’s limits is Newcombe’s method 10', () => {
  // Newcombe (1998), table II: 56/70 − 48/80 has 0.0524 to 0.3339, 9/10 − 3/10 has 0.1705 to 0.8090.
  const first = differenceOfShares(wilson(56, 70), wilson(48, 80));
  expect([first.lower, first.upper].map((limit) => limit.toFixed(4))).toEqual(['0.0524', '0.3339']);
  const second = differenceOfShares(wilson(9, 10), wilson(3, 10));
  expect([second.lower, second.upper].map((limit) => limit.toFixed(4))).toEqual(['0.1705', '0.8090']);
});

test('at the edges stays within −1 and 1 and is not empty', () => {
  // The same table: 10/10 − 0/20 has 0.6791 to 1, 10/10 − 0/10 has 0.6075 to 1.
  const all = differenceOfShares(wilson(10, 10), wilson(0, 20));
  expect([all.lower.toFixed(4), all.upper]).toEqual(['0.6791', 1]);
  expect(differenceOfShares(wilson(10, 10), wilson(0, 10)).lower.toFixed(4)).toBe('0.6075');
  const none = differenceOfShares(wilson(0, 10), wilson(0, 20));
  expect(none.difference).toBe(0);
  expect(none.lower).toBeLessThan(0);
  expect(none.upper).toBeGreaterThan(0);
});

test('turned round is the same with the other sign; limits without width are known', () => {
  const [one, two] = [wilson(7, 30), wilson(20, 41)];
  const there = differenceOfShares(one, two);
  const back = differenceOfShares(two, one);
  expect(back.lower).toBeCloseTo(-there.upper, 12);
  expect(back.upper).toBeCloseTo(-there.lower, 12);
  const known = differenceOfShares(one, { share: 0.5, lower: 0.5, upper: 0.5 });
  expect(known.lower).toBeCloseTo(one.lower - 0.5, 12);
  expect(known.upper).toBeCloseTo(one.upper - 0.5, 12);
});
