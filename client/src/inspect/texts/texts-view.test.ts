import { expect, test } from '@jest/globals';
import { readTextsView, writeTextsView, type TextsView } from './texts-view';

const read = (query: string): TextsView => readTextsView(new URLSearchParams(query));

test('an address and its view are each other’s', () => {
  const query =
    'item=OPN1&panel=counts&group=parent&search=%E9%A3%9F%E5%A0%82&by=sentences&coded=none&theme=abc&page=3';
  expect(writeTextsView(read(query)).toString()).toBe(query);
  expect(writeTextsView(read('')).toString()).toBe('');
});

test('what an address has wrong is left out', () => {
  expect(read('panel=other&by=words&coded=all&page=-2&search=')).toEqual(read(''));
  expect(read('page=1e99').query.page).toBe(1);
  expect(read(`search=${'x'.repeat(200)}`).query.search).toHaveLength(80);
});
