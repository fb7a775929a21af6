import { describe, expect, test } from '@jest/globals';
import { sampleItem } from '../tabulation/sample-campaign.test-support.js';
import type { RowTally } from '../tabulation/index.js';
import { meanAndSd } from './mean-and-sd.js';

const item = sampleItem('A', { options: ['favourable', 'other', 'other', 'missing'] });
const row = (...counts: number[]): RowTally => ({
  asked: 0,
  missing: 0,
  dontKnow: counts[3] ?? 0,
  n: counts.slice(0, 3).reduce((a, b) => a + b, 0),
  counts,
  moments: null,
});
const WHOLE = { below: 0, above: 0, withheld: false };

describe('mean and SD', () => {
  test('are of scored answers alone, with n − 1', () => {
    // Scores 3, 3, 2, 1: mean 2.25, squared deviations 2.75.
    expect(meanAndSd(item, row(2, 1, 1, 9), WHOLE)).toEqual({ mean: 2.25, sd: Math.sqrt(2.75 / 3) });
  });

  test('of numbers come from their moments', () => {
    const number = sampleItem('B', { kind: 'numeric', min: 10, max: 60 });
    // 10, 12, 16
    const tally: RowTally = { ...row(), n: 3, moments: { sum: 8, squares: 40 } };
    const { mean, sd } = meanAndSd(number, tally, WHOLE);
    expect(mean).toBeCloseTo(38 / 3, 12);
    expect(sd).toBeCloseTo(Math.sqrt(28 / 3), 12);
  });

  test('are not told where nothing may be', () => {
    expect(meanAndSd(item, row(2, 1, 1, 0), null)).toEqual({ mean: null, sd: null });
    expect(meanAndSd(item, row(0, 0, 0, 4), WHOLE)).toEqual({ mean: null, sd: null });
  });

  test('where counts are withheld the mean is rounded so that it fits every table that must stay possible', () => {
    const base = row(400, 300, 310, 0); // 2110 of 1010: 2.0891
    expect(meanAndSd(item, base, { below: 2, above: 2, withheld: true })).toEqual({ mean: 2.09, sd: null });
    expect(meanAndSd(item, base, { below: 12, above: 0, withheld: true })).toEqual({
      mean: 2.1,
      sd: null,
      meanDecimals: 1,
    });
    expect(meanAndSd(item, base, { below: 60, above: 0, withheld: true })).toEqual({ mean: null, sd: null });
  });
});
