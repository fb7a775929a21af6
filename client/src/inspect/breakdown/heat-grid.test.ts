import { describe, expect, test } from '@jest/globals';
import type { BreakdownRow, ItemBreakdown } from '@duwen/shared/breakdown';
import { heatGrid, moved } from './heat-grid';

const row = (key: string | null, share: number): BreakdownRow => ({
  key,
  label: { zh: key ?? '合计' },
  suppression: 'none',
  asked: 100,
  missing: 0,
  dontKnow: 0,
  n: 100,
  counts: [],
  favourable: {
    count: share * 100,
    n: 100,
    share,
    lower: share,
    upper: share,
    method: 'wilson',
    designEffect: null,
    df: null,
    unweighted: null,
  },
  favourableBounds: null,
  mean: null,
  meanLower: null,
  meanUpper: null,
  meanMethod: null,
  sd: null,
});
const item = (code: string, favourable: boolean, shares: Record<string, number>): ItemBreakdown => ({
  code,
  kind: 'single',
  title: { zh: code },
  indicators: [],
  scale: null,
  options: [{ value: 1, label: { zh: '满意' }, score: 1, missing: false, favourable }],
  total: row(null, 0.5),
  rows: Object.entries(shares).map(([key, share]) => row(key, share)),
  test: null,
  noTest: 'tooFewGroups',
});

describe('heatGrid', () => {
  const items = [
    item('PLAIN', false, { a: 0.1, b: 0.2 }),
    item('ONE', true, { a: 0.4, b: 0.9 }),
    item('TWO', true, { a: 0.8, b: 0.3 }),
  ];

  test('leaves out items without a scale; the total comes first; rows follow the first item’s order', () => {
    const grid = heatGrid(items, { column: 'favourable', descending: true });
    expect(grid.items.map(({ code }) => code)).toEqual(['ONE', 'TWO']);
    expect(grid.rows.map(({ key }) => key)).toEqual([null, 'b', 'a']);
    expect(grid.rows[1]!.cells.map(({ favourable }) => favourable?.share)).toEqual([0.9, 0.3]);
  });

  test('rows can follow any item, and pinned ones stand under the total', () => {
    expect(heatGrid(items, { column: 'item:TWO', descending: true }).rows.map(({ key }) => key)).toEqual([
      null,
      'a',
      'b',
    ]);
    expect(heatGrid(items, null, ['b']).rows.map(({ key }) => key)).toEqual([null, 'b', 'a']);
  });

  test('has nothing where no item has a scale', () => {
    expect(heatGrid([items[0]!], null)).toEqual({ items: [], rows: [] });
  });
});

describe('moved', () => {
  test('arrows move a cell and stop at the edge', () => {
    expect(moved({ row: 0, column: 0 }, 'ArrowRight', 3, 2)).toEqual({ row: 0, column: 1 });
    expect(moved({ row: 0, column: 1 }, 'ArrowRight', 3, 2)).toEqual({ row: 0, column: 1 });
    expect(moved({ row: 2, column: 1 }, 'ArrowDown', 3, 2)).toEqual({ row: 2, column: 1 });
    expect(moved({ row: 0, column: 1 }, 'End', 3, 4)).toEqual({ row: 0, column: 3 });
    expect(moved({ row: 2, column: 1 }, 'PageUp', 3, 4)).toEqual({ row: 0, column: 1 });
  });

  test('other keys are left to the browser', () => {
    expect(moved({ row: 0, column: 0 }, 'Tab', 3, 2)).toBeNull();
  });
});
