import { describe, expect, test } from '@jest/globals';
import { chiSquared, wilsonInterval } from '../statistics/index.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../tabulation/sample-campaign.test-support.js';
import type { BreakdownRequest } from '../tabulation/index.js';
import { breakDown } from './break-down.js';

const item = {
  ...sampleItem('A', { options: ['favourable', 'favourable', 'other', 'missing'], indicators: ['1.1'] }),
  wording: new Map([
    ['teacher', { zh: '教师的问法' }],
    ['parent', { zh: '家长的问法' }],
  ]),
};
const codebook = sampleCodebook([item]);
// Teachers: 30, 20, 10, 5 and 6 without an answer; parents: 10, 10, 30, none and none.
const cells = [
  [1, 2, 30],
  [1, 3, 20],
  [1, 4, 10],
  [1, 5, 5],
  [1, 1, 6],
  [2, 2, 10],
  [2, 3, 10],
  [2, 4, 30],
].flatMap(([group, code, count]) => Array.from({ length: count! }, () => ({ group: group!, code: code! })));
const columns = sampleColumns({
  length: cells.length,
  items: { A: cells.map(({ code }) => code) },
  strata: { group: { keys: ['teacher', 'parent', 'student'], codes: cells.map(({ group }) => group) } },
});
const ask = (request: Partial<BreakdownRequest> = {}, minimumCell = 5) =>
  breakDown({
    columns,
    codebook,
    request: { items: ['A'], by: 'group', filter: {}, quality: 'all', ...request },
    minimumCell,
    asOf: '2019-03-19T00:00:00Z',
  });

describe('a breakdown', () => {
  test('gives counts, share with its Wilson interval, mean and the test between rows', () => {
    const { responses, asOf, items } = ask();
    expect([responses, asOf]).toEqual([121, '2019-03-19T00:00:00Z']);
    const [{ rows, total, test: between, indicators }] = items as [(typeof items)[number]];
    expect(indicators).toEqual(['1.1']);
    const interval = wilsonInterval(50, 60);
    expect(rows[0]).toMatchObject({
      key: 'teacher',
      suppression: 'none',
      asked: 71,
      missing: 6,
      dontKnow: 5,
      n: 60,
      counts: [30, 20, 10, 5],
      favourable: interval.ok && {
        count: 50,
        n: 60,
        share: interval.value.estimate,
        lower: interval.value.lower,
        upper: interval.value.upper,
      },
      favourableBounds: null,
      mean: (30 * 3 + 20 * 2 + 10) / 60,
    });
    expect(total).toMatchObject({ key: null, asked: 121, n: 110, counts: [40, 30, 40, 5] });
    const expected = chiSquared([
      [50, 10],
      [20, 30],
    ]);
    expect(between).toMatchObject({
      method: 'chiSquared',
      statistic: expected.ok && expected.value.statistic,
      df: 1,
      effect: 'medium',
    });
  });

  test('a category without answers is a row of zeros, and stays out of the test', () => {
    expect(ask().items[0]!.rows[2]).toMatchObject({
      key: 'student',
      asked: 0,
      n: 0,
      favourable: null,
      mean: null,
    });
  });

  test('shows the wording of the groups that are looked at', () => {
    expect(ask().items[0]!.title.zh).toBe('教师的问法');
    expect(ask({ filter: { group: ['parent'] } }).items[0]!.title.zh).toBe('家长的问法');
  });

  test('without rows there is only the total, and no test', () => {
    expect(ask({ by: null }).items[0]).toMatchObject({ rows: [], test: null, total: { n: 110 } });
  });

  test('of fewer responses than the minimum shows nothing at all', () => {
    const { responses, items } = ask({ filter: { group: ['parent'] } }, 60);
    expect(responses).toBeNull();
    expect([items[0]!.total, ...items[0]!.rows].map(({ suppression }) => suppression)).toEqual([
      'row',
      'row',
    ]);
    expect(JSON.stringify(items[0]!.total)).not.toMatch(/\b(10|30|50)\b/);
  });

  test('of no responses at all says zero', () => {
    expect(ask({ filter: { group: ['student'] } })).toMatchObject({
      responses: 0,
      items: [{ total: { asked: 0 } }],
    });
  });

  test('a row of fewer than the minimum is withheld together with another', () => {
    const { items } = ask({}, 55);
    expect(items[0]!.rows.map(({ suppression }) => suppression)).toEqual(['row', 'row', 'none']);
  });
});
