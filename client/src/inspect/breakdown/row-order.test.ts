import { expect, test } from '@jest/globals';
import type { BreakdownRow } from '@duwen/shared/breakdown';
import { askedRows, foldWithheld, orderRows } from './row-order';

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
        },
  favourableBounds: bounds && n !== null ? { n, atLeast: bounds[0], atMost: bounds[1] } : null,
  mean: null,
  sd: null,
});
const rows = [row('a', 100, 0.7), row('b', null, null), row('c', 40, 0.9), row('d', 20, null, [0.8, 0.9])];
const keys = (ordered: BreakdownRow[]): string => ordered.map(({ key }) => key).join('');

test('the given order is kept', () => {
  expect(keys(orderRows(rows, 'given'))).toBe('abcd');
});

test('by share, a range stands at its middle and what is withheld comes last both ways', () => {
  expect(keys(orderRows(rows, 'high'))).toBe('cdab');
  expect(keys(orderRows(rows, 'low'))).toBe('adcb');
});

test('by base, largest first', () => {
  expect(keys(orderRows(rows, 'base'))).toBe('acdb');
});

test('the given list is left as it was', () => {
  orderRows(rows, 'high');
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
