import { expect, test } from '@jest/globals';
import type { CodebookItem } from '@duwen/shared/api';
import type { Framework } from '@duwen/shared/codebook';
import { itemSections, searchSections, titleOf } from './item-sections';

const item = (code: string, zh: string, ...indicators: string[]): CodebookItem => ({
  code,
  kind: 'single',
  options: [],
  scale: null,
  reverse: false,
  indicators,
  stratum: null,
  min: null,
  max: null,
  attention: null,
  wording: { teacher: { zh }, parent: { zh: `孩子：${zh}`, en: `Child: ${code}` } },
});
const section = (code: string, ...indicators: string[]) => ({
  code,
  title: { zh: `第${code}节` },
  kind: 'achievement' as const,
  claim: { zh: '表述' },
  indicators: indicators.map((indicator) => ({ code: indicator, title: { zh: indicator } })),
});
const framework: Framework = {
  title: { zh: '体系' },
  parts: [
    { code: '1', title: { zh: '一' }, sections: [section('1.1', '1.1.a', '1.1.b'), section('1.2', '1.2.a')] },
    { code: '2', title: { zh: '二' }, sections: [section('2.1', '2.1.a')] },
  ],
};
const items = [item('OPN1', '建议'), item('FAC1', '场地', '1.1.a', '1.2.a'), item('FAC2', '设备', '1.1.b')];
const outline = (sections: ReturnType<typeof itemSections>): string[] =>
  sections.map(({ code, items: inside }) => `${code}: ${inside.map((each) => each.code).join(' ')}`);

test('items stand under every section that they speak to, the rest last', () => {
  expect(outline(itemSections(framework, items))).toEqual(['1.1: FAC1 FAC2', '1.2: FAC1', 'null: OPN1']);
});

test('without a framework all items stand together', () => {
  expect(outline(itemSections(null, items))).toEqual(['null: OPN1 FAC1 FAC2']);
});

test('search looks at codes and at every group’s wording, and drops empty sections', () => {
  const sections = itemSections(framework, items);
  expect(outline(searchSections(sections, 'fac1'))).toEqual(['1.1: FAC1', '1.2: FAC1']);
  expect(outline(searchSections(sections, 'child fac2'))).toEqual(['1.1: FAC2']);
  expect(outline(searchSections(sections, '设备'))).toEqual(['1.1: FAC2']);
  expect(searchSections(sections, '没有的')).toEqual([]);
  expect(searchSections(sections, ' ')).toHaveLength(3);
});

test('an item is called as its first group words it', () => {
  expect(titleOf(items[0]!)).toEqual({ zh: '建议' });
});

test('a section’s items stand under its indicators, and an indicator’s name finds its items', () => {
  const [first] = itemSections(framework, items);
  expect(
    first!.indicators.map(
      ({ code, items: inside }) => `${code}: ${inside.map((each) => each.code).join(' ')}`,
    ),
  ).toEqual(['1.1.a: FAC1', '1.1.b: FAC2']);
  expect(outline(searchSections(itemSections(framework, items), '1.1.b'))).toEqual(['1.1: FAC2']);
  expect(outline(searchSections(itemSections(framework, items), '1.1.b 场地'))).toEqual([]);
});
