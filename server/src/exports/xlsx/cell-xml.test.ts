import { describe, expect, it } from '@jest/globals';
import { cellXml, columnName, escapeXml } from './cell-xml.js';

describe('columnName', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [51, 'AZ'],
    [52, 'BA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('names column %d %s', (index, name) => expect(columnName(index)).toBe(name));
});

describe('cellXml', () => {
  it.each([
    [12.5, 0, '<c r="B7"><v>12.5</v></c>'],
    [-9, 3, '<c r="B7" s="3"><v>-9</v></c>'],
    [{ value: 3.5, format: 'oneDecimal' } as const, 4, '<c r="B7" s="4"><v>3.5</v></c>'],
    [null, 0, ''],
    [null, 3, '<c r="B7" s="3"/>'],
    [Number.NaN, 0, '<c r="B7"/>'],
    ['a < b & "c"', 0, '<c r="B7" t="inlineStr"><is><t>a &lt; b &amp; &quot;c&quot;</t></is></c>'],
    ['=1+1', 0, `<c r="B7" t="inlineStr"><is><t>'=1+1</t></is></c>`],
    [' x\ny', 0, '<c r="B7" t="inlineStr"><is><t xml:space="preserve"> x\ny</t></is></c>'],
  ])('writes %j with style %d', (content, style, xml) => expect(cellXml('B7', content, style)).toBe(xml));

  it('keeps a carriage return, which XML would make a line feed of', () =>
    expect(escapeXml('a\r\nb')).toBe('a&#13;\nb'));
});
