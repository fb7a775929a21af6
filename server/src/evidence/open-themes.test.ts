import { beforeAll, describe, expect, it } from '@jest/globals';
import { openThemes } from './open-themes.js';
import { readAnswers } from './read-answers.js';

const vocabulary = new Map([
  ['1.1.3', new Set(['操场', '图书馆'])],
  ['1.1.5', new Set(['作业', '社团'])],
]);
const answers = [
  ...Array.from({ length: 6 }, (_, i) => ({
    item: 'OPN2',
    group: 'parent',
    unit: null,
    text: `希望操场大一点，第${i}次说了`,
  })),
  ...Array.from({ length: 4 }, () => ({ item: 'OPN2', group: 'teacher', unit: null, text: '操场需要翻修' })),
  ...Array.from({ length: 7 }, () => ({
    item: 'OPN1',
    group: 'parent',
    unit: null,
    text: '社团活动丰富，感谢王小明老师',
  })),
];

describe('openThemes', () => {
  const themesOf = async (minimum: number) => openThemes(await readAnswers(answers), vocabulary, minimum);
  let themes: Awaited<ReturnType<typeof themesOf>>;
  beforeAll(async () => {
    themes = await themesOf(5);
  });

  it('counts the answers of a group that use a word of the section', () => {
    expect(themes.get('1.1.3')).toMatchObject([{ item: 'OPN2', term: '操场', group: 'parent', count: 6 }]);
    expect(themes.get('1.1.5')).toMatchObject([{ item: 'OPN1', term: '社团', group: 'parent', count: 7 }]);
  });

  it('shows no theme of fewer answers than the minimum', () => {
    expect(themes.get('1.1.3')?.some(({ group }) => group === 'teacher')).toBe(false);
  });

  it('quotes each text once, masked', () => {
    const quotations = themes.get('1.1.5')?.[0]?.quotations;
    expect(quotations).toHaveLength(1);
    expect(quotations?.[0]).toContain('社团活动丰富');
    expect(quotations?.[0]).not.toContain('王小明');
  });

  it('counts criticism and praise', () => {
    expect(themes.get('1.1.3')?.[0]).toMatchObject({ critical: 6, praising: 0 });
    expect(themes.get('1.1.5')?.[0]).toMatchObject({ critical: 0, praising: 7 });
  });

  it('tells no part of a theme that is smaller than the minimum, nor by subtraction', async () => {
    const mixed = async (critical: number, praising: number, unclear: number) => {
      const answersOf = (text: string, count: number) =>
        Array.from({ length: count }, () => ({ item: 'OPN2', group: 'parent', unit: null, text }));
      const given = [
        ...answersOf('操场太小', critical),
        ...answersOf('操场很好', praising),
        ...answersOf('操场在东边', unclear),
      ];
      const [theme] = openThemes(await readAnswers(given), vocabulary, 5).get('1.1.3')!;
      return [theme!.critical, theme!.praising];
    };
    expect(await mixed(6, 7, 8)).toEqual([6, 7]);
    expect(await mixed(9, 3, 8)).toEqual([9, null]);
    expect(await mixed(2, 9, 0)).toEqual([null, null]);
    expect(await mixed(2, 9, 4)).toEqual([null, 9]);
    expect(await mixed(6, 7, 2)).toEqual([null, 7]);
  });

  it('names the words that come with a theme, as far as enough people say both', async () => {
    const given = [
      ...Array.from({ length: 40 }, () => '操场塑胶跑道翻修'),
      ...Array.from({ length: 60 }, () => '食堂饭菜改进'),
      ...Array.from({ length: 3 }, () => '操场围墙'),
      ...Array.from({ length: 6 }, () => '操场东侧'),
    ].map((text) => ({ item: 'OPN2', group: 'parent', unit: null, text }));
    const [theme] = openThemes(await readAnswers(given), vocabulary, 5).get('1.1.3')!;
    expect(theme!.companions).toContain('塑胶跑道');
    expect(theme!.companions).not.toContain('围墙');
    expect(theme!.companions).not.toContain('食堂');
  });

  it('does not take one school’s voice for the group’s, nor quotes a school twice', async () => {
    const from = (unit: string, text: string, count: number) =>
      Array.from({ length: count }, (_, i) => ({ item: 'OPN2', group: 'parent', unit, text: `${text}${i}` }));
    const elsewhere = ['A', 'B', 'C'].flatMap((unit) => from(unit, '食堂饭菜一般', 20));
    const themesWith = async (given: ReturnType<typeof from>) =>
      openThemes(await readAnswers([...elsewhere, ...given]), vocabulary, 5).get('1.1.3')!;
    expect(await themesWith([...from('A', '希望操场翻修', 9), ...from('B', '操场很好', 1)])).toEqual([]);
    const [theme] = await themesWith([...from('A', '希望操场翻修', 6), ...from('B', '操场确实很大', 4)]);
    expect(theme).toMatchObject({ term: '操场', count: 10 });
    expect(theme!.quotations).toHaveLength(2);
  });
});
