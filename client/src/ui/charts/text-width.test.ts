import { expect, test } from '@jest/globals';
import { cutText, textEms, wrapText } from './text-width';

test('a Chinese character is an em, a Latin one about half of it', () => {
  expect(textEms('满意率')).toBe(3);
  expect(textEms('abcd')).toBeCloseTo(2.2);
});

test('cuts only what does not fit, and says so', () => {
  expect(cutText('控江中学', 4)).toBe('控江中学');
  expect(cutText('控江初级中学分校', 5)).toBe('控江初级…');
});

test('wraps between words and within Chinese, and loses nothing', () => {
  expect(wrapText('one two three', 4.5)).toEqual(['one two', 'three']);
  expect(wrapText('学校食堂的饭菜', 3)).toEqual(['学校食', '堂的饭', '菜']);
  expect(wrapText('unbreakable', 2)).toEqual(['unbreakable']);
  expect(wrapText('', 5)).toEqual([]);
  const text = '您对本校 2019 年的 canteen（食堂）是否满意？';
  expect(wrapText(text, 6).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
});
