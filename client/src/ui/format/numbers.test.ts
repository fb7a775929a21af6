import { describe, expect, test } from '@jest/globals';
import {
  formatCount,
  formatInterval,
  formatMean,
  formatMegabytes,
  formatPercent,
  formatPoints,
  formatPValue,
  formatWholePercent,
} from './numbers';

describe('percentages', () => {
  test('have one decimal, rounded as spreadsheets round', () => {
    expect(formatPercent(0.8734)).toBe('87.3%');
    expect(formatPercent(1)).toBe('100.0%');
    expect(formatPercent(0)).toBe('0.0%');
    // 0.1235 × 100 is 12.349999… in binary: toFixed would write 12.3.
    expect(formatPercent(0.1235)).toBe('12.4%');
  });

  test('an interval has one sign at its end', () => {
    expect(formatInterval(0.841, 0.9024)).toBe('84.1–90.2%');
  });

  test('a whole percentage has no decimal', () => {
    expect(formatWholePercent(0.855)).toBe('86%');
  });

  test('points are signed with a true minus, and nothing is minus zero', () => {
    expect(formatPoints(0.032)).toBe('+3.2');
    expect(formatPoints(-0.01)).toBe('−1.0');
    expect(formatPoints(-0.0001)).toBe('0.0');
  });
});

test('counts have thousands separators', () => {
  expect(formatCount(29606)).toBe('29,606');
  expect(formatCount(999)).toBe('999');
});

test('means have two decimals', () => {
  expect(formatMean(4.125)).toBe('4.13');
  expect(formatMean(5)).toBe('5.00');
});

test('a p value is never written as zero', () => {
  expect(formatPValue(0)).toBe('< 0.001');
  expect(formatPValue(0.0229)).toBe('= 0.023');
});

test('bytes are written in megabytes', () => {
  expect(formatMegabytes(1_240_000)).toBe('1.2 MB');
});
