import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  adjustForNonResponse,
  funnelLimits,
  longestString,
  nearDuplicates,
  overdispersion,
  pairedChange,
  priorityMatrix,
  rake,
  reverseScore,
  speedRatios,
  surveyDesign,
  widenLimits,
  type Outcome,
} from './index.js';

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

function reasonOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.reason;
}

describe('change between rounds', () => {
  test("agrees with R's t.test(paired = TRUE) on Student's sleep data", () => {
    const before = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const after = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { t, pValue, lower, upper, change } = valueOf(pairedChange(before, after));
    expect(change).toBeCloseTo(1.58, 12);
    expect(t).toBeCloseTo(4.0621276833, 9);
    expect(pValue).toBeCloseTo(0.00283289, 8);
    expect([lower, upper].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([0.700114, 2.459886]);
  });

  test('says why there is none', () => {
    expect(reasonOf(pairedChange([1], [2]))).toBe('tooFewValues');
    expect(reasonOf(pairedChange([1, 2], [2, 3]))).toBe('noVariation');
    expect(reasonOf(pairedChange([1, 2], [2]))).toBe('differentLengths');
  });
});

describe('funnels', () => {
  const units = [10, 20, 30, 40, 50, 60].map((n) => ({ count: n / 2, n }));

  test('limits hold the target, and close in as units grow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 3000 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (n, target) => {
          const one = valueOf(funnelLimits(n, target));
          const larger = valueOf(funnelLimits(4 * n, target));
          expect(one.lower998).toBeLessThanOrEqual(one.lower95);
          expect(one.lower95).toBeLessThan(target);
          expect(one.upper95).toBeGreaterThan(target);
          expect(one.upper998).toBeGreaterThanOrEqual(one.upper95);
          expect(larger.upper95 - larger.lower95).toBeLessThan(one.upper95 - one.lower95);
        },
      ),
    );
  });

  test('over-dispersion widens them only where units differ more than chance', () => {
    expect(valueOf(overdispersion(units, 0.5))).toBe(0);
    const wild = units.map(({ n }, i) => ({ n, count: i % 2 === 0 ? 0.9 * n : 0.1 * n }));
    const dispersion = valueOf(overdispersion(wild, 0.5));
    expect(dispersion).toBeGreaterThan(10);
    const limits = valueOf(funnelLimits(40, 0.5));
    expect(widenLimits(limits, 0.5, 1, 6)).toEqual(limits);
    const wide = widenLimits(limits, 0.5, 4, 100);
    expect(wide.upper95 - 0.5).toBeCloseTo(2 * (limits.upper95 - 0.5), 12);
    expect(reasonOf(overdispersion([{ count: 1, n: 2 }], 0.5))).toBe('tooFewGroups');
  });
});

describe('weights', () => {
  test('non-response: each class answers for its invited, and the rates are reported', () => {
    const design = valueOf(surveyDesign(5, {}));
    const invited = new Map([
      ['primary', 30],
      ['junior', 10],
    ]);
    const { classes, design: fitted } = valueOf(
      adjustForNonResponse(design, ['primary', 'primary', 'junior', 'junior', 'junior'], invited),
    );
    expect(classes).toEqual([
      { label: 'primary', invited: 30, responded: 2, responseRate: 2 / 30, meanWeight: 15 },
      { label: 'junior', invited: 10, responded: 3, responseRate: 0.3, meanWeight: 10 / 3 },
    ]);
    expect(fitted.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(40, 12);
    expect(
      reasonOf(
        adjustForNonResponse(
          design,
          ['a', 'a', 'a', 'a', 'a'],
          new Map([
            ['a', 9],
            ['b', 2],
          ]),
        ),
      ),
    ).toBe('emptyCategory');
  });

  test('trimmed raking meets the margins within its limits, or says that it cannot', () => {
    const n = 60;
    const sex = Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 'm' : 'f'));
    const age = Array.from({ length: n }, (_, i) => (i % 7 === 0 ? 'old' : 'young'));
    const design = valueOf(
      surveyDesign(n, { weights: Array.from({ length: n }, (_, i) => (i === 5 ? 30 : 1 + (i % 4))) }),
    );
    const margins = [
      {
        labels: sex,
        targets: new Map([
          ['m', 500],
          ['f', 500],
        ]),
      },
      {
        labels: age,
        targets: new Map([
          ['old', 300],
          ['young', 700],
        ]),
      },
    ];
    const trim = { lowest: 0.2, highest: 3.5 };
    const { design: fitted, trimmed } = valueOf(rake(design, margins, { trim }));
    const mean = 1000 / n;
    expect(Math.max(...fitted.weights)).toBeLessThanOrEqual(trim.highest * mean * (1 + 1e-5));
    expect(trimmed).toBeGreaterThan(0);
    const sum = (column: string[], label: string) =>
      fitted.weights.reduce((total, w, i) => total + (column[i] === label ? w : 0), 0);
    expect(sum(sex, 'm')).toBeCloseTo(500, 2);
    expect(sum(age, 'old')).toBeCloseTo(300, 2);
    expect(Math.max(...valueOf(rake(design, margins)).design.weights)).toBeGreaterThan(trim.highest * mean);
    expect(reasonOf(rake(design, margins, { trim: { lowest: 0.99, highest: 1.01 }, mostRounds: 200 }))).toBe(
      'notConverged',
    );
    expect(reasonOf(rake(design, margins, { trim: { lowest: 2, highest: 3 } }))).toBe('invalidValue');
  });
});

describe('quality of answers', () => {
  test('the longest run of one answer', () => {
    expect(longestString([])).toBe(0);
    expect(longestString([3, 3, Number.NaN, 3, 2, 2])).toBe(3);
    expect(longestString([1, 2, 1, 2])).toBe(1);
  });

  test('times are told as shares of the median', () => {
    expect(speedRatios([100, 200, 50, Number.NaN])).toEqual({ ok: true, value: [1, 2, 0.5, null] });
    expect(reasonOf(speedRatios([Number.NaN]))).toBe('noData');
    expect(reasonOf(speedRatios([0, 1]))).toBe('invalidValue');
  });

  test('near-duplicates are just those that comparing all pairs finds', () => {
    const row = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.integer({ min: 0, max: 2 }), (rows, most) => {
        const expected = rows.flatMap((one, i) =>
          rows.flatMap((other, j) =>
            i < j && one.filter((x, k) => x !== other[k]).length <= most ? [[i, j]] : [],
          ),
        );
        expect(valueOf(nearDuplicates(rows, most))).toEqual(expected);
      }),
    );
    expect(reasonOf(nearDuplicates([[1], [1, 2]], 0))).toBe('differentLengths');
    expect(reasonOf(nearDuplicates([[1]], 1))).toBe('invalidValue');
  });
});

describe('what to do first', () => {
  test('aspects are sorted about their own means', () => {
    const { aspects } = valueOf(
      priorityMatrix([
        { code: 'meals', importance: 0.3, satisfaction: 0.6 },
        { code: 'teaching', importance: 0.4, satisfaction: 0.95 },
        { code: 'parking', importance: 0.02, satisfaction: 0.5 },
        { code: 'website', importance: 0.05, satisfaction: 0.9 },
      ]),
    );
    expect(aspects.map(({ priority }) => priority)).toEqual(['improve', 'maintain', 'watch', 'ease']);
    expect(reasonOf(priorityMatrix([]))).toBe('tooFewGroups');
  });

  test('a reversed item read the right way round', () => {
    expect([1, 3, 5].map((score) => reverseScore(score, 1, 5))).toEqual([5, 3, 1]);
  });
});
