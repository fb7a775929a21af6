import { expect, test } from '@jest/globals';
import type { Finding } from '@duwen/shared/evidence';
import { findingMethods } from './finding-methods';

const finding = (change: Partial<Finding>): Finding =>
  ({ kind: 'groups', options: [{ score: 1 }], groups: [], test: null, ...change }) as Finding;

test('names the methods that the finding used, and no other', () => {
  expect(findingMethods(finding({}))).toEqual(['favourable', 'wilson', 'judgement']);
  const test = { method: 'chiSquared' } as Finding['test'];
  expect(findingMethods(finding({ test }))).toContain('newcombe');
  const exact = { method: 'fisherExact' } as Finding['test'];
  expect(findingMethods(finding({ test: exact }))).toContain('fisher');
  expect(findingMethods(finding({ test: exact }))).not.toContain('chi-squared');
  const groups = [{ favourable: { method: 'design' } }] as unknown as Finding['groups'];
  expect(findingMethods(finding({ test, groups }))).toEqual([
    'favourable',
    'design-interval',
    'newcombe',
    'effective-counts',
    'effect-size',
    'judgement',
  ]);
  expect(findingMethods(finding({ kind: 'street' }))).toContain('holm');
  expect(findingMethods(finding({ kind: 'school' }))).toContain('funnel-test');
  expect(findingMethods(finding({ kind: 'choices', options: [] }))).toEqual(['describe']);
});

test('a recommendation from 0 to 10 has a net promoter score', () => {
  const options = Array.from({ length: 11 }, (_, score) => ({ score })) as unknown as Finding['options'];
  expect(findingMethods(finding({ options }))).toContain('nps');
});
