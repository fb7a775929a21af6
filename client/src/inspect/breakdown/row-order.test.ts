import { expect, test } from '@jest/globals';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import {
  askedRows,
  foldWithheld,
  nextOrder,
  orderRows,
  pinnedFirst,
  readOrder,
  writeOrder,
} from './row-order';

const row = (
  key: string,
  n: number | null,
  share: number | null,
  bounds?: [number, number],
): BreakdownRow => ({
  key,
  label: { zh: key },
  suppression: n === null ? 'row' : bounds ? 'cells' : 'none',
  asked: n,
  missing: n === null ? null : 0,
  dontKnow: n === null ? null : 0,
  n,
  counts: [],
  favourable:
    share === null || n === null
      ? null
      : {
          count: Math.round(share * n),
          n,
          share,
          lower: share - 0.05,
          upper: share + 0.05,
          method: 'wilson',
          designEffect: null,
          df: null,
          unweighted: null,
        },
  favourableBounds: bounds && n !== null ? { n, atLeast: bounds[0], atMost: bounds[1] } : null,
  mean: null,
  meanLower: null,
  meanUpper: null,
  meanMethod: null,
  sd: null,
});
const rows = [row('a', 100, 0.7), row('b', null, null), row('c', 40, 0.9), row('d', 20, null, [0.8, 0.9])];
const keys = (ordered: BreakdownRow[]): string => ordered.map(({ key }) => key).join('');

test('the given order is kept', () => {
  expect(keys(orderRows(rows, null))).toBe('abcd');
});

test('by share, a range stands at its middle and what is withheld comes last both ways', () => {
  expect(keys(orderRows(rows, readOrder('-favourable')))).toBe('cdab');
  expect(keys(orderRows(rows, readOrder('favourable')))).toBe('adcb');
});

test('by base, largest first', () => {
  expect(keys(orderRows(rows, readOrder('-n')))).toBe('acdb');
});

test('the given list is left as it was', () => {
  orderRows(rows, readOrder('-favourable'));
  expect(keys(rows)).toBe('abcd');
});

test('a row that nobody was asked in stands aside; a withheld one does not', () => {
  const parted = askedRows([...rows, row('e', 0, null)]);
  expect(keys(parted.rows)).toBe('abcd');
  expect(keys(parted.notAsked)).toBe('e');
});

test('rows withheld whole are folded away only where they are many', () => {
  expect(foldWithheld(rows, 1)).toEqual({ shown: rows, folded: [] });
  const { shown, folded } = foldWithheld(rows, 0);
  expect(shown.map(({ key }) => key).join('')).toBe('acd');
  expect(folded.map(({ key }) => key).join('')).toBe('b');
});

test('an order is read as it was written, and older names are known', () => {
  for (const text of ['mean', '-mean', '-item:FAC1', 'column:parent|5'])
    expect(writeOrder(readOrder(text)!)).toBe(text);
  expect(readOrder('high')).toEqual({ column: 'favourable', descending: true });
  expect(readOrder('base')).toEqual({ column: 'n', descending: true });
  for (const none of [null, '', 'given', '-']) expect(readOrder(none)).toBeNull();
});

test('a column’s head leads from highest first to lowest first to the given order', () => {
  const down = nextOrder(null, 'n');
  const up = nextOrder(down, 'n');
  expect([down, up, nextOrder(up, 'n')].map((order) => order && writeOrder(order))).toEqual([
    '-n',
    'n',
    null,
  ]);
  expect(nextOrder(up, 'mean')).toEqual({ column: 'mean', descending: true });
});

test('an option’s column is in order of its share', () => {
  const options = [
    { ...row('a', 100, 0.5), counts: [10, 90] },
    { ...row('b', 20, 0.5), counts: [4, null] },
  ];
  expect(keys(orderRows(options, readOrder('-option:0')))).toBe('ba');
  expect(keys(orderRows(options, readOrder('-option:1')))).toBe('ab');
});

test('rows can follow another item’s', () => {
  const lead = [row('a', 9, 0.1), row('c', 9, 0.9), row('d', 9, 0.5)];
  expect(keys(orderRows(rows, readOrder('-item:X'), [], lead))).toBe('cdab');
});

test('pinned rows stand on top in the order of their pinning; unknown ones are forgotten', () => {
  expect(keys(orderRows(rows, readOrder('-n'), ['d', 'zz', 'b']))).toBe('dbac');
  expect(pinnedFirst([1, 2], [], String)).toEqual([1, 2]);
});
