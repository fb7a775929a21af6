import { describe, expect, test } from '@jest/globals';
import { findIn, searchWords, sentencesOf } from './search-texts.js';

const said = (text: string, search: string): string[] | null =>
  findIn(text, search, searchWords(search))?.map(([from, to]) => text.slice(from, to)) ?? null;

describe('findIn', () => {
  test('finds the search as it stands, wherever it stands', () => {
    expect(said('食堂饭菜好，食堂阿姨也好', '食堂')).toEqual(['食堂', '食堂']);
    expect(said('希望多开家长会', '开家长')).toEqual(['开家长']);
  });

  test('finds all words of a search that does not stand there as it is', () => {
    expect(said('饭菜比较单一，食堂也小', '食堂饭菜')).toEqual(['饭菜', '食堂']);
    expect(said('食堂太小', '食堂饭菜')).toBeNull();
  });

  test('knows no difference of upper and lower case, and no pattern', () => {
    expect(said('WiFi 很慢', 'wifi')).toEqual(['WiFi']);
    expect(said('a.c', '.')).toEqual(['.']);
    expect(said('abc', '.*')).toBeNull();
  });
});

test('an answer’s sentences keep every character that says something', () => {
  const text = '食堂太小。希望扩建！谢谢老师\n操场也好；';
  expect(sentencesOf(text)).toEqual(['食堂太小。', '希望扩建！', '谢谢老师', '操场也好；']);
  expect(sentencesOf('。。。')).toEqual([]);
  expect(sentencesOf('')).toEqual([]);
});
