import { describe, expect, test } from '@jest/globals';
import { compareProportions } from '../statistics/index.js';
import type { Share } from './breakdown.js';
import { compareRows } from './compare-rows.js';

const share = (count: number, n: number, parts: Partial<Share> = {}): { favourable: Share } => ({
  favourable: {
    count,
    n,
    share: count / n,
    lower: count / n - 0.05,
    upper: count / n + 0.04,
    method: 'wilson',
    designEffect: null,
    df: null,
    unweighted: null,
    ...parts,
  },
});

describe('the difference of two rows', () => {
  test('of independent answers is Newcombe’s', () => {
    const expected = compareProportions({ count: 80, n: 100 }, { count: 60, n: 90 });
    expect(compareRows(share(80, 100), share(60, 90))).toMatchObject({
      method: 'newcombe',
      difference: 80 / 100 - 60 / 90,
      lower: expected.ok && expected.value.lower,
      upper: expected.ok && expected.value.upper,
      pValue: expected.ok && expected.value.pValue,
      size: 'small',
    });
  });

  test('of clustered answers has their errors and Satterthwaite’s degrees of freedom', () => {
    // SE² = deff p(1 − p)/(n − 1): 4 × 0.16/100 = 0.0064 on 9, 2 × 0.24/60 = 0.008 on 4.
    const first = share(0.8 * 101, 101, { method: 'design', designEffect: 4, df: 9 });
    const second = share(0.4 * 61, 61, { method: 'design', designEffect: 2, df: 4 });
    const found = compareRows(first, second)!;
    expect(found.method).toBe('design');
    expect(found.difference).toBeCloseTo(0.4, 12);
    expect(found.lower).toBeCloseTo(0.4 - Math.hypot(0.05, 0.04), 12);
    // R: d <- .4; v <- c(.0064, .008); df <- sum(v)^2 / (v[1]^2 / 9 + v[2]^2 / 4); 2 * pt(-d / sqrt(sum(v)), df)
    expect(found.pValue).toBeCloseTo(0.007484144, 8);
    expect(found.size).toBe('large');
  });

  test('is turned round with the rows', () => {
    const [first, second] = [share(30, 40, { method: 'design', designEffect: 1.5, df: 6 }), share(20, 50)];
    const [one, other] = [compareRows(first, second)!, compareRows(second, first)!];
    expect(other.difference).toBeCloseTo(-one.difference, 12);
    expect(other.lower).toBeCloseTo(-one.upper, 12);
    expect(other.pValue).toBeCloseTo(one.pValue!, 12);
    expect(other.h).toBeCloseTo(-one.h, 12);
  });

  test('is not told where a share is withheld; has no p-value where all are favourable', () => {
    expect(compareRows({ favourable: null }, share(1, 2))).toBeNull();
    expect(compareRows(share(9, 9), share(7, 7))).toMatchObject({ difference: 0, pValue: null });
    const all = share(9, 9, { method: 'design', designEffect: null, df: 3 });
    expect(compareRows(all, share(7, 7))).toMatchObject({ difference: 0, pValue: null });
  });
});
