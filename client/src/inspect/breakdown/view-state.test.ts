import { describe, expect, test } from '@jest/globals';
import {
  breakdownAddress,
  EMPTY_VIEW,
  isStep,
  readView,
  requestQuery,
  tableRequest,
  tableRequestQuery,
  writeView,
  type BreakdownView,
} from './view-state';

const view: BreakdownView = {
  way: 'table',
  table: {
    rows: [{ stratum: 'unit' }, { item: 'SEX' }],
    columns: [{ stratum: 'group' }],
    measure: 'favourable',
    of: 'FAC1',
    base: 'asked',
  },
  request: {
    items: ['FAC1', 'RES3'],
    by: 'unit',
    filter: { group: ['parent', 'teacher'], street: ['新江湾城街道'] },
    where: { not: { variable: { item: 'SEX' }, in: ['1'] } },
    quality: 'unflagged',
    weighted: true,
  },
  display: 'heat',
  order: { column: 'mean', descending: true },
  pinned: ['u1', 'u2'],
  beside: '0123456789abcdef01234567',
  intervals: true,
};

describe('the address of a view', () => {
  test('holds the whole view', () => {
    expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view);
  });

  test('leaves out what stands at its default', () => {
    const plain: BreakdownView = { ...EMPTY_VIEW, request: { ...EMPTY_VIEW.request, items: ['FAC1'] } };
    expect(writeView(plain).toString()).toBe('items=FAC1');
    expect(readView(new URLSearchParams('items=FAC1'))).toEqual(plain);
  });

  test('an empty address is an empty view', () => {
    expect(readView(new URLSearchParams()).request.items).toEqual([]);
    expect(writeView(readView(new URLSearchParams())).toString()).toBe('');
  });

  test('what it does not know is left out, and the items survive', () => {
    const read = readView(
      new URLSearchParams('items=FAC1,FAC2&by=planet&view=globe&order=x&utm_source=wechat'),
    );
    expect(read.request.items).toEqual(['FAC1', 'FAC2']);
    expect(read.request.by).toBeNull();
    expect(read.display).toBe('table');
  });

  test('a table that cannot be is left out, and the items survive', () => {
    const read = readView(new URLSearchParams('items=FAC1&way=table&rows=unit,unit&measure=mean&beside=x'));
    expect(read.request.items).toEqual(['FAC1']);
    expect(read.way).toBe('table');
    expect(read.table).toEqual(EMPTY_VIEW.table);
    expect(read.beside).toBeNull();
  });

  test('names an item once', () => {
    expect(readView(new URLSearchParams('items=FAC1,FAC1,')).request.items).toEqual(['FAC1']);
  });
});

test('the API is asked without how the answer is shown', () => {
  expect(requestQuery(view.request)).not.toMatch(/view|order|pin|way/);
  expect(tableRequestQuery(tableRequest(view))).not.toMatch(/view|order|pin|way|items/);
});

test('a table is asked of the same answers, weighted as they are', () => {
  const { filter, where, quality, weighted } = view.request;
  expect(tableRequest(view)).toEqual({ ...view.table, filter, where, quality, weighted });
});

test('going back in the browser undoes what shows something else, not another order of the same', () => {
  expect(isStep(view, { ...view, display: 'bars' })).toBe(true);
  expect(isStep(view, { ...view, way: 'questions' })).toBe(true);
  expect(isStep(view, { ...view, order: null, pinned: [] })).toBe(false);
});

test('another screen links to an item by group', () => {
  expect(breakdownAddress('65f', ['RES3'], 'group')).toBe('/campaigns/65f/breakdown?items=RES3&by=group');
});
