import { describe, expect, test } from '@jest/globals';
import type { Outcome } from './outcome.js';
import { welchAnova, welchAnovaOfMoments } from './welch.js';

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

const reasonOf = (outcome: Outcome<unknown>): string | null => (outcome.ok ? null : outcome.reason);

const of = (n: number, mean: number, errorVariance: number) => ({ n, mean, errorVariance });

describe('welchAnovaOfMoments', () => {
  // R's oneway.test of the moments of InsectSprays (count ~ spray) and PlantGrowth (weight ~ group).
  test('agrees with R', () => {
    const sprays = valueOf(
      welchAnovaOfMoments([
        of(12, 14.5, 1.856060606060606),
        of(12, 46 / 3, 1.52020202020202),
        of(12, 25 / 12, 0.325126262626263),
        of(12, 59 / 12, 0.52209595959596),
        of(12, 3.5, 0.25),
        of(12, 50 / 3, 3.217171717171718),
      ]),
    );
    expect(sprays.f).toBeCloseTo(36.0654438935773, 8);
    expect(sprays.numeratorDf).toBe(5);
    expect(sprays.denominatorDf).toBeCloseTo(30.0425605087674, 8);
    expect(sprays.pValue / 7.99937945567335e-12).toBeCloseTo(1, 6);
    const growth = valueOf(
      welchAnovaOfMoments([
        of(10, 5.032, 0.0339995555555556),
        of(10, 4.661, 0.0629921111111111),
        of(10, 5.526, 0.0195871111111111),
      ]),
    );
    expect(growth.f).toBeCloseTo(5.18097240811319, 9);
    expect(growth.denominatorDf).toBeCloseTo(17.1284186166441, 9);
    expect(growth.pValue).toBeCloseTo(0.01739282149017, 9);
  });

  test('of two groups is the square of Welch’s t', () => {
    const { f, denominatorDf, pValue } = valueOf(
      welchAnovaOfMoments([of(10, 4.661, 0.0629921111111111), of(10, 5.526, 0.0195871111111111)]),
    );
    expect(f).toBeCloseTo(9.06069323329921, 9);
    expect(denominatorDf).toBeCloseTo(14.1035691227603, 9);
    expect(pValue).toBeCloseTo(0.00929840471726983, 9);
  });

  test('is what the values themselves give', () => {
    const groups = [[1, 2, 2, 5], [3, 4, 4, 4, 5], [2, 9, 4]]; // prettier-ignore
    const moments = groups.map((values) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return of(values.length, mean, squares / (values.length - 1) / values.length);
    });
    const [ofValues, ofMoments] = [valueOf(welchAnova(groups)), valueOf(welchAnovaOfMoments(moments))];
    expect(ofMoments.f).toBeCloseTo(ofValues.f, 12);
    expect(ofMoments.denominatorDf).toBeCloseTo(ofValues.denominatorDf, 12);
    expect(ofMoments.pValue).toBeCloseTo(ofValues.pValue, 12);
  });

  test('of equal means is 0, with p = 1', () => {
    expect(valueOf(welchAnovaOfMoments([of(5, 2, 0.1), of(7, 2, 0.3)]))).toMatchObject({ f: 0, pValue: 1 });
  });

  test('says what it cannot do', () => {
    expect(reasonOf(welchAnovaOfMoments([]))).toBe('tooFewGroups');
    expect(reasonOf(welchAnovaOfMoments([of(5, 2, 0.1)]))).toBe('tooFewGroups');
    expect(reasonOf(welchAnovaOfMoments([of(5, 2, 0.1), of(1, 3, 0.1)]))).toBe('tooFewValues');
    expect(reasonOf(welchAnovaOfMoments([of(5, 2, 0.1), of(5, 3, 0)]))).toBe('noVariation');
    expect(reasonOf(welchAnovaOfMoments([of(5, 2, Infinity), of(5, 3, Infinity)]))).toBe('overflow');
    expect(reasonOf(welchAnovaOfMoments([of(5, 2, 5e-324), of(5, 3, 5e-324)]))).toBe('overflow');
  });
});
