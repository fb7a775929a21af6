import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from './outcome.js';
import {
  adjustBenjaminiHochberg,
  adjustHolm,
  compareProportions,
  dunn,
  fisherExact,
  kruskalWallis,
  mannWhitney,
  proportionTrend,
  welchAnova,
  welchTTest,
} from './index.js';

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

function reasonOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.reason;
}

const scale = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 30 });

describe('two samples', () => {
  test('Mann–Whitney sees order only: a rising change of scale alters nothing, exchange turns the sign', () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const one = valueOf(mannWhitney(a, b));
        const cubed = valueOf(
          mannWhitney(
            a.map((x) => x ** 3),
            b.map((x) => x ** 3),
          ),
        );
        const exchanged = valueOf(mannWhitney(b, a));
        expect(cubed).toEqual(one);
        expect(exchanged.cliffsDelta).toBeCloseTo(-one.cliffsDelta, 12);
        expect(exchanged.u).toBeCloseTo(a.length * b.length - one.u, 9);
      }),
    );
  });

  test("Cliff's δ is what counting all pairs gives", () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const pairs = a.flatMap((x) => b.map((y): number => Math.sign(x - y)));
        const counted = pairs.reduce((sum, sign) => sum + sign, 0) / pairs.length;
        expect(valueOf(mannWhitney(a, b)).cliffsDelta).toBeCloseTo(counted, 10);
      }),
    );
  });

  test('all tied: nothing to test, no effect', () => {
    expect(valueOf(mannWhitney([2, 2], [2]))).toEqual({ u: 1, pValue: null, cliffsDelta: 0 });
    expect(reasonOf(mannWhitney([], [2]))).toBe('emptyCategory');
  });

  test('Welch of two groups: F is t squared, the interval excludes 0 exactly where p is small', () => {
    fc.assert(
      fc.property(scale, scale, (a, b) => {
        const t = welchTTest(a, b);
        const f = welchAnova([a, b]);
        if (!t.ok || !f.ok) return;
        expect(f.value.f).toBeCloseTo(t.value.t ** 2, 6);
        expect(f.value.pValue).toBeCloseTo(t.value.pValue, 8);
        expect(t.value.lower > 0 || t.value.upper < 0).toBe(t.value.pValue < 0.05);
      }),
    );
  });

  test('two proportions: exchange mirrors the interval', () => {
    const one = valueOf(compareProportions({ count: 56, n: 70 }, { count: 48, n: 80 }));
    const other = valueOf(compareProportions({ count: 48, n: 80 }, { count: 56, n: 70 }));
    expect([one.lower, one.upper].map((x) => Math.round(x * 1e4) / 1e4)).toEqual([0.0524, 0.3339]);
    expect(other.lower).toBeCloseTo(-one.upper, 12);
    expect(other.z).toBeCloseTo(-one.z!, 12);
    expect(valueOf(compareProportions({ count: 5, n: 5 }, { count: 9, n: 9 }))).toMatchObject({
      z: null,
      pValue: null,
    });
  });
});

describe('several samples', () => {
  test('Kruskal–Wallis of two groups is the uncorrected Mann–Whitney; order of groups does not matter', () => {
    fc.assert(
      fc.property(scale, scale, scale, (a, b, c) => {
        const one = kruskalWallis([a, b, c]);
        const other = kruskalWallis([c, a, b]);
        expect(other.ok).toBe(one.ok);
        if (one.ok && other.ok) expect(other.value.h).toBeCloseTo(one.value.h, 9);
      }),
    );
  });

  test('Dunn: Holm never says less than the pair alone', () => {
    fc.assert(
      fc.property(scale, scale, scale, (a, b, c) => {
        const outcome = dunn([a, b, c]);
        if (!outcome.ok) return;
        expect(outcome.value.map(({ pair }) => pair)).toEqual([
          [0, 1],
          [0, 2],
          [1, 2],
        ]);
        outcome.value.forEach(({ holm, pValue }) => expect(holm).toBeGreaterThanOrEqual(pValue));
      }),
    );
  });

  test('say why there is no answer', () => {
    expect(reasonOf(kruskalWallis([[1]]))).toBe('tooFewGroups');
    expect(reasonOf(kruskalWallis([[1], []]))).toBe('emptyCategory');
    expect(reasonOf(kruskalWallis([[1], [1, 1]]))).toBe('noVariation');
    expect(reasonOf(welchTTest([1], [1, 2]))).toBe('tooFewValues');
    expect(reasonOf(welchTTest([1, 1], [2, 2]))).toBe('noVariation');
    expect(reasonOf(proportionTrend([1, 2], [3, 0]))).toBe('invalidValue');
    expect(reasonOf(proportionTrend([0, 0], [3, 4]))).toBe('noVariation');
    expect(reasonOf(proportionTrend([2, 0], [3, 0]))).toBe('noVariation');
  });
});

describe('several p-values', () => {
  test('adjustments keep the order of p, stay under 1, and Holm is never the laxer one', () => {
    const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(ps, (pValues) => {
        const holm = valueOf(adjustHolm(pValues)) as number[];
        const bh = valueOf(adjustBenjaminiHochberg(pValues)) as number[];
        pValues.forEach((p, i) => {
          expect(holm[i]!).toBeGreaterThanOrEqual(bh[i]! - 1e-12);
          expect(bh[i]!).toBeGreaterThanOrEqual(p - 1e-12);
          expect(holm[i]!).toBeLessThanOrEqual(1);
          pValues.forEach((q, j) => {
            if (p < q) expect(holm[i]!).toBeLessThanOrEqual(holm[j]!);
          });
        });
      }),
    );
  });

  test('a comparison that was not tested does not count', () => {
    expect(adjustHolm([null, 0.01, 0.04])).toEqual({ ok: true, value: [null, 0.02, 0.04] });
    expect(reasonOf(adjustHolm([2]))).toBe('invalidValue');
  });
});

describe('fisherExact', () => {
  test('does not depend on which way the table lies', () => {
    const cell = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        fc.pre(a + b + c + d > 0);
        const one = valueOf(
          fisherExact([
            [a, b],
            [c, d],
          ]),
        ).pValue;
        expect(
          valueOf(
            fisherExact([
              [a, c],
              [b, d],
            ]),
          ).pValue,
        ).toBeCloseTo(one, 10);
        expect(
          valueOf(
            fisherExact([
              [d, c],
              [b, a],
            ]),
          ).pValue,
        ).toBeCloseTo(one, 10);
      }),
    );
  });
});
