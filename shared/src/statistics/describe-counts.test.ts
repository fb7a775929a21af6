import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampleStandardDeviation, mean } from 'simple-statistics';
import { describeCounts } from './describe-counts.js';

describe('describeCounts', () => {
  test('says the same as the rows themselves', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, (tally) => {
        const rows = tally.flatMap((count, k) => Array.from({ length: count }, () => k + 1));
        fc.pre(rows.length > 1);
        const outcome = describeCounts([1, 2, 3, 4, 5], tally);
        if (!outcome.ok) throw new Error(outcome.reason);
        expect(outcome.value.n).toBe(rows.length);
        expect(outcome.value.mean).toBeCloseTo(mean(rows), 10);
        expect(outcome.value.sd).toBeCloseTo(sampleStandardDeviation(rows), 10);
      }),
    );
  });

  test('has no deviation for one answer and no mean for none', () => {
    expect(describeCounts([1, 2], [0, 1])).toEqual({ ok: true, value: { n: 1, mean: 2, sd: null } });
    expect(describeCounts([1, 2], [0, 0])).toEqual({ ok: false, reason: 'noData' });
    expect(describeCounts([1], [1, 2])).toEqual({ ok: false, reason: 'differentLengths' });
    expect(describeCounts([1, 2], [-1, 2])).toEqual({ ok: false, reason: 'invalidValue' });
  });
});
