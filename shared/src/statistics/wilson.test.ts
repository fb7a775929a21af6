import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { agrestiCoullInterval } from './agresti-coull.js';
import { clopperPearsonInterval } from './clopper-pearson.js';
import { binomialLowerTail } from './distributions/binomial.js';
import { wilsonInterval } from './wilson.js';

describe('wilsonInterval', () => {
  test('agrees with R prop.test(81, 263, correct = FALSE)', () => {
    const outcome = wilsonInterval(81, 263);
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.value.estimate).toBeCloseTo(0.307984790874525, 12);
    expect(outcome.value.lower).toBeCloseTo(0.255288519878274, 12);
    expect(outcome.value.upper).toBeCloseTo(0.3662095769828, 12);
  });

  test('says why there is no interval', () => {
    expect(wilsonInterval(0, 0)).toEqual({ ok: false, reason: 'noData' });
    expect(wilsonInterval(3, 2)).toEqual({ ok: false, reason: 'invalidValue' });
    expect(wilsonInterval(-1, 2)).toEqual({ ok: false, reason: 'invalidValue' });
    expect(wilsonInterval(Number.NaN, 2)).toEqual({ ok: false, reason: 'invalidValue' });
    expect(wilsonInterval(1, 2, 1)).toEqual({ ok: false, reason: 'invalidValue' });
  });

  test('holds the estimate, stays within 0 and 1, mirrors, and narrows as n grows', () => {
    const cases = fc
      .integer({ min: 1, max: 50_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(cases, ([count, n]) => {
        const one = wilsonInterval(count, n);
        const mirrored = wilsonInterval(n - count, n);
        const tenfold = wilsonInterval(10 * count, 10 * n);
        if (!one.ok || !mirrored.ok || !tenfold.ok) throw new Error('no interval');
        expect(one.value.lower).toBeGreaterThanOrEqual(0);
        expect(one.value.upper).toBeLessThanOrEqual(1);
        expect(one.value.lower).toBeLessThanOrEqual(one.value.estimate);
        expect(one.value.upper).toBeGreaterThanOrEqual(one.value.estimate);
        expect(1 - mirrored.value.upper).toBeCloseTo(one.value.lower, 12);
        expect(tenfold.value.upper - tenfold.value.lower).toBeLessThan(one.value.upper - one.value.lower);
      }),
    );
  });
});

describe('coverage, exactly from the binomial', () => {
  /** How often the interval of n answers takes in the share p, over a grid of p from 0.05 to 0.95. */
  function coverages(interval: typeof wilsonInterval, n: number): number[] {
    const limits = Array.from({ length: n + 1 }, (_, count) => {
      const outcome = interval(count, n);
      if (!outcome.ok) throw new Error(outcome.reason);
      return outcome.value;
    });
    return Array.from({ length: 91 }, (_, k) => {
      const p = 0.05 + k / 100;
      return limits.reduce((sum, { lower, upper }, count) => {
        const probability = binomialLowerTail(count, n, p) - binomialLowerTail(count - 1, n, p);
        return lower <= p && p <= upper ? sum + probability : sum;
      }, 0);
    });
  }
  const average = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  test.each([10, 25, 80, 200])('n = %i: Wilson covers 95 % on average, Clopper–Pearson never less', (n) => {
    expect(Math.abs(average(coverages(wilsonInterval, n)) - 0.95)).toBeLessThan(0.01);
    expect(Math.min(...coverages(clopperPearsonInterval, n))).toBeGreaterThanOrEqual(0.95);
    expect(average(coverages(agrestiCoullInterval, n))).toBeGreaterThan(0.95);
  });
});
