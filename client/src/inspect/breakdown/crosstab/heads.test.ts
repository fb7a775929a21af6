import { expect, test } from '@jest/globals';
import type { TableCell } from '@duwen/shared/breakdown';
import type { TableHead } from '@duwen/shared/tabulation';
import { crossLines, headKey, headSpans, orderedColumn } from './heads';

const head = (...keys: string[]): TableHead => keys.map((key) => ({ key, label: { zh: key } }));
const cell = (value: number | null, bounds: [number, number] | null = null): TableCell => ({
  suppression: value === null ? 'figure' : 'none',
  count: null,
  n: null,
  value,
  lower: null,
  upper: null,
  method: null,
  designEffect: null,
  df: null,
  unweighted: null,
  bounds: bounds && { n: 20, atLeast: bounds[0], atMost: bounds[1] },
  residual: null,
});
const rows = [head('a', 'x'), head('a', 'y'), head('a', 'z'), head('b', 'x'), head('b', 'y')];
const table = {
  rows,
  columns: [head('1'), head('2')],
  cells: [
    [cell(0.2), cell(0.9), cell(0.5)],
    [cell(0.6), cell(0.8), cell(0.7)],
    [cell(null, [0.3, 0.5]), cell(0.1), cell(0.1)],
    [cell(null), cell(0.3), cell(0.3)],
    [cell(0.1), cell(0.2), cell(0.2)],
    [cell(0.4), cell(0.5), cell(0.4)],
  ],
};
const keys = (column: string, descending: boolean): string =>
  crossLines(table, { column, descending })
    .map(({ key }) => key)
    .join(' ');

test('neighbours under the same outer categories share a head', () => {
  const outline = headSpans([...rows, head('c', 'x'), head('a', 'x')]).map((level) =>
    level.map(({ label, from, span }) => `${label.zh}${from}+${span}`).join(' '),
  );
  expect(outline).toEqual(['a0+3 b3+2 c5+1 a6+1', 'x0+1 y1+1 z2+1 x3+1 y4+1 x5+1 x6+1']);
});

test('an inner category under another outer one is another head', () => {
  expect(headSpans([head('a', 'x'), head('b', 'x')])[1]).toHaveLength(2);
  expect(headSpans([])).toEqual([]);
});

test('rows are put in order within their outer category, withheld ones last', () => {
  expect(keys('column:1', true)).toBe('a|y a|z a|x b|y b|x');
  expect(keys('column:1', false)).toBe('a|x a|z a|y b|y b|x');
  expect(keys('total', true)).toBe('a|y a|x a|z b|x b|y');
});

test('without an order, or with one of another table, rows stay as they are', () => {
  const given = rows.map(headKey).join(' ');
  expect(keys('column:nine', true)).toBe(given);
  expect(crossLines(table, null).map(({ key }) => key)).toEqual(rows.map(headKey));
  expect(orderedColumn(table, { column: 'favourable', descending: true })).toBeNull();
});
