import { expect, test } from '@jest/globals';
import { htmlTable, numberOr, plainText, type SheetTable } from './sheet-cells';

const table: SheetTable = {
  heads: 1,
  rows: [
    ['分组', 'n', '满意率'],
    ['家长\t甲', numberOr(14200, 'count', '隐去'), numberOr(0.1 + 0.2, 'percent', '隐去')],
    ['=HYPERLINK("x")', null, numberOr(null, 'percent', '隐去')],
    ['-1 <b>', { number: 4.125, as: 'mean' }, ''],
  ],
};

test('as text: a line a row, a tab between cells, numbers bare, shares as percentages', () => {
  expect(plainText(table).split('\n')).toEqual([
    '分组\tn\t满意率',
    '家长 甲\t14200\t30%',
    '\'=HYPERLINK("x")\t\t隐去',
    "'-1 <b>\t4.125\t",
  ]);
});

test('as HTML: numbers keep their digits and have a format, text is text', () => {
  const html = htmlTable(table);
  expect(html).toContain('<th style="mso-number-format:\'\\@\'">满意率</th>');
  expect(html).toContain('sdval="14200" sdnum="1033;0;#,##0">14200<');
  expect(html).toContain('sdval="0.3" sdnum="1033;0;0.0%">30%<');
  expect(html).toContain('>-1 &lt;b&gt;</td>');
  expect(html).not.toContain('<b>');
  expect(html.match(/<tr>/g)).toHaveLength(4);
});

test('what is withheld is a word, never a zero or nothing', () => {
  expect(numberOr(null, 'count', '隐去')).toBe('隐去');
  expect(numberOr(undefined, 'count', '隐去')).toBe('隐去');
  expect(numberOr(0, 'count', '隐去')).toEqual({ number: 0, as: 'count' });
});
