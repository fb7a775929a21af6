import { describe, expect, test } from '@jest/globals';
import { betweenUnitVariance } from './between-unit-variance.js';
import { clusteredDifference } from './clustered-difference.js';
import { funnelTest } from './funnel-test.js';
import { meanInterval } from './mean-interval.js';
import { seededRandom } from './random.js';

const valueOf = <T>(outcome: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
};

/** Units of 100 answers whose true angles are normal about that of 0.8 with this standard deviation. */
function units(number: number, sd: number, seed: number): { count: number; n: number }[] {
  const below = seededRandom(seed);
  const uniform = (): number => (below(1_000_000) + 0.5) / 1_000_000;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Array.from({ length: number }, () => {
    const p = Math.sin((2 * Math.asin(Math.sqrt(0.8)) + sd * normal()) / 2) ** 2;
    return { count: Array.from({ length: 100 }, uniform).filter((u) => u < p).length, n: 100 };
  });
}

describe('the variance between units', () => {
  test('of two units worked by hand', () => {
    // Angles π/2 and 2π/3 of 100 answers each: Q = 100 · 2 · (π/12)² = 13.71, less 1, over 200 − 100.
    const outcome = betweenUnitVariance([
      { count: 50, n: 100 },
      { count: 75, n: 100 },
    ]);
    expect(valueOf(outcome)).toBeCloseTo((200 * (Math.PI / 12) ** 2 - 1) / 100, 10);
  });

  test('finds the variance that units were made with, and next to none where they differ by chance', () => {
    const found = Math.sqrt(valueOf(betweenUnitVariance(units(2000, 0.2, 1))));
    expect(Math.abs(found - 0.2)).toBeLessThan(0.01);
    expect(valueOf(betweenUnitVariance(units(2000, 0, 2)))).toBeLessThan(0.001);
  });

  test('is hardly moved by the few units that stand out', () => {
    const usual = units(80, 0.2, 3);
    const outliers = Array.from({ length: 4 }, () => ({ count: 5, n: 100 }));
    const [without, withThem] = [usual, [...usual, ...outliers]].map((each) =>
      valueOf(betweenUnitVariance(each)),
    );
    expect(withThem! / without!).toBeLessThan(1.6);
  });

  test('is 0 where units are all alike; refuses too few or impossible units', () => {
    expect(valueOf(betweenUnitVariance(Array(5).fill({ count: 8, n: 10 })))).toBe(0);
    expect(
      betweenUnitVariance([
        { count: 1, n: 2 },
        { count: 0, n: 0 },
      ]),
    ).toMatchObject({ reason: 'tooFewGroups' });
    expect(
      betweenUnitVariance([
        { count: 3, n: 2 },
        { count: 1, n: 2 },
      ]),
    ).toMatchObject({ reason: 'invalidValue' });
  });
});

describe('a difference between clustered proportions', () => {
  const [first, second] = [
    { count: 75, n: 100, units: 4 },
    { count: 250, n: 500, units: 20 },
  ];

  test('is tested against both kinds of chance', () => {
    const { h, z } = valueOf(clusteredDifference(first, second, 0.02));
    expect(h).toBeCloseTo(Math.PI / 6, 10);
    expect(z).toBeCloseTo(Math.PI / 6 / Math.sqrt(0.01 + 0.002 + 0.02 * (1 / 4 + 1 / 20)), 10);
    expect(z).toBeLessThan(valueOf(clusteredDifference(first, second, 0)).z);
  });

  test('keeps its level: 1 in 20 pairs of places that do not differ', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const all = units(40, 0.25, seed);
      const sum = (some: typeof all) => ({
        count: some.reduce((total, { count }) => total + count, 0),
        n: 100 * some.length,
        units: some.length,
      });
      const spread = valueOf(betweenUnitVariance(all));
      if (valueOf(clusteredDifference(sum(all.slice(0, 5)), sum(all.slice(5)), spread)).pValue < 0.05)
        alarms += 1;
    }
    expect(alarms / 400).toBeLessThan(0.09);
    expect(alarms / 400).toBeGreaterThan(0.015);
  });

  test('refuses what is no proportion', () => {
    expect(clusteredDifference({ count: 0, n: 0, units: 1 }, second, 0)).toMatchObject({ reason: 'noData' });
    expect(clusteredDifference({ ...first, count: 101 }, second, 0)).toMatchObject({
      reason: 'invalidValue',
    });
    expect(clusteredDifference(first, second, Number.NaN)).toMatchObject({ reason: 'invalidValue' });
  });
});

describe('the funnel test', () => {
  test('is the exact binomial tail where units do not differ', () => {
    // R: 2 * pbinom(0, 20, 0.3) = 0.0015958; 2 * 0.84^95 = 1.27e-7
    expect(valueOf(funnelTest({ count: 0, n: 20 }, 0.3, 0)).pValue).toBeCloseTo(2 * 0.7 ** 20, 9);
    const { z, pValue } = valueOf(funnelTest({ count: 95, n: 95 }, 0.84, 0));
    expect([z > 0, pValue / (2 * 0.84 ** 95)]).toEqual([true, expect.closeTo(1, 6)]);
  });

  test('is drawn in by the spread of units', () => {
    const alone = valueOf(funnelTest({ count: 40, n: 100 }, 0.6, 0));
    const among = valueOf(funnelTest({ count: 40, n: 100 }, 0.6, 0.03));
    expect(among.z).toBeCloseTo(alone.z / 2, 10);
  });

  test('has a score even where the tail is too small for a number, and none beyond the middle', () => {
    expect(valueOf(funnelTest({ count: 0, n: 100_000 }, 0.5, 0)).z).toBe(-37);
    expect(valueOf(funnelTest({ count: 60, n: 100 }, 0.6, 0)).pValue).toBeGreaterThan(0.9);
  });

  test('refuses parts of answers and impossible targets', () => {
    expect(funnelTest({ count: 1, n: 2.5 }, 0.5, 0)).toMatchObject({ reason: 'invalidValue' });
    expect(funnelTest({ count: 1, n: 2 }, 1, 0)).toMatchObject({ reason: 'invalidValue' });
    expect(funnelTest({ count: 0, n: 0 }, 0.5, 0)).toMatchObject({ reason: 'noData' });
  });
});

test('the t interval of a mean from its moments', () => {
  // R: 5 + c(-1, 1) * qt(0.975, 9) * 2 / sqrt(10)
  const { lower, upper } = valueOf(meanInterval(5, 2, 10));
  expect([lower, upper]).toEqual([expect.closeTo(3.569286, 6), expect.closeTo(6.430714, 6)]);
  expect(meanInterval(5, 2, 1)).toMatchObject({ reason: 'tooFewValues' });
  expect(meanInterval(5, -1, 9)).toMatchObject({ reason: 'invalidValue' });
});
