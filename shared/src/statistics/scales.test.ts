import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from './outcome.js';
import { bivariateNormalLowerTail } from './distributions/bivariate-normal.js';
import {
  cohensKappa,
  correlation,
  intraclassCorrelation,
  mahalanobisDistances,
  polychoricCorrelation,
  relativeImportance,
  reliability,
  shrunkenMeans,
} from './index.js';

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

function reasonOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.reason;
}

const answer = fc.integer({ min: 1, max: 5 });
const rows = fc.array(fc.tuple(answer, answer, answer, answer), { minLength: 8, maxLength: 40 });
const columnsOf = (of: readonly (readonly number[])[]) => of[0]!.map((_, j) => of.map((row) => row[j]!));

describe('scales', () => {
  test('reliability does not depend on the order of rows or a shift of an item', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const one = reliability(columnsOf(given));
        const other = reliability(columnsOf(given.toReversed().map(([a, ...rest]) => [a + 10, ...rest])));
        expect(other.ok).toBe(one.ok);
        if (!one.ok || !other.ok) return;
        expect(other.value.alpha).toBeCloseTo(one.value.alpha, 8);
        expect(one.value.lower).toBeLessThanOrEqual(one.value.alpha);
        expect(one.value.upper).toBeGreaterThanOrEqual(one.value.alpha);
      }),
    );
  });

  test('rows with a missing answer do not count; reasons are named', () => {
    const whole = [
      [1, 2, 4, 5],
      [2, 2, 5, 4],
      [1, 3, 4, 5],
    ];
    const withGap = whole.map((item, j) => [...item, j === 1 ? Number.NaN : 3]);
    expect(reliability(withGap)).toEqual(reliability(whole));
    expect(reasonOf(reliability([[1, 2]]))).toBe('tooFewGroups');
    expect(
      reasonOf(
        reliability([
          [1, 1],
          [1, 2],
        ]),
      ),
    ).toBe('noVariation');
    expect(reasonOf(reliability([[1], [2]]))).toBe('tooFewValues');
    expect(
      valueOf(
        reliability([
          [1, 2, 3],
          [1, 3, 2],
        ]),
      ).omegaTotal,
    ).toBe(null);
  });

  test('polychoric finds the correlation that cut-off normal variables were made with', () => {
    for (const rho of [-0.8, -0.2, 0, 0.5, 0.95]) {
      const [a, b] = [0.3, -0.4];
      const both = Math.round(1e6 * bivariateNormalLowerTail(a, b, rho));
      const first = Math.round(1e6 * bivariateNormalLowerTail(a, Infinity, rho));
      const second = Math.round(1e6 * bivariateNormalLowerTail(Infinity, b, rho));
      const counts = [both, first - both, second - both, 1e6 - first - second + both];
      const x = counts.flatMap((n, cell) => Array.from({ length: n / 50 }, () => (cell < 2 ? 0 : 1)));
      const y = counts.flatMap((n, cell) => Array.from({ length: n / 50 }, () => cell % 2));
      expect(valueOf(polychoricCorrelation(x, y))).toBeCloseTo(rho, 2);
    }
    expect(reasonOf(polychoricCorrelation([1, 1], [1, 2]))).toBe('noVariation');
  });

  test('the bivariate normal agrees with its known values', () => {
    expect(bivariateNormalLowerTail(0, 0, 0.5)).toBeCloseTo(1 / 3, 14);
    expect(bivariateNormalLowerTail(0, 0, -0.99)).toBeCloseTo(0.25 + Math.asin(-0.99) / (2 * Math.PI), 14);
    expect(bivariateNormalLowerTail(1.2, Infinity, 0.3)).toBeCloseTo(0.884930329778292, 14);
    for (const r of [0.9249, 0.9251, -0.9249, -0.9251]) {
      const near = bivariateNormalLowerTail(0.7, -0.3, r);
      const step = bivariateNormalLowerTail(0.7, -0.3, r + 1e-7) - near;
      expect(Math.abs(step)).toBeLessThan(1e-6);
    }
  });

  test('correlation: r = 1 has an interval without width, a constant none', () => {
    const { interval, pValue } = valueOf(correlation([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]));
    expect(interval!.upper - interval!.lower).toBeLessThan(1e-12);
    expect(pValue).toBeLessThan(1e-20);
    expect(reasonOf(correlation([1, 1], [1, 2]))).toBe('noVariation');
    expect(valueOf(correlation([1, 2], [1, 2]))).toMatchObject({ interval: null, pValue: null });
  });

  test('κ: complete agreement is 1, chance is 0, one category for all is no number', () => {
    expect(
      valueOf(
        cohensKappa([
          [4, 0],
          [0, 9],
        ]),
      ),
    ).toEqual({ kappa: 1, weightedKappa: 1 });
    expect(
      valueOf(
        cohensKappa([
          [4, 4],
          [4, 4],
        ]),
      ).kappa,
    ).toBe(0);
    expect(
      reasonOf(
        cohensKappa([
          [4, 0],
          [0, 0],
        ]),
      ),
    ).toBe('noVariation');
  });

  test('squared distances average to p(n − 1)/n; a column that follows from others is named', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const outcome = mahalanobisDistances(columnsOf(given));
        if (!outcome.ok) return;
        const mean = outcome.value.squaredDistance.reduce((sum, d) => sum + d, 0) / given.length;
        expect(mean).toBeCloseTo((4 * (given.length - 1)) / given.length, 7);
      }),
    );
    expect(
      reasonOf(
        mahalanobisDistances([
          [1, 2, 3, 5],
          [2, 4, 6, 10],
        ]),
      ),
    ).toBe('singular');
  });
});

describe('schools and drivers', () => {
  const group = fc.array(answer, { minLength: 1, maxLength: 12 });

  test('shrunken means lie between the own and the grand mean; small schools move more', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 8 }), (groups) => {
        const outcome = shrunkenMeans(groups);
        if (!outcome.ok) return;
        const { grandMean } = outcome.value;
        outcome.value.groups.forEach(({ mean, shrunken, lower, upper }) => {
          expect(shrunken).toBeGreaterThanOrEqual(Math.min(mean, grandMean) - 1e-9);
          expect(shrunken).toBeLessThanOrEqual(Math.max(mean, grandMean) + 1e-9);
          expect(lower).toBeLessThanOrEqual(upper);
        });
      }),
    );
    const [small, large] = valueOf(
      shrunkenMeans([[5, 4], Array.from({ length: 60 }, (_, i) => 4 + (i % 2)), [1, 2, 2, 1, 3]]),
    ).groups;
    expect(small!.mean).toBe(large!.mean);
    expect(small!.shrunken).toBeLessThan(large!.shrunken);
  });

  test('schools that differ no more than chance would are all drawn to the grand mean', () => {
    const { betweenVariance, grandMean, groups } = valueOf(
      shrunkenMeans([
        [1, 5],
        [2, 4],
        [3, 3],
      ]),
    );
    expect(betweenVariance).toBe(0);
    expect(groups.map(({ shrunken }) => shrunken)).toEqual([grandMean, grandMean, grandMean]);
    expect(
      valueOf(
        intraclassCorrelation([
          [1, 5],
          [2, 4],
          [3, 3],
        ]),
      ).icc2,
    ).toBe(null);
  });

  test('shares of R² sum to it, and follow the predictors when these change places', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const [y, ...x] = columnsOf(given);
        const one = relativeImportance(y!, x);
        const other = relativeImportance(y!, x.toReversed());
        expect(other.ok).toBe(one.ok);
        if (!one.ok || !other.ok) return;
        expect(one.value.lmg.reduce((sum, share) => sum + share, 0)).toBeCloseTo(one.value.rSquared, 9);
        other.value.lmg.toReversed().forEach((share, j) => expect(share).toBeCloseTo(one.value.lmg[j]!, 9));
        one.value.lmg.forEach((share) => expect(share).toBeGreaterThanOrEqual(-1e-9));
      }),
    );
    expect(
      reasonOf(
        relativeImportance(
          [1, 2, 3, 4],
          [
            [1, 2, 3, 5],
            [2, 4, 6, 10],
          ],
        ),
      ),
    ).toBe('singular');
    expect(reasonOf(relativeImportance([1, 2], []))).toBe('tooFewGroups');
  });
});
