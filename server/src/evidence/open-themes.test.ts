import { describe, expect, it } from '@jest/globals';
import { openThemes } from './open-themes.js';

const vocabulary = new Map([
  ['1.1.3', new Set(['操场', '图书馆'])],
  ['1.1.5', new Set(['作业', '社团'])],
]);
const answers = [
  ...Array.from({ length: 6 }, (_, i) => ({
    item: 'OPN2',
    group: 'parent',
    text: `希望操场大一点，第${i}次说了`,
  })),
  ...Array.from({ length: 4 }, () => ({ item: 'OPN2', group: 'teacher', text: '操场需要翻修' })),
  ...Array.from({ length: 7 }, () => ({
    item: 'OPN1',
    group: 'parent',
    text: '社团活动丰富，感谢王小明老师',
  })),
];

describe('openThemes', () => {
  const themes = openThemes(answers, vocabulary, 5);

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
});
