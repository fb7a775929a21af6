import { expect, it } from '@jest/globals';
import { RecentIds } from './recent-ids.js';

it('knows, counts and forgets ids by the second of storing', () => {
  const recent = new RecentIds();
  recent.add('a', new Date(1_000));
  recent.add('b', new Date(1_999));
  recent.add('b', new Date(1_000));
  recent.add('c', new Date(3_000));
  expect([recent.count(0), recent.count(2_000), recent.count(1_000, 3_000)]).toEqual([3, 1, 2]);
  expect(recent.has('a', new Date(1_500))).toBe(true);
  expect(recent.has('a', new Date(2_000))).toBe(false);
  recent.forgetBefore(2_000);
  expect(recent.has('a', new Date(1_000))).toBe(false);
  expect(recent.count(0)).toBe(1);
});
