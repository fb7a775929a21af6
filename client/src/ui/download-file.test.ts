import { expect, test } from '@jest/globals';
import { fileNameOf } from './download-file';

test('the extended name, in UTF-8, comes first', () => {
  expect(fileNameOf(`attachment; filename="x.xlsx"; filename*=UTF-8''%E6%9D%A8%E6%B5%A6.xlsx`)).toBe(
    '杨浦.xlsx',
  );
});

test('the plain name will do, quoted or not', () => {
  expect(fileNameOf('attachment; filename="a b.xlsx"')).toBe('a b.xlsx');
  expect(fileNameOf('attachment; filename=a.xlsx; size=3')).toBe('a.xlsx');
  expect(fileNameOf(`attachment; filename="x.xlsx"; filename*=UTF-8''%E6%9D`)).toBe('x.xlsx');
});

test('no header, no name', () => {
  expect(fileNameOf(null)).toBeNull();
  expect(fileNameOf('attachment')).toBeNull();
});
