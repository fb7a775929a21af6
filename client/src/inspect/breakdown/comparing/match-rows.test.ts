import { expect, test } from '@jest/globals';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import { matchRows } from './match-rows';

const row = (key: string | null, name: string): BreakdownRow => ({
  key,
  label: { zh: name },
  suppression: 'none',
  asked: 9,
  missing: 0,
  dontKnow: 0,
  n: 9,
  counts: [],
  favourable: null,
  favourableBounds: null,
  mean: null,
  meanLower: null,
  meanUpper: null,
  meanMethod: null,
  sd: null,
});

test('rows of two rounds stand side by side by key, else by name; one without a partner stands alone', () => {
  const first = { total: row(null, '合计'), rows: [row('u1', '一小'), row('u2', '二小'), row('u3', '三小')] };
  const second = {
    total: row(null, '合计'),
    rows: [row('u1', '第一小学'), row('x2', '二小'), row('x9', '九小')],
  };
  expect(
    matchRows(first, second).map((pair) => [pair.first.label.zh, pair.second?.label.zh ?? null]),
  ).toEqual([
    ['合计', '合计'],
    ['一小', '第一小学'],
    ['二小', '二小'],
    ['三小', null],
  ]);
});
