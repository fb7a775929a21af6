import { describe, expect, test } from '@jest/globals';
import { dominantUnit, mayBeAttributed } from './dominance.js';

const from = (counts: Readonly<Record<string, number>>, without = 0) => [
  ...Object.entries(counts).flatMap(([unit, count]) => Array.from({ length: count }, () => ({ unit }))),
  ...Array.from({ length: without }, () => ({ unit: null })),
];

describe('open answers', () => {
  const base = from({ a: 40, b: 40, c: 40 });

  test('of fewer than the minimum are attributed to nobody', () => {
    expect(mayBeAttributed(from({ a: 2, b: 2 }), base, 5)).toBe(false);
    expect(mayBeAttributed(from({ a: 3, b: 2 }), base, 5)).toBe(true);
  });

  test('nearly all of one unit are not attributed to its group', () => {
    expect(mayBeAttributed(from({ a: 8, b: 2 }), base, 5)).toBe(false);
    expect(mayBeAttributed(from({ a: 7, b: 2, c: 1 }), base, 5)).toBe(true);
    expect(mayBeAttributed(from({ a: 8 }), base, 5)).toBe(false);
  });

  test('may be where the group is nearly all of that unit', () => {
    expect(mayBeAttributed(from({ a: 8 }), from({ a: 40, b: 3 }), 5)).toBe(true);
    expect(mayBeAttributed(from({ b: 5 }), from({ a: 40, b: 5 }), 5)).toBe(false);
  });

  test('of people without units go by their number alone', () => {
    expect(dominantUnit(from({}, 9))).toBeNull();
    expect(mayBeAttributed(from({}, 5), from({}, 60), 5)).toBe(true);
  });
});
