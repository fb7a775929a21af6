import { expect, test } from '@jest/globals';
import { formatDateTime, formatDay, formatDuration } from './times';

test('a time is written in the zone asked for', () => {
  expect(formatDateTime('2019-03-11T16:30:00Z', 'Asia/Shanghai')).toBe('2019-03-12 00:30');
  expect(formatDay('2019-03-11T16:30:00Z', 'Asia/Shanghai')).toBe('2019-03-12');
});

test('a duration has minutes only where there are any', () => {
  expect(formatDuration(272, 'zh')).toBe('4 分 32 秒');
  expect(formatDuration(245, 'en')).toBe('4 min 05 s');
  expect(formatDuration(58.4, 'zh')).toBe('58 秒');
});
