import { describe, expect, test } from '@jest/globals';
import { breakdownAddress, readView, requestQuery, writeView, type BreakdownView } from './view-state';

const view: BreakdownView = {
  request: {
    items: ['FAC1', 'RES3'],
    by: 'unit',
    filter: { group: ['parent', 'teacher'], street: ['新江湾城街道'] },
    where: { not: { variable: { item: 'SEX' }, in: ['1'] } },
    quality: 'unflagged',
    weighted: true,
  },
  display: 'heat',
  order: 'low',
};

describe('the address of a view', () => {
  test('holds the whole view', () => {
    expect(readView(new URLSearchParams(writeView(view).toString()))).toEqual(view);
  });

  test('leaves out what stands at its default', () => {
    const plain: BreakdownView = {
      request: { items: ['FAC1'], by: null, filter: {}, where: null, quality: 'all', weighted: false },
      display: 'table',
      order: 'given',
    };
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
    expect(read.order).toBe('given');
  });

  test('names an item once', () => {
    expect(readView(new URLSearchParams('items=FAC1,FAC1,')).request.items).toEqual(['FAC1']);
  });
});

test('the API is asked without how the answer is shown', () => {
  expect(requestQuery(view.request)).not.toMatch(/view|order/);
});

test('another screen links to an item by group', () => {
  expect(breakdownAddress('65f', ['RES3'], 'group')).toBe('/campaigns/65f/breakdown?items=RES3&by=group');
});
