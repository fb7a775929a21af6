import { describe, expect, test } from '@jest/globals';
import { reasonTexts } from '../i18n/index.js';
import { REASONS, success } from './outcome.js';

describe('outcomes', () => {
  test('every reason has its words', () => {
    expect(Object.keys(reasonTexts).sort()).toEqual([...REASONS].sort());
  });

  test('an answer with a number that is none becomes a reason, however deep it lies', () => {
    expect(success({ a: [1, { b: 2 }], c: null, d: 'x', e: Float64Array.of(1, 2) }).ok).toBe(true);
    const overflow = { ok: false, reason: 'overflow' };
    expect(success(Number.NaN)).toEqual(overflow);
    expect(success({ a: [1, { b: Infinity }] })).toEqual(overflow);
    expect(success({ a: Float64Array.of(1, -Infinity) })).toEqual(overflow);
  });
});
