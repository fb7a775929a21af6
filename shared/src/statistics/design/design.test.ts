import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../outcome.js';
import {
  degreesOfFreedom,
  designMean,
  designTTest,
  poststratify,
  rake,
  raoScott,
  surveyDesign,
  weightingLoss,
  type DesignColumns,
} from './index.js';

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

function reasonOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.reason;
}

/** Rows of a survey of two strata with at least two schools in each. */
const survey = fc
  .array(
    fc.record({
      stratum: fc.constantFrom('primary', 'junior'),
      cluster: fc.integer({ min: 1, max: 5 }),
      weight: fc.double({ min: 0.5, max: 40, noNaN: true }),
      value: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 12, maxLength: 60 },
  )
  .filter((rows) =>
    ['primary', 'junior'].every(
      (stratum) => new Set(rows.filter((row) => row.stratum === stratum).map((row) => row.cluster)).size > 1,
    ),
  );

type Row = { stratum: string; cluster: number; weight: number; value: number };

function designOf(rows: readonly Row[], columns: DesignColumns = {}, scale = 1) {
  return valueOf(
    surveyDesign(rows.length, {
      strata: rows.map((row) => row.stratum),
      clusters: rows.map((row) => row.cluster),
      weights: rows.map((row) => scale * row.weight),
      ...columns,
    }),
  );
}

const valuesOf = (rows: readonly Row[]) => rows.map((row) => row.value);

describe('a survey design', () => {
  test('counts units within strata: a name that two strata share means two schools', () => {
    const design = valueOf(surveyDesign(4, { strata: ['a', 'a', 'b', 'b'], clusters: [1, 2, 1, 2] }));
    expect(degreesOfFreedom(design)).toBe(2);
    expect([...design.unitsDrawn]).toEqual([2, 2]);
  });

  test('takes weights from the population where none are given', () => {
    const design = valueOf(surveyDesign(3, { strata: ['a', 'a', 'b'], populationSizes: [10, 10, 7] }));
    expect([...design.weights]).toEqual([5, 5, 7]);
  });

  test('says what is wrong with it', () => {
    expect(reasonOf(surveyDesign(0, {}))).toBe('noData');
    expect(reasonOf(surveyDesign(2, { weights: [1] }))).toBe('differentLengths');
    expect(reasonOf(surveyDesign(2, { weights: [1, -1] }))).toBe('invalidValue');
    expect(reasonOf(surveyDesign(2, { weights: [0, 0] }))).toBe('noData');
    expect(reasonOf(surveyDesign(2, { populationSizes: [1, 1] }))).toBe('inconsistentDesign');
    expect(reasonOf(surveyDesign(2, { populationSizes: [5, 6] }))).toBe('inconsistentDesign');
  });
});

describe('designMean', () => {
  test('does not depend on the order of rows or the unit of weights', () => {
    fc.assert(
      fc.property(survey, fc.double({ min: 0.01, max: 1000, noNaN: true }), (rows, scale) => {
        const one = valueOf(designMean(designOf(rows), valuesOf(rows)));
        const reversed = rows.toReversed();
        const other = valueOf(designMean(designOf(reversed, {}, scale), valuesOf(reversed)));
        expect(other.mean).toBeCloseTo(one.mean, 9);
        expect(other.standardError).toBeCloseTo(one.standardError, 9);
        expect(other.degreesOfFreedom).toBe(one.degreesOfFreedom);
      }),
    );
  });

  test('has no width where every school of the population was drawn', () => {
    fc.assert(
      fc.property(survey, (rows) => {
        const drawn = (stratum: string) =>
          new Set(rows.filter((row) => row.stratum === stratum).map((row) => row.cluster)).size;
        const design = designOf(rows, { populationSizes: rows.map((row) => drawn(row.stratum)) });
        const { mean, standardError, interval } = valueOf(designMean(design, valuesOf(rows)));
        expect(standardError).toBe(0);
        expect(interval).toEqual({ lower: mean, upper: mean });
      }),
    );
  });

  test('takes a domain for a subpopulation: means combine, and its error knows of the other schools', () => {
    fc.assert(
      fc.property(survey, (rows) => {
        const design = designOf(rows);
        const whole = valueOf(designMean(design, valuesOf(rows)));
        const parts = ['primary', 'junior'].map((stratum) =>
          valueOf(designMean(design, valuesOf(rows), { domain: (i) => rows[i]!.stratum === stratum })),
        );
        expect(parts.reduce((sum, part) => sum + part.total, 0)).toBeCloseTo(whole.total, 6);
        expect(parts.reduce((sum, part) => sum + part.n, 0)).toBe(rows.length);
      }),
    );
    const columns = { clusters: [1, 1, 2, 2, 3, 3], weights: [1, 1, 1, 1, 1, 1] };
    const values = [1, 4, 2, 5, 3, 3];
    const inDomain = [true, false, true, false, false, false];
    const design = valueOf(surveyDesign(6, columns));
    const domain = valueOf(designMean(design, values, { domain: (i) => inDomain[i]! }));
    const subset = valueOf(designMean(valueOf(surveyDesign(2, { clusters: [1, 2] })), [1, 2]));
    expect(domain.mean).toBe(subset.mean);
    expect(domain.standardError).toBeCloseTo(Math.sqrt((3 / 2) * 2 * 0.25 ** 2), 12);
    expect(domain.standardError).not.toBeCloseTo(subset.standardError, 3);
  });

  test('treats a single school of several by the stated rule (R: survey.lonely.psu)', () => {
    const rows = {
      strata: ['a', 'a', 'a', 'a', 'b'],
      weights: [2, 2, 2, 2, 2],
      populationSizes: [9, 9, 9, 9, 9],
    };
    const error = (singleUnitRule: 'refuse' | 'certainty' | 'centre') => {
      const outcome = designMean(valueOf(surveyDesign(5, { ...rows, singleUnitRule })), [1, 2, 2, 5, 3]);
      return outcome.ok ? outcome.value.standardError : outcome.reason;
    };
    expect(error('refuse')).toBe('singleUnitStratum');
    expect(error('certainty')).toBeCloseTo(0.5163977794943223, 12);
    expect(error('centre')).toBeCloseTo(0.5218769544208248, 12);
  });

  test('counts NaN as missing', () => {
    const design = valueOf(surveyDesign(4, { weights: [1, 2, 3, 4] }));
    expect(valueOf(designMean(design, [1, Number.NaN, 5, Number.NaN]))).toMatchObject({ n: 2, mean: 4 });
    expect(reasonOf(designMean(design, [Number.NaN, Number.NaN, Number.NaN, Number.NaN]))).toBe('noData');
    expect(reasonOf(designMean(design, [1, 2, 3, Infinity]))).toBe('invalidValue');
  });
});

describe('weights fitted to known counts', () => {
  test('poststratify adds up to the counts and lowers the error where post-strata explain the values', () => {
    const labels = ['a', 'a', 'a', 'b', 'b', 'b'];
    const design = valueOf(surveyDesign(6, { weights: [1, 2, 1, 1, 1, 3] }));
    const fitted = valueOf(
      poststratify(
        design,
        labels,
        new Map([
          ['a', 70],
          ['b', 30],
        ]),
      ),
    );
    const sum = (label: string) =>
      fitted.weights.reduce((total, w, i) => total + (labels[i] === label ? w : 0), 0);
    expect(sum('a')).toBeCloseTo(70, 10);
    expect(sum('b')).toBeCloseTo(30, 10);
    expect(valueOf(designMean(fitted, [1, 1, 1, 5, 5, 5])).standardError).toBeCloseTo(0, 12);
    expect(reasonOf(poststratify(design, labels, new Map([['a', 70]])))).toBe('emptyCategory');
    expect(
      reasonOf(
        poststratify(
          design,
          labels,
          new Map([
            ['a', 70],
            ['b', 30],
            ['c', 5],
          ]),
        ),
      ),
    ).toBe('emptyCategory');
  });

  test('rake meets every margin, and changes nothing when run again', () => {
    const sex = ['f', 'm', 'f', 'm', 'f', 'm'];
    const age = ['y', 'y', 'o', 'o', 'o', 'y'];
    const margins = [
      {
        labels: sex,
        targets: new Map([
          ['f', 60],
          ['m', 40],
        ]),
      },
      {
        labels: age,
        targets: new Map([
          ['y', 30],
          ['o', 70],
        ]),
      },
    ];
    const { design, rounds } = valueOf(
      rake(valueOf(surveyDesign(6, { weights: [1, 2, 3, 4, 5, 6] })), margins),
    );
    const sum = (column: string[], label: string) =>
      design.weights.reduce((total, w, i) => total + (column[i] === label ? w : 0), 0);
    expect(
      [sum(sex, 'f'), sum(sex, 'm'), sum(age, 'y'), sum(age, 'o')].map((x) => Math.round(x * 1e6) / 1e6),
    ).toEqual([60, 40, 30, 70]);
    expect(rounds).toBeGreaterThan(1);
    const again = valueOf(rake(design, margins)).design.weights;
    again.forEach((w, i) => expect(w).toBeCloseTo(design.weights[i]!, 6));
  });

  test('rake says when margins contradict each other or the sample', () => {
    const design = valueOf(surveyDesign(2, {}));
    const margin = (a: number, b: number) => ({
      labels: ['a', 'b'],
      targets: new Map([
        ['a', a],
        ['b', b],
      ]),
    });
    expect(reasonOf(rake(design, [margin(1, 2), margin(1, 3)]))).toBe('inconsistentDesign');
    expect(reasonOf(rake(design, [margin(1, 2), margin(2, 1)], { mostRounds: 50 }))).toBe('notConverged');
    expect(reasonOf(rake(design, []))).toBe('tooFewGroups');
  });

  test('uneven weights cost; even ones do not', () => {
    expect(valueOf(weightingLoss([3, 3, 3]))).toEqual({ designEffect: 1, effectiveSampleSize: 3 });
    expect(valueOf(weightingLoss([1, 1, 10])).designEffect).toBeCloseTo((3 * 102) / 144, 12);
  });
});

describe('tests that know of clusters', () => {
  test('pupils who all answer as their school does count as one: Rao–Scott sees less than plain χ²', () => {
    const clusters = Array.from({ length: 120 }, (_, i) => Math.floor(i / 10));
    const school = (i: number) => clusters[i]!;
    const rows = clusters.map((_, i) => (school(i) % 2 === 0 ? 'urban' : 'rural'));
    const columns = clusters.map((_, i) => ([0, 2, 4, 5, 8].includes(school(i)) ? 'yes' : 'no'));
    const clustered = valueOf(raoScott(valueOf(surveyDesign(120, { clusters })), rows, columns));
    const single = valueOf(raoScott(valueOf(surveyDesign(120, {})), rows, columns));
    expect(clustered.chiSquared).toBeCloseTo(single.chiSquared, 10);
    expect(clustered.pValue).toBeGreaterThan(100 * single.pValue);
  });

  test('designTTest changes sign with the groups, and says when it cannot tell', () => {
    const design = valueOf(surveyDesign(6, { clusters: [1, 1, 2, 2, 3, 3] }));
    const values = [1, 4, 2, 5, 3, 3];
    const one = valueOf(designTTest(design, values, [0, 1, 0, 1, 0, 1]));
    const other = valueOf(designTTest(design, values, [1, 0, 1, 0, 1, 0]));
    expect(other.t).toBeCloseTo(-one.t, 12);
    expect(reasonOf(designTTest(design, values, [0, 0, 0, 0, 0, 0]))).toBe('emptyCategory');
    expect(reasonOf(designTTest(design, [2, 2, 2, 2, 2, 2], [0, 1, 0, 1, 0, 1]))).toBe('noVariation');
  });
});
