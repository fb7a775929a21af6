import { expect, test } from '@jest/globals';
import { sampleColumns } from '../tabulation/sample-campaign.test-support.js';
import { unitsBehind } from './units-behind.js';

// Parents (1) and a teacher (2); units 1 to 3 or none; streets a, b or none; the last row is withdrawn.
const rows = [
  { group: 1, unit: 1, street: 1 },
  { group: 1, unit: 1, street: 1 },
  { group: 1, unit: 2, street: 1 },
  { group: 1, unit: 3, street: 2 },
  { group: 2, unit: 3, street: 1 },
  { group: 1, unit: 0, street: 2 },
  { group: 1, unit: 3, street: 0 },
  { group: 1, unit: 2, street: 2 },
];
const columns = sampleColumns({
  length: rows.length,
  items: {},
  strata: {
    group: { keys: ['parent', 'teacher'], codes: rows.map(({ group }) => group) },
    unit: { keys: ['u1', 'u2', 'u3'], codes: rows.map(({ unit }) => unit) },
    street: { keys: ['a', 'b', 'c'], codes: rows.map(({ street }) => street) },
  },
  live: rows.map((_, index) => (index === rows.length - 1 ? 0 : 1)),
});

test('counts the units of each category, one group’s alone, without the withdrawn and those of no unit', () => {
  expect([...unitsBehind(columns, 'parent', 'street')]).toEqual([
    ['a', { number: 2, responses: 3, squares: 5 }],
    ['b', { number: 1, responses: 1, squares: 1 }],
  ]);
  expect([...unitsBehind(columns, 'teacher', 'street')]).toEqual([
    ['a', { number: 1, responses: 1, squares: 1 }],
  ]);
  expect([...unitsBehind(columns, 'deputy', 'street')]).toEqual([]);
});
