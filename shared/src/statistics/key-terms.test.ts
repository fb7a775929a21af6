import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keyTerms } from './key-terms.js';

const parents = new Map([
  ['作业', 60],
  ['食堂', 10],
  ['老师', 100],
  ['校车', 1],
]);
const teachers = new Map([
  ['作业', 10],
  ['食堂', 12],
  ['老师', 105],
  ['编制', 40],
]);

describe('keyTerms', () => {
  test('puts first what the group speaks of more, not what it happens to use once', () => {
    const outcome = keyTerms(parents, teachers);
    if (!outcome.ok) throw new Error(outcome.reason);
    const terms = outcome.value.map(({ term }) => term);
    expect(terms[0]).toBe('作业');
    expect(terms.at(-1)).toBe('编制');
    const z = new Map(outcome.value.map((entry) => [entry.term, entry.z]));
    expect(z.get('作业')!).toBeGreaterThan(2);
    expect(Math.abs(z.get('校车')!)).toBeLessThan(1);
    expect(Math.abs(z.get('老师')!)).toBeLessThan(1);
  });

  test('exchange of the groups turns every sign', () => {
    const counts = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 50 }), {
      minKeys: 2,
    });
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const [first, second] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
        const [ahead, back] = [keyTerms(first, second), keyTerms(second, first)];
        if (!ahead.ok || !back.ok) throw new Error('no terms');
        const reverse = new Map(back.value.map(({ term, z }) => [term, z]));
        ahead.value.forEach(({ term, z }) => expect(reverse.get(term)!).toBeCloseTo(-z, 9));
      }),
    );
  });

  test('says why there are none', () => {
    expect(keyTerms(parents, new Map())).toEqual({ ok: false, reason: 'noData' });
    expect(keyTerms(parents, new Map([['a', -1]]))).toEqual({ ok: false, reason: 'invalidValue' });
    expect(keyTerms(new Map([['a', 1]]), new Map([['a', 2]]))).toEqual({ ok: false, reason: 'tooFewGroups' });
  });
});
