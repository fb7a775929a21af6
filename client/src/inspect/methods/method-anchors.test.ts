import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { METHOD_ANCHORS } from './method-anchors';

const DOCS = join(import.meta.dirname, '../../../../docs');
const read = (name: string): string => readFileSync(join(DOCS, name), 'utf8');
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/<a id="([a-z0-9-]+)"><\/a>/g)].map(([, id]) => id!);
const english = read('methods.md');
const chinese = read('methods.zh-CN.md');

test('every paragraph that screens link to is there', () => {
  expect(METHOD_ANCHORS.filter((anchor) => !anchorsOf(english).includes(anchor))).toEqual([]);
});

test('both languages have the same anchors in the same order, each once', () => {
  expect(anchorsOf(chinese)).toEqual(anchorsOf(english));
  expect(new Set(anchorsOf(english)).size).toBe(anchorsOf(english).length);
});

test.each([
  ['English', english],
  ['Chinese', chinese],
])('no link within the %s document leads nowhere', (_, text) => {
  const links = [...text.matchAll(/\]\(#([a-z0-9-]+)\)/g)].map(([, id]) => id!);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((id) => !anchorsOf(text).includes(id))).toEqual([]);
});

test('both languages hold the same functions and the same figures of coverage', () => {
  const coded = (text: string) => new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code));
  expect(coded(chinese)).toEqual(coded(english));
  const figures = (text: string) => [...text.matchAll(/\| (\d+\.\d %) /g)].map(([, figure]) => figure);
  expect(figures(chinese)).toEqual(figures(english));
});
