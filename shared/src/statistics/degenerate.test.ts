import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as statistics from './index.js';
import type { Outcome } from './index.js';

/** Every number within an answer, however deep. */
function numbersWithin(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (value instanceof Map) return [...value.values()].flatMap(numbersWithin);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(numbersWithin);
  return [];
}

function expectFinite(outcome: Outcome<unknown>): void {
  if (!outcome.ok) expect(statistics.REASONS).toContain(outcome.reason);
  else expect(numbersWithin(outcome.value).filter((x) => !Number.isFinite(x))).toEqual([]);
}

const odd = fc.constantFrom(
  0,
  0,
  1,
  1,
  2,
  5,
  -1,
  0.5,
  1e-12,
  1e15,
  1e300,
  -1e300,
  Number.NaN,
  Infinity,
  -Infinity,
);
const count = fc.constantFrom(0, 0, 1, 2, 3, 7, 1000, 1e9, 0.5, -1, Number.NaN, Infinity);
const level = fc.constantFrom(0.95, 0.95, 0.99, 0, 1, -1, Number.NaN, 1 - 1e-12);
const values = fc.array(odd, { maxLength: 7 });
const groups = fc.array(values, { maxLength: 4 });
const table = fc
  .integer({ min: 0, max: 3 })
  .chain((width) => fc.array(fc.array(count, { minLength: width, maxLength: width }), { maxLength: 4 }));
const columns = fc
  .integer({ min: 0, max: 6 })
  .chain((n) => fc.array(fc.array(odd, { minLength: n, maxLength: n }), { maxLength: 4 }));

const procedures: Record<string, fc.IProperty<unknown>> = {
  wilsonInterval: fc.property(count, count, level, (x, n, l) =>
    expectFinite(statistics.wilsonInterval(x, n, l)),
  ),
  clopperPearsonInterval: fc.property(count, count, level, (x, n, l) =>
    expectFinite(statistics.clopperPearsonInterval(x, n, l)),
  ),
  agrestiCoullInterval: fc.property(count, count, level, (x, n, l) =>
    expectFinite(statistics.agrestiCoullInterval(x, n, l)),
  ),
  compareProportions: fc.property(count, count, count, count, (a, b, c, d) =>
    expectFinite(statistics.compareProportions({ count: a, n: b }, { count: c, n: d })),
  ),
  netPromoterScore: fc.property(count, count, count, level, (a, b, c, l) =>
    expectFinite(statistics.netPromoterScore(a, b, c, l)),
  ),
  funnelLimits: fc.property(
    fc.constantFrom(0, 1, 2, 9, 0.5, -1, Number.NaN, 1e6),
    fc.constantFrom(0, 1, 0.5, 1e-9, 0.999, Number.NaN),
    (n, t) => expectFinite(statistics.funnelLimits(n, t)),
  ),
  proportionTrend: fc.property(values, values, (a, b) => expectFinite(statistics.proportionTrend(a, b))),
  describeCounts: fc.property(values, values, (a, b) => expectFinite(statistics.describeCounts(a, b))),
  describeValues: fc.property(values, level, (a, l) => expectFinite(statistics.describeValues(a, l))),
  simpleRandomMean: fc.property(values, count, level, (a, n, l) =>
    expectFinite(statistics.simpleRandomMean(a, n, l)),
  ),
  chiSquared: fc.property(table, (t) => expectFinite(statistics.chiSquared(t))),
  fisherExact: fc.property(table, (t) => {
    fc.pre(t.flat().every((x) => !(x > 1e6)));
    expectFinite(statistics.fisherExact(t));
  }),
  cohensKappa: fc.property(table, (t) => expectFinite(statistics.cohensKappa(t))),
  mannWhitney: fc.property(values, values, (a, b) => expectFinite(statistics.mannWhitney(a, b))),
  kruskalWallis: fc.property(groups, (g) => expectFinite(statistics.kruskalWallis(g))),
  dunn: fc.property(groups, (g) => expectFinite(statistics.dunn(g))),
  welchTTest: fc.property(values, values, level, (a, b, l) => expectFinite(statistics.welchTTest(a, b, l))),
  welchAnova: fc.property(groups, (g) => expectFinite(statistics.welchAnova(g))),
  adjustHolm: fc.property(values, (p) => expectFinite(statistics.adjustHolm(p))),
  adjustBenjaminiHochberg: fc.property(values, (p) => expectFinite(statistics.adjustBenjaminiHochberg(p))),
  intraclassCorrelation: fc.property(groups, (g) => expectFinite(statistics.intraclassCorrelation(g))),
  shrunkenMeans: fc.property(groups, level, (g, l) => expectFinite(statistics.shrunkenMeans(g, l))),
  reliability: fc.property(columns, level, (c, l) => expectFinite(statistics.reliability(c, l))),
  correlation: fc.property(values, values, level, (a, b, l) => expectFinite(statistics.correlation(a, b, l))),
  polychoricCorrelation: fc.property(values, values, (a, b) =>
    expectFinite(statistics.polychoricCorrelation(a, b)),
  ),
  mahalanobisDistances: fc.property(columns, (c) => expectFinite(statistics.mahalanobisDistances(c))),
  relativeImportance: fc.property(columns, (c) =>
    expectFinite(statistics.relativeImportance(c[0] ?? [], c.slice(1))),
  ),
  favourableShares: fc.property(count, count, count, level, (a, b, c, l) =>
    expectFinite(statistics.favourableShares(a, b, c, l)),
  ),
  median: fc.property(values, (a) => expectFinite(statistics.median(a))),
  describeSums: fc.property(count, odd, odd, (n, sum, squares) =>
    expectFinite(statistics.describeSums(n, sum, squares)),
  ),
  topBoxes: fc.property(values, fc.array(count, { maxLength: 7 }), count, level, (scores, counts, boxes, l) =>
    expectFinite(statistics.topBoxes(scores, counts, boxes, l)),
  ),
  interItemCorrelations: fc.property(columns, (items) =>
    expectFinite(statistics.interItemCorrelations(items)),
  ),
  pairedChange: fc.property(values, values, (a, b) => expectFinite(statistics.pairedChange(a, b))),
  overdispersion: fc.property(
    fc.array(fc.record({ count, n: count }), { maxLength: 5 }),
    odd,
    (units, target) => expectFinite(statistics.overdispersion(units, target)),
  ),
  priorityMatrix: fc.property(
    fc.array(fc.record({ code: fc.string(), importance: odd, satisfaction: odd })),
    (aspects) => expectFinite(statistics.priorityMatrix(aspects)),
  ),
  speedRatios: fc.property(values, (seconds) => expectFinite(statistics.speedRatios(seconds))),
  bootstrapInterval: fc.property(values, level, (a, l) =>
    expectFinite(
      statistics.bootstrapInterval(a.length, (drawn) => a[drawn[0]!]! / a[drawn.at(-1)!]!, {
        seed: 1,
        resamples: 100,
        level: l,
      }),
    ),
  ),
  adjustForNonResponse: fc.property(
    fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 5 }),
    count,
    (classes, n) => {
      const design = statistics.surveyDesign(classes.length, {});
      if (design.ok)
        expectFinite(
          statistics.adjustForNonResponse(
            design.value,
            classes,
            new Map([
              ['a', n],
              ['b', 2],
            ]),
          ),
        );
    },
  ),
  rake: fc.property(
    fc.array(fc.constantFrom('a', 'b'), { minLength: 2, maxLength: 8 }),
    count,
    fc.boolean(),
    (labels, n, trimmed) => {
      const design = statistics.surveyDesign(labels.length, { weights: labels.map((_, i) => i) });
      if (!design.ok) return;
      const margins = [
        {
          labels,
          targets: new Map([
            ['a', n],
            ['b', 2],
          ]),
        },
        {
          labels: labels.map((_, i) => i % 2),
          targets: new Map([
            [0, 1],
            [1, n + 1],
          ]),
        },
      ];
      expectFinite(
        statistics.rake(
          design.value,
          margins,
          trimmed ? { trim: { lowest: 0.1, highest: 4 }, mostRounds: 50 } : {},
        ),
      );
    },
  ),
  weightingLoss: fc.property(values, (w) => expectFinite(statistics.weightingLoss(w))),
  design: fc.property(
    fc.integer({ min: 0, max: 8 }).chain((n) => {
      const exactly = { minLength: n, maxLength: n };
      return fc.record({
        strata: fc.array(fc.constantFrom('a', 'b'), exactly),
        clusters: fc.array(fc.constantFrom(1, 2, 3), exactly),
        weights: fc.array(fc.constantFrom(0, 1, 1, 2.5, 1e300, -1, Number.NaN), exactly),
        populationSizes: fc.array(fc.constantFrom(3, 3, 3, 3, 9, 0, Number.NaN), exactly),
        singleUnitRule: fc.constantFrom('refuse' as const, 'certainty' as const, 'centre' as const),
        values: fc.array(odd, exactly),
      });
    }),
    fc.constantFrom('none', 'bounded'),
    ({ values: y, populationSizes, ...rest }, bounded) => {
      const design = statistics.surveyDesign(
        y.length,
        bounded === 'none' ? rest : { ...rest, populationSizes },
      );
      if (!design.ok) return expectFinite(design);
      const group = y.map((_, i) => i % 2);
      expectFinite(statistics.designMean(design.value, y));
      expectFinite(statistics.designRatio(design.value, y, group));
      expectFinite(statistics.designTTest(design.value, y, group));
      expectFinite(statistics.raoScott(design.value, rest.clusters, group));
      expectFinite(
        statistics.poststratify(
          design.value,
          group,
          new Map([
            [0, 10],
            [1, 20],
          ]),
        ),
      );
    },
  ),
};

describe('whatever comes in, an answer has finite numbers only, or a reason', () => {
  test.each(Object.keys(procedures))('%s', (name) => {
    fc.assert(procedures[name]!, { numRuns: 150 });
  });
});
