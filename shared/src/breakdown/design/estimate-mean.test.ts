import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { designMean, raoScott, surveyDesign, type Outcome } from '../../statistics/index.js';
import { sampleColumns } from '../../tabulation/sample-campaign.test-support.js';
import {
  clusterDesign,
  respondentDesign,
  estimateMean,
  tableProportions,
  populationWeights,
} from './index.js';
import type { Frame } from '../../codebook/index.js';
import { raoScottOfTable } from '../../statistics/index.js';

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

const GROUPS = ['parent', 'teacher', 'deputy'];
const UNITS = ['s1', 's2', 's3', 's4'];

/** A campaign with a group without units, units that did not answer, groups of one unit or of one respondent. */
const campaign = fc
  .array(
    fc.record({
      group: fc.integer({ min: 1, max: 3 }),
      unit: fc.integer({ min: 0, max: 4 }),
      row: fc.integer({ min: 0, max: 2 }),
      value: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((rows) => rows.map((each) => (each.group === 3 ? { ...each, unit: 0 } : each)));
const frame: Frame = new Map([
  ['parent', { count: 900, units: new Map([['s1', 300], ['s2', 450], ['s3', 0], ['s4', 150]]) }], // prettier-ignore
  ['teacher', { count: 77, units: new Map() }],
]);

type Respondent = { group: number; unit: number; row: number; value: number };
const columnsOf = (rows: readonly Respondent[]) =>
  sampleColumns({
    length: rows.length,
    items: {},
    strata: {
      group: { keys: GROUPS, codes: rows.map(({ group }) => group) },
      unit: { keys: UNITS, codes: rows.map(({ unit }) => unit) },
    },
  });
const designOf = (rows: readonly Respondent[], weighted: boolean) => {
  const columns = columnsOf(rows);
  return { columns, design: clusterDesign(columns, weighted ? populationWeights({ columns, frame }) : null) };
};
const surveyOf = (rows: readonly Respondent[], weighted: boolean) => {
  const { columns, design } = designOf(rows, weighted);
  const each = respondentDesign(columns, design, rows.map((_, index) => index)); // prettier-ignore
  return valueOf(
    surveyDesign(rows.length, {
      strata: each.map(({ stratum }) => stratum),
      clusters: each.map(({ cluster }) => cluster),
      weights: each.map(({ weight }) => weight),
      singleUnitRule: 'centre',
    }),
  );
};

/** Sums by place, found row by row. */
function sumsOf(rows: readonly Respondent[], width: number, domain: (row: Respondent) => boolean) {
  const places = new Map<number, { n: number; sum: number; squares: number }>();
  for (const each of rows.filter(domain)) {
    const place = each.group * width + each.unit;
    const { n, sum, squares } = places.get(place) ?? { n: 0, sum: 0, squares: 0 };
    places.set(place, { n: n + 1, sum: sum + each.value, squares: squares + each.value ** 2 });
  }
  return {
    place: [...places.keys()],
    n: [...places.values()].map(({ n }) => n),
    sum: [...places.values()].map(({ sum }) => sum),
    squares: [...places.values()].map(({ squares }) => squares),
  };
}

describe('estimates from sums by cluster', () => {
  test('are those of designMean over the rows, in any domain, weighted or not', () => {
    fc.assert(
      fc.property(campaign, fc.boolean(), fc.constantFrom(null, 0, 1, 2), (rows, weighted, wanted) => {
        const domain = ({ row }: Respondent) => wanted === null || row === wanted;
        const { design } = designOf(rows, weighted);
        const estimate = estimateMean(design, sumsOf(rows, design.width, domain));
        const survey = surveyOf(rows, weighted);
        const reference = designMean(survey, rows.map(({ value }) => value), { domain: (i) => domain(rows[i]!) }); // prettier-ignore
        expect(estimate === null).toBe(!reference.ok && reference.reason === 'noData');
        if (!estimate || !reference.ok) return;
        expect(estimate.n).toBe(reference.value.n);
        expect(estimate.mean).toBeCloseTo(reference.value.mean, 10);
        expect(Math.sqrt(estimate.variance)).toBeCloseTo(reference.value.standardError, 7);
        expect(estimate.df).toBe(reference.value.degreesOfFreedom);
      }),
      { numRuns: 500 },
    );
  });

  test('equal weights change nothing', () => {
    fc.assert(
      fc.property(campaign, fc.double({ min: 0.1, max: 900, noNaN: true }), (rows, weight) => {
        const { design } = designOf(rows, false);
        const sums = sumsOf(rows, design.width, () => true);
        const plain = estimateMean(design, sums)!;
        const weighted = estimateMean({ ...design, weights: design.weights.map(() => weight) }, sums)!;
        expect(weighted.mean).toBeCloseTo(plain.mean, 10);
        expect(weighted.variance).toBeCloseTo(plain.variance, 10);
        expect(weighted.effectiveN).toBeCloseTo(plain.n, 8);
      }),
    );
  });

  test('a table’s proportions and test are those of raoScott over the rows', () => {
    fc.assert(
      fc.property(campaign, fc.boolean(), (rows, weighted) => {
        const { design } = designOf(rows, weighted);
        // svychisq takes the categories that occur; so do rows × columns without an empty one.
        const heads = [...new Set(rows.map(({ row }) => row))].sort();
        const columns = [...new Set(rows.map(({ value }) => value))].sort();
        const places = new Map<number, Map<number, number>>();
        for (const { group, unit, row, value } of rows) {
          const place = group * design.width + unit;
          const counts = places.get(place) ?? new Map<number, number>();
          const cell = heads.indexOf(row) * columns.length + columns.indexOf(value);
          places.set(place, counts.set(cell, (counts.get(cell) ?? 0) + 1));
        }
        const table = tableProportions(
          design,
          [...places].map(([place, counts]) => ({ place, cell: [...counts.keys()], count: [...counts.values()] })), // prettier-ignore
          heads.length,
          columns.length,
        )!;
        const own = raoScottOfTable(table);
        const survey = surveyOf(rows, weighted);
        const reference = raoScott(survey, rows.map(({ row }) => row), rows.map(({ value }) => value)); // prettier-ignore
        // Where clusters vary by rounding errors alone either may say that they do not.
        if (!own.ok || !reference.ok) return;
        if (reference.value.f > 1e6) return;
        expect(own.value.f).toBeCloseTo(reference.value.f, 6);
        expect(own.value.numeratorDf).toBeCloseTo(reference.value.numeratorDf, 6);
        expect(own.value.denominatorDf).toBeCloseTo(reference.value.denominatorDf, 5);
        expect(own.value.cramersV).toBeCloseTo(reference.value.cramersV, 8);
      }),
      { numRuns: 300 },
    );
  });
});

describe('population weights', () => {
  test('add up to the group’s size, where anybody of it answered and its size is known', () => {
    fc.assert(
      fc.property(campaign, (rows) => {
        const { places, weights } = populationWeights({ columns: columnsOf(rows), frame });
        for (const [index, group] of GROUPS.entries()) {
          const size = frame.get(group)?.count ?? null;
          const start = (index + 1) * places.width;
          const responses = places.responses.subarray(start, start + places.width);
          const answered = responses.reduce((sum, count) => sum + count, 0);
          const sum = responses.reduce((total, count, unit) => total + count * weights[start + unit]!, 0);
          if (answered > 0) expect(sum).toBeCloseTo(size ?? answered, 8);
        }
      }),
    );
  });

  test('a unit’s responses stand for its people; those of silent units are spread over the others', () => {
    const respondent = (group: number, unit: number) => ({ group, unit, row: 0, value: 0 });
    // 10 of 300 at s1, 30 of 450 at s2; s4's 150 are silent: (300 + 450) stand for 900.
    const rows = [
      ...Array.from({ length: 10 }, () => respondent(1, 1)),
      ...Array.from({ length: 30 }, () => respondent(1, 2)),
      ...Array.from({ length: 7 }, () => respondent(2, 4)),
      respondent(3, 0),
    ];
    const { places, weights } = populationWeights({ columns: columnsOf(rows), frame });
    const at = (group: number, unit: number) => weights[group * places.width + unit];
    expect(at(1, 1)).toBeCloseTo(30 * 1.2, 10);
    expect(at(1, 2)).toBeCloseTo(15 * 1.2, 10);
    expect(at(2, 4)).toBeCloseTo(11, 10);
    expect(at(3, 0)).toBe(1);
  });
});
