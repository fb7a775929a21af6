import { describe, expect, test } from '@jest/globals';
import {
  count,
  interval,
  join,
  name,
  percent,
  points,
  pValue,
  quoted,
  say,
  signed,
  signedPoints,
  wholePercent,
} from './in-words.js';
import { evidenceTexts } from '../i18n/index.js';

describe('figures in words', () => {
  test.each([
    [percent(0.7834), '78.3%'],
    [percent(1), '100.0%'],
    [wholePercent(0.85), '85%'],
    [wholePercent(0.855), '85.5%'],
    [points(-0.1234), '12.3'],
    [interval({ lower: 0.7, upper: 0.8 }), '70.0%–80.0%'],
    [count(999), '999'],
    [count(14012), '14,012'],
    [count(1234567), '1,234,567'],
    [pValue(0.0004), '< 0.001'],
    [pValue(0.0321), '= 0.032'],
    [signedPoints(-0.0312), '−3.1'],
    [signedPoints(-0.0001), '0.0'],
    [signedPoints(0.2), '20.0'],
    [signed(-4), '−4.0'],
    [signed(12.34), '+12.3'],
  ])('%s', (words, expected) => expect(words).toBe(expected));
});

test('lists end in their own conjunction', () => {
  const [a, b, c] = ['甲', '乙', '丙'].map((zh, index) => ({ zh, en: 'abc'[index]! }));
  expect(join([a!], 'and')).toEqual({ zh: '甲', en: 'a' });
  expect(join([a!, b!], 'and')).toEqual({ zh: '甲和乙', en: 'a and b' });
  expect(join([a!, b!, c!], 'or')).toEqual({ zh: '甲、乙或丙', en: 'a, b or c' });
  expect(join([], 'and')).toEqual({ zh: '', en: '' });
});

test('names within a sentence are small, abbreviations are not; quotations lose stops and keep one level of marks', () => {
  expect(name({ zh: '教师', en: 'Teachers' }).en).toBe('teachers');
  expect(name({ zh: '政协委员', en: 'CPPCC members' }).en).toBe('CPPCC members');
  expect(name({ zh: '教师' }).en).toBe('教师');
  expect(quoted({ zh: '“创智课堂”的成效。' })).toEqual({ zh: '‘创智课堂’的成效', en: '‘创智课堂’的成效' });
});

test.each([
  ['您平均每周工作多少小时？（含备课、批改、班级管理）', '您平均每周工作多少小时'],
  ['您认为本区目前最紧缺的教育资源是哪些？（最多选三项）', '您认为本区目前最紧缺的教育资源是哪些'],
  ['请选择原因（可多选）', '请选择原因'],
  ['开展教学的频率是？', '开展教学的频率'],
  ['家门口学校（含幼儿园）的学位供给', '家门口学校（含幼儿园）的学位供给'],
  ['学校午餐（含食堂）', '学校午餐（含食堂）'],
  ['What is short? (Choose up to three)', 'What is short'],
  ['School places near home (kindergartens included)', 'School places near home (kindergartens included)'],
  ['Am I proud?', 'Am I proud'],
])('as the name of an item, %s is %s', (title, expected) => {
  expect(quoted({ zh: title, en: title })).toEqual({ zh: expected, en: expected });
});

test('every sentence has its English, with the same places to fill', () => {
  for (const [key, { zh, en }] of Object.entries(evidenceTexts)) {
    const places = (text: string): string[] =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, place]) => place!).sort();
    expect([key, places(en)]).toEqual([key, places(zh)]);
  }
  expect(say(evidenceTexts.boundAtLeast, { low: '95.0%' })).toEqual({
    zh: '不低于 95.0%',
    en: 'at least 95.0%',
  });
});
