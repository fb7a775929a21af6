import { describe, expect, test } from '@jest/globals';
import { variableKey, type Variable } from '@duwen/shared/tabulation';
import { nudged, placeOf, put, swapped, taken, type Shelves } from './shelf-moves';

const unit: Variable = { stratum: 'unit' };
const group: Variable = { stratum: 'group' };
const stage: Variable = { stratum: 'stage' };
const fac1: Variable = { item: 'FAC1' };
const shelves: Shelves = { rows: [unit, group], columns: [fac1] };
const outline = (shown: Shelves | null): string | null =>
  shown && `${shown.rows.map(variableKey).join(' ')} × ${shown.columns.map(variableKey).join(' ')}`;

describe('putting a variable on a shelf', () => {
  test('at the end, or before the place it was dropped at', () => {
    expect(outline(put(shelves, stage, 'rows'))).toBe('unit group stage × item:FAC1');
    expect(outline(put(shelves, stage, 'rows', 0))).toBe('stage unit group × item:FAC1');
    expect(outline(put(shelves, stage, 'rows', 9))).toBe('unit group stage × item:FAC1');
  });

  test('takes it from where it was', () => {
    expect(outline(put(shelves, unit, 'columns'))).toBe('group × item:FAC1 unit');
    expect(outline(put(shelves, unit, 'rows', 2))).toBe('group unit × item:FAC1');
    expect(outline(put(shelves, group, 'rows', 0))).toBe('group unit × item:FAC1');
    expect(outline(put(shelves, unit, 'rows', 0))).toBe('unit group × item:FAC1');
  });

  test('a full shelf takes no more, but can be put in another order', () => {
    const full = put(shelves, stage, 'rows')!;
    expect(put(full, fac1, 'rows')).toBeNull();
    expect(outline(put(full, stage, 'rows', 0))).toBe('stage unit group × item:FAC1');
  });
});

test('a variable is taken off, nudged within its shelf, and found', () => {
  expect(outline(taken(shelves, unit))).toBe('group × item:FAC1');
  expect(outline(nudged(shelves, unit, 1))).toBe('group unit × item:FAC1');
  expect(outline(nudged(shelves, group, -1))).toBe('group unit × item:FAC1');
  expect(outline(nudged(shelves, unit, -1))).toBe('unit group × item:FAC1');
  expect(outline(nudged(shelves, group, 1))).toBe('unit group × item:FAC1');
  expect(placeOf(shelves, fac1)).toEqual({ shelf: 'columns', index: 0 });
  expect(placeOf(shelves, stage)).toBeNull();
  expect(outline(swapped(shelves))).toBe('item:FAC1 × unit group');
});
