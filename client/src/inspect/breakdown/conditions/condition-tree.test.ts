import { describe, expect, test } from '@jest/globals';
import { breakdownQuerySchema } from '@duwen/shared/api';
import type { Filter } from '@duwen/shared/tabulation';
import { filterOf, groupOf, isTooLarge, isUnfinished, withPart, type ConditionGroup } from './condition-tree';

const parents: Filter = { variable: { stratum: 'group' }, in: ['parent'] };
const satisfied: Filter = { variable: { item: 'FAC1' }, in: ['4', '5'] };

describe('a filter and its tree', () => {
  test.each<[string, Filter]>([
    ['a condition', parents],
    ['its opposite', { not: satisfied }],
    ['all of', { and: [parents, { not: satisfied }] }],
    ['any of', { or: [parents, satisfied] }],
    ['none of', { not: { or: [parents, satisfied] } }],
    ['groups in groups', { and: [parents, { or: [satisfied, { not: { or: [parents, satisfied] } }] }] }],
    ['not all of', { not: { and: [parents, satisfied] } }],
  ])('%s comes back as it was', (_, filter) => {
    expect(filterOf(groupOf(filter))).toEqual(filter);
  });

  test('nothing is an empty group, and an empty group is no filter', () => {
    expect(groupOf(null)).toEqual({ mode: 'all', parts: [] });
    expect(filterOf(groupOf(null))).toBeNull();
  });

  test('what is not finished is left out', () => {
    const unfinished: ConditionGroup = {
      mode: 'any',
      parts: [
        { variable: { stratum: 'unit' }, negated: false, categories: [] },
        { mode: 'none', parts: [] },
        { variable: { item: 'FAC1' }, negated: true, categories: ['5'] },
      ],
    };
    expect(isUnfinished(unfinished)).toBe(true);
    expect(filterOf(unfinished)).toEqual({ not: { variable: { item: 'FAC1' }, in: ['5'] } });
  });
});

test('a part is changed or taken out', () => {
  const group = groupOf({ or: [parents, satisfied] });
  expect(filterOf(withPart(group, 0, null))).toEqual(satisfied);
  expect(filterOf(withPart(group, 1, group.parts[0]!))).toEqual({ or: [parents, parents] });
});

test('too large is what the server calls too large', () => {
  const nested = (depth: number): Filter => (depth === 1 ? parents : { not: nested(depth - 1) });
  const wide = (parts: number): Filter => ({ and: Array.from({ length: parts - 1 }, () => parents) });
  for (const filter of [nested(6), nested(7), wide(40), wide(41)])
    expect(isTooLarge(filter)).toBe(
      !breakdownQuerySchema.safeParse({ items: '', where: JSON.stringify(filter) }).success,
    );
  expect([nested(7), wide(41)].every(isTooLarge)).toBe(true);
});
