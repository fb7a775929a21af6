import { expect, test } from '@jest/globals';
import type { Stage } from '@duwen/shared/codebook';
import { isParents, isPupils } from './audience';

const group = (code: string, stages: readonly Stage[]) => ({
  code,
  title: { zh: code },
  units: { kind: 'school' as const, stages },
});

test.each([
  ['student_primary', ['primary'], true],
  ['student_secondary', ['junior', 'senior'], true],
  ['student_vocational', ['vocational'], false],
  ['student', [], true],
  ['teacher', ['primary'], false],
  ['parent', ['primary'], false],
] as const)('pupils under 14 may be among %s %j: %j', (code, stages, expected) =>
  expect(isPupils(group(code, stages))).toBe(expected),
);

test('parents may have several children', () => {
  expect(isParents(group('parent', []))).toBe(true);
  expect(isParents(group('teacher', []))).toBe(false);
});
