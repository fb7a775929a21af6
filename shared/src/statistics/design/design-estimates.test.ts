import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../outcome.js';
import { wilsonInterval } from '../wilson.js';
import { designDifference, designShareInterval, waldTest } from './index.js';

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

const reasonOf = (outcome: Outcome<unknown>): string | null => (outcome.ok ? null : outcome.reason);

describe('designShareInterval', () => {
  // Limits: Wilson's formula in R with n* = 0.3 × 0.7/variance and qt(0.975, 20).
  test('is Wilson’s with the effective sample size and t', () => {
    const told = valueOf(designShareInterval(0.3, 0.0009, 500, 20));
    expect(told.effectiveN).toBeCloseTo(0.21 / 0.0009, 9);
    expect(told.lower).toBeCloseTo(0.241549902455803, 9);
    expect(told.upper).toBeCloseTo(0.365772816689444, 9);
    const narrower = valueOf(designShareInterval(0.3, 0.0009, 500, 20, 0.9));
    expect(narrower.lower).toBeCloseTo(0.251041150774544, 9);
    expect(narrower.upper).toBeCloseTo(0.35399406291146, 9);
  });

  test('is of no more answers than there are, however much clusters agree', () => {
    for (const variance of [0.0009, 1e-12, 0]) {
      const told = valueOf(designShareInterval(0.3, variance, 100, 20));
      expect(told.effectiveN).toBe(100);
      expect(told.lower).toBeCloseTo(0.214392072400954, 9);
      expect(told.upper).toBeCloseTo(0.402287148113329, 9);
    }
  });

  test('of nobody, or of everybody, is of all answers and is not empty', () => {
    // t²/(n + t²) = 0.1226… with n = 40, t = qt(0.975, 7)
    const reach = 0.122642471664146;
    for (const variance of [0, 1e-9, null]) {
      const df = variance === null ? null : 7;
      const none = valueOf(designShareInterval(0, variance, 40, df));
      const all = valueOf(designShareInterval(1, variance, 40, df));
      expect([none.lower, all.upper, none.effectiveN, all.effectiveN]).toEqual([0, 1, 40, 40]);
      if (df !== null) expect(none.upper).toBeCloseTo(reach, 9);
      expect(all.lower).toBeCloseTo(1 - none.upper, 12);
    }
  });

  test('with nothing known of clusters is Wilson’s own', () => {
    const told = valueOf(designShareInterval(0.3, null, 50, null));
    const plain = valueOf(wilsonInterval(15, 50));
    expect(told.lower).toBeCloseTo(plain.lower, 12);
    expect(told.upper).toBeCloseTo(plain.upper, 12);
  });

  test('is widest with one degree of freedom and refuses less', () => {
    const one = valueOf(designShareInterval(0.3, 0.0009, 500, 1));
    const many = valueOf(designShareInterval(0.3, 0.0009, 500, 1e6));
    expect(one.upper - one.lower).toBeGreaterThan(many.upper - many.lower);
    expect(reasonOf(designShareInterval(0.3, 0.0009, 500, 0))).toBe('tooFewValues');
    expect(reasonOf(designShareInterval(0.3, 0.0009, 500, 0.5))).toBe('tooFewValues');
  });

  test('says what it cannot do', () => {
    expect(reasonOf(designShareInterval(0.3, 0.0009, 0, 3))).toBe('noData');
    for (const share of [-0.1, 1.1, NaN])
      expect(reasonOf(designShareInterval(share, 0.0009, 10, 3))).toBe('invalidValue');
    for (const variance of [-1, NaN])
      expect(reasonOf(designShareInterval(0.3, variance, 10, 3))).toBe('invalidValue');
    expect(reasonOf(designShareInterval(0.3, 0.0009, NaN, 3))).toBe('invalidValue');
    expect(reasonOf(designShareInterval(0.3, 0.0009, 10, 3, 1))).toBe('invalidValue');
  });
});

describe('waldTest', () => {
  // R's survey 4.1.1, data(api): svyby(~api00, ~stype, svydesign(~dnum, weights = ~pw, data = apiclus1), svymean,
  // covmat = TRUE), and regTermTest(svyglm(api00 ~ stype, …), ~stype).
  const means = [648.868055555556, 618.571428571429, 631.44];
  const covariance = [
    [510.186711552484, 532.531931516406, 659.913660796958],
    [532.531931516406, 1474.76185517939, 671.639510204082],
    [659.913660796958, 671.639510204082, 1019.356909714286],
  ];

  test('agrees with R’s survey', () => {
    const { f, numeratorDf, denominatorDf, pValue } = valueOf(waldTest(means, covariance, 14));
    expect(f).toBeCloseTo(1.252873118821915, 9);
    expect([numeratorDf, denominatorDf]).toEqual([2, 12]);
    expect(pValue).toBeCloseTo(0.320514013303706, 9);
  });

  test('does not depend on which mean comes first', () => {
    const turned = [2, 0, 1];
    const told = waldTest(
      turned.map((i) => means[i]!),
      turned.map((i) => turned.map((j) => covariance[i]![j]!)),
      14,
    );
    expect(valueOf(told).f).toBeCloseTo(1.252873118821915, 9);
  });

  test('of two independent means is t²', () => {
    const told = valueOf(waldTest([0.5, 0.4], [[0.0009, 0], [0, 0.0016]], 20)); // prettier-ignore
    expect(told).toMatchObject({ numeratorDf: 1, denominatorDf: 19 });
    expect(told.f).toBeCloseTo(4, 12);
  });

  test('refuses where too little is left, or differences have no error', () => {
    expect(reasonOf(waldTest([1], [[1]], 10))).toBe('tooFewGroups');
    expect(reasonOf(waldTest([], [], 10))).toBe('tooFewGroups');
    expect(reasonOf(waldTest(means, covariance, 2))).toBe('tooFewValues');
    expect(reasonOf(waldTest(means, covariance, 3))).toBeNull();
    // Means that go up and down together have differences without an error: V is singular.
    expect(reasonOf(waldTest([1, 2], [[3, 3], [3, 3]], 10))).toBe('noVariation'); // prettier-ignore
    const oneFollowsFromTheOther = [
      [1, 0, 0],
      [0, 2, 2],
      [0, 2, 2],
    ];
    expect(reasonOf(waldTest([1, 2, 3], oneFollowsFromTheOther, 10))).toBe('noVariation');
  });
});

describe('designDifference', () => {
  const of = (estimate: number, standardError: number, df: number | null) => ({
    estimate,
    standardError,
    df,
  });

  test('has Satterthwaite’s degrees of freedom', () => {
    // SE = √(0.03² + 0.04²) = 0.05, t = 2, df = 0.05⁴/(0.03⁴/10 + 0.04⁴/20); R: 2 * pt(-2, df)
    const told = valueOf(designDifference(of(0.5, 0.03, 10), of(0.4, 0.04, 20)));
    expect(told.difference).toBeCloseTo(0.1, 12);
    expect(told.standardError).toBeCloseTo(0.05, 12);
    expect(told.t).toBeCloseTo(2, 10);
    expect(told.df).toBeCloseTo(29.9043062200957, 9);
    expect(told.pValue).toBeCloseTo(0.0546546006839219, 9);
  });

  test('an error that is as good as known takes none, and two make t normal', () => {
    const one = valueOf(designDifference(of(0.5, 0.03, 10), of(0.4, 0.04, null)));
    expect(one.df).toBeCloseTo(77.1604938271605, 9);
    expect(one.pValue).toBeCloseTo(0.0490194281439646, 9);
    const both = valueOf(designDifference(of(0.5, 0.03, null), of(0.4, 0.04, null)));
    expect(both.df).toBeNull();
    expect(both.pValue).toBeCloseTo(0.0455002638963584, 9);
  });

  test('against an estimate without error is its own t test', () => {
    const told = valueOf(designDifference(of(0.5, 0.05, 10), of(0.4, 0, 20)));
    expect(told.df).toBeCloseTo(10, 9);
    expect(valueOf(designDifference(of(0.4, 0, 20), of(0.5, 0.05, 10))).t).toBeCloseTo(-told.t, 12);
  });

  test('of equals is 0, with p = 1', () => {
    expect(valueOf(designDifference(of(0.5, 0.03, 10), of(0.5, 0.03, 10)))).toMatchObject({
      t: 0,
      pValue: 1,
    });
  });

  test('says what it cannot do', () => {
    expect(reasonOf(designDifference(of(0.5, 0, 10), of(0.4, 0, 10)))).toBe('noVariation');
    for (const wrong of [of(NaN, 1, 3), of(1, -1, 3), of(1, NaN, 3), of(1, 1, 0), of(1, 1, -2)]) {
      expect(reasonOf(designDifference(wrong, of(1, 1, 3)))).toBe('invalidValue');
      expect(reasonOf(designDifference(of(1, 1, 3), wrong))).toBe('invalidValue');
    }
  });
});
