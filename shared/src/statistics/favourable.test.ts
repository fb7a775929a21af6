import { expect, test } from '@jest/globals';
import { favourableShares } from './favourable.js';

test('names both bases, and says when nobody had an opinion', () => {
  expect(favourableShares(30, 40, 20)).toMatchObject({
    ok: true,
    value: { ofValid: { estimate: 0.75, n: 40 }, ofAnswered: { estimate: 0.5, n: 60 } },
  });
  expect(favourableShares(0, 0, 5)).toMatchObject({
    ok: true,
    value: { ofValid: null, ofAnswered: { n: 5 } },
  });
  expect(favourableShares(0, 0, 0)).toEqual({ ok: false, reason: 'noData' });
  expect(favourableShares(5, 4, 0)).toEqual({ ok: false, reason: 'invalidValue' });
  expect(favourableShares(4, 5, -1)).toEqual({ ok: false, reason: 'invalidValue' });
});
