import { describe, expect, test } from '@jest/globals';
import { rateOf, unitRows, type UnitRow } from './unit-rows';

const unit = (
  code: string,
  zh: string,
  street: string | null,
  responses: number | null,
  frame: number | null,
): UnitRow => ({
  code,
  name: { zh },
  street,
  responses,
  frame,
});
const units = [
  unit('A', '同济小学', '四平路街道', 300, 400),
  unit('B', '打虎山路小学', '四平路街道', null, 100),
  unit('C', '新江湾城中学', '新江湾城街道', 120, 130),
  unit('D', '辅读学校', null, 0, null),
];
const say = (text: { zh: string }): string => text.zh;
const codes = (rows: UnitRow[]): string => rows.map(({ code }) => code).join('');

describe('unitRows', () => {
  test('searches names, streets and codes, every word', () => {
    expect(codes(unitRows(units, '四平', null, say))).toBe('AB');
    expect(codes(unitRows(units, '四平 打虎山', null, say))).toBe('B');
    expect(codes(unitRows(units, '  ', null, say))).toBe('ABCD');
  });

  test('sorts by rate; what is withheld or has no frame is last both ways', () => {
    expect(codes(unitRows(units, '', { column: 'rate', descending: true }, say))).toBe('CABD');
    expect(codes(unitRows(units, '', { column: 'rate', descending: false }, say))).toBe('ACBD');
  });

  test('sorts responses: none is a number, withheld is not', () => {
    expect(codes(unitRows(units, '', { column: 'responses', descending: false }, say))).toBe('DCAB');
  });

  test('sorts names as Chinese dictionaries do', () => {
    expect(codes(unitRows(units, '', { column: 'name', descending: false }, say))).toBe('BDAC');
  });

  test('leaves the given list as it was', () => {
    unitRows(units, '', { column: 'rate', descending: true }, say);
    expect(units.map(({ code }) => code).join('')).toBe('ABCD');
  });
});

test('there is no rate without a frame', () => {
  expect(rateOf(10, 0)).toBeNull();
  expect(rateOf(10, null)).toBeNull();
  expect(rateOf(null, 10)).toBeNull();
  expect(rateOf(5, 10)).toBe(0.5);
});
