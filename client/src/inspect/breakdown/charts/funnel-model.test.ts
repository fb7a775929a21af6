import { describe, expect, test } from '@jest/globals';
import { funnelLimits } from '@duwen/shared/statistics';
import { funnelOf } from './funnel-model';
import { plotRow } from './plot-rows';
import { boundedRow, sampleRow, withheldRow } from './sample-rows.test-support';

const total = plotRow(sampleRow(null, 800, 1000));

describe('funnelOf', () => {
  test('puts a row outside exactly where the exact binomial limits of its base do', () => {
    const limits = funnelLimits(100, 0.8);
    if (!limits.ok) throw new Error('no limits');
    const least = Math.floor(limits.value.lower998 * 100);
    // Many rows at the total, so that the two are no over-dispersion.
    const usual = Array.from({ length: 30 }, (_, index) => sampleRow(`u${index}`, 80, 100));
    const rows = [sampleRow('inside', least + 1, 100), sampleRow('outside', least - 1, 100), ...usual];
    const funnel = funnelOf(total, rows.map(plotRow));
    expect(funnel.dispersion?.widens).toBe(false);
    expect(funnel.points[0]).toMatchObject({ n: 100, place: 'warnBelow' });
    expect(funnel.points[1]).toMatchObject({ place: 'outBelow' });
    expect(funnel.points[2]).toMatchObject({ place: 'in', share: 0.8 });
    expect(funnel.steps.every(({ widened }) => widened === null)).toBe(true);
  });

  test('widens the limits by √φ where rows differ by more than chance, and keeps the exact ones', () => {
    const rows = Array.from({ length: 20 }, (_, index) => sampleRow(`r${index}`, index % 2 ? 340 : 300, 400));
    const funnel = funnelOf(total, rows.map(plotRow));
    const { dispersion, steps } = funnel;
    expect(dispersion?.widens).toBe(true);
    const step = steps[10]!;
    expect(step.widened!.upper998 - 0.8).toBeCloseTo(
      (step.exact.upper998 - 0.8) * Math.sqrt(dispersion!.phi),
      12,
    );
    expect(funnel.points.every(({ place }) => place === 'in')).toBe(true);
  });

  test('counts persons, whatever the weighted share is', () => {
    const row = sampleRow('a', 70, 100);
    const weighted = { ...row, favourable: { ...row.favourable!, share: 0.9 } };
    expect(funnelOf(total, [plotRow(weighted)]).points[0]!.share).toBe(0.7);
  });

  test('leaves out rows without an exact share, and has no limits without a target', () => {
    const rows = [sampleRow('a', 5, 10), withheldRow('b'), boundedRow('c', 0.2, 0.6, 10)].map(plotRow);
    const funnel = funnelOf(plotRow(sampleRow(null, 50, 50)), rows);
    expect(funnel.leftOut.map(({ key }) => key)).toEqual(['b', 'c']);
    expect(funnel.target).toBeNull();
    expect(funnel.steps).toEqual([]);
    expect(funnel.points[0]!.place).toBeNull();
  });

  test('is empty, not broken, without any row', () => {
    expect(funnelOf(total, []).points).toEqual([]);
  });
});
