import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chiSquared } from './chi-squared.js';
import { cramersVLabel } from './effect-size.js';

describe('chiSquared', () => {
  test('agrees with R chisq.test on hair by eye colour, far into the tail', () => {
    const outcome = chiSquared([
      [68, 20, 15, 5],
      [119, 84, 54, 29],
      [26, 17, 14, 14],
      [7, 94, 10, 16],
    ]);
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.value.statistic).toBeCloseTo(138.289841626008, 9);
    expect(outcome.value.df).toBe(9);
    expect(outcome.value.pValue / 2.32528678709881e-25).toBeCloseTo(1, 10);
    expect(outcome.value.cramersV).toBeCloseTo(0.279044623342658, 12);
    expect(outcome.value.residuals[3]![1]).toBeCloseTo(9.96755012115448, 11);
  });

  test('says why there is no test', () => {
    const reason = (table: number[][]) => {
      const outcome = chiSquared(table);
      return outcome.ok ? null : outcome.reason;
    };
    expect(reason([[1, 2]])).toBe('tooFewGroups');
    expect(reason([[1], [2]])).toBe('tooFewGroups');
    expect(reason([[1, 2], [3]])).toBe('differentLengths');
    expect(
      reason([
        [0, 0],
        [0, 0],
      ]),
    ).toBe('noData');
    expect(
      reason([
        [4, 0],
        [9, 0],
      ]),
    ).toBe('emptyCategory');
    expect(
      reason([
        [4, -1],
        [9, 2],
      ]),
    ).toBe('invalidValue');
  });

  test('does not depend on the order of rows or which way the table lies', () => {
    const table = fc.array(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(table, (rows) => {
        const one = chiSquared(rows);
        const reversed = chiSquared(rows.toReversed());
        const transposed = chiSquared(rows[0]!.map((_, j) => rows.map((row) => row[j]!)));
        if (!one.ok || !reversed.ok || !transposed.ok) throw new Error('no test');
        expect(reversed.value.statistic).toBeCloseTo(one.value.statistic, 6);
        expect(transposed.value.cramersV).toBeCloseTo(one.value.cramersV, 8);
        expect(one.value.pValue).toBeGreaterThanOrEqual(0);
        expect(one.value.pValue).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('cramersVLabel', () => {
  test("follows Cohen's thresholds of w", () => {
    expect(cramersVLabel(0.05, 1)).toBe('negligible');
    expect(cramersVLabel(0.1, 1)).toBe('small');
    expect(cramersVLabel(0.3, 1)).toBe('medium');
    expect(cramersVLabel(0.5, 1)).toBe('large');
    expect(cramersVLabel(0.29, 4)).toBe('large');
  });
});
