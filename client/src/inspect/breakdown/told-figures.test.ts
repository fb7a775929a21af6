import { expect, test } from '@jest/globals';
import { writtenCount, writtenMean, writtenShare, writtenShareInterval } from './told-figures';

test('a share has one decimal unless it is true to whole percentages only', () => {
  expect([writtenShare(0.9), writtenShare(0.9, 4), writtenShare(0.9, 3), writtenShare(0.9, 2)]).toEqual([
    '90.0%',
    '90.0%',
    '90.0%',
    '≈90%',
  ]);
  expect(writtenShareInterval(0.8, 0.95, 2)).toBe('80–95%');
  expect(writtenShareInterval(0.8, 0.95)).toBe('80.0–95.0%');
});

test('a mean and a count say what they are rounded to', () => {
  expect([writtenMean(4.1), writtenMean(4.1, 2), writtenMean(4.1, 1), writtenMean(4, 0)]).toEqual([
    '4.10',
    '4.10',
    '≈4.1',
    '≈4',
  ]);
  expect([writtenCount(1240), writtenCount(1240, 0), writtenCount(1240, -1)]).toEqual([
    '1,240',
    '1,240',
    '≈1,240',
  ]);
});
