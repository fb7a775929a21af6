import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hashOf, pathTo, stepOf, type Step } from './steps';

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>({ at: 'welcome' }, { at: 'unit' }, { at: 'review' }, { at: 'done' }),
  fc.record({
    at: fc.constant('page' as const),
    page: fc.option(fc.string({ minLength: 1, unit: 'grapheme' })),
  }),
);

describe('steps in the address', () => {
  test('every step comes back from its hash', () => {
    fc.assert(fc.property(step, (one) => expect(stepOf(hashOf(one))).toEqual(one)));
  });

  test.each(['#', '#nonsense', '#page/%E4%BD'])('%j leads somewhere', (hash) =>
    expect(['welcome', 'page']).toContain(stepOf(hash).at),
  );
});

describe('pathTo', () => {
  const pages = ['a', 'b', 'c'];
  const names = (target: Step, hasUnit: boolean): string =>
    pathTo(target, hasUnit, pages)
      .map((each) => (each.at === 'page' ? each.page : each.at))
      .join(' ');

  test('leads through all that lies before a page', () => {
    expect(names({ at: 'page', page: 'b' }, true)).toBe('welcome unit a b');
    expect(names({ at: 'page', page: 'b' }, false)).toBe('welcome a b');
  });
  test('an unknown or first page is the first', () => {
    expect(names({ at: 'page', page: 'gone' }, false)).toBe('welcome a');
    expect(names({ at: 'page', page: null }, false)).toBe('welcome a');
  });
  test('the review comes after every page', () => {
    expect(names({ at: 'review' }, true)).toBe('welcome unit a b c review');
  });
  test('the first steps need no pages', () => {
    expect(names({ at: 'welcome' }, true)).toBe('welcome');
    expect(names({ at: 'unit' }, true)).toBe('welcome unit');
  });
});
