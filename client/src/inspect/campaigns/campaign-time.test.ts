import { expect, test } from '@jest/globals';
import { campaignDateTime, campaignDay, campaignInstant, campaignLocal } from './campaign-time';

test('a field’s value is a time in China, not where the browser is', () => {
  expect(campaignInstant('2019-03-11T08:00')).toBe('2019-03-11T08:00:00+08:00');
  expect(campaignDateTime('2019-03-11T08:00:00+08:00')).toBe('2019-03-11 08:00');
  expect(campaignInstant(campaignLocal('2019-03-11T08:00:00+08:00'))).toBe('2019-03-11T08:00:00+08:00');
  expect(campaignDay('2019-03-11T23:00:00Z')).toBe('2019-03-12');
});

test.each(['', '2019-03-11', '2019-02-31x', '2019-13-01T08:00'])('%p is no time', (value) => {
  expect(campaignInstant(value)).toBeNull();
});
