import { describe, expect, test } from '@jest/globals';
import { chiSquared, fisherExact } from '../statistics/index.js';
import { testBetweenRows } from './test-between-rows.js';

const rows = (...shares: (readonly [count: number, n: number] | null)[]) =>
  shares.map((share) => ({
    favourable: share && {
      count: share[0],
      n: share[1],
      share: share[0] / share[1],
      lower: 0,
      upper: 1,
      method: 'wilson' as const,
      designEffect: null,
      df: null,
      unweighted: null,
    },
  }));
const valueOf = (...shares: Parameters<typeof rows>) => {
  const outcome = testBetweenRows(rows(...shares));
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

describe('test between rows', () => {
  test('is χ² of favourable and not', () => {
    const reference = chiSquared([
      [60, 40],
      [30, 70],
      [45, 55],
    ]);
    expect(valueOf([60, 100], [30, 100], [45, 100])).toMatchObject({
      method: 'chiSquared',
      approximate: false,
      pValue: reference.ok && reference.value.pValue,
    });
  });

  test('is exact for two rows with an expected count under 5', () => {
    const reference = fisherExact([
      [9, 1],
      [14, 6],
    ]);
    const tested = valueOf([9, 10], [14, 20]);
    expect(tested).toMatchObject({ method: 'fisherExact', approximate: false });
    expect(tested.pValue).toBe(reference.ok && reference.value.pValue);
  });

  test('says that it is approximate where over a fifth of the expected counts are under 5', () => {
    expect(valueOf([9, 10], [8, 10], [7, 10])).toMatchObject({ method: 'chiSquared', approximate: true });
  });

  test('says why there is none', () => {
    const reasonOf = (...shares: Parameters<typeof rows>) => {
      const outcome = testBetweenRows(rows(...shares));
      return outcome.ok ? null : outcome.reason;
    };
    expect(reasonOf()).toBe('tooFewGroups');
    expect(reasonOf([5, 10], null)).toBe('tooFewGroups');
    expect(reasonOf([10, 10], [20, 20])).toBe('noVariation');
    expect(reasonOf([0, 10], [0, 20])).toBe('noVariation');
  });
});
