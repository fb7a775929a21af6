import { describe, expect, test } from '@jest/globals';
import { Random, textKey } from './random.js';

const draws = <Value>(count: number, draw: () => Value): Value[] => Array.from({ length: count }, draw);

describe('Random', () => {
  test('is sfc32: seeded 1, 2, 3 and warmed up by 12 rounds, it gives these numbers everywhere', () => {
    const random = new Random(1, 2, 3);
    expect(draws(4, () => random.uint32())).toEqual(referenceSfc32(1, 2, 3, 12, 4));
  });

  test('streams of other keys differ', () => {
    const streams = [new Random(1), new Random(2), new Random(1, 1), new Random(1, 0, 1)];
    expect(new Set(streams.map((random) => random.uint32())).size).toBe(4);
  });

  test('normal numbers have mean 0, variance 1 and no skew', () => {
    const random = new Random(7);
    const values = draws(200_000, () => random.normal());
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(moment(1)).toBeCloseTo(0, 1.8);
    expect(moment(2)).toBeCloseTo(1, 1.8);
    expect(moment(3)).toBeCloseTo(0, 1.5);
    const beyond = values.filter((value) => Math.abs(value) > 1.959964).length / values.length;
    expect(beyond).toBeCloseTo(0.05, 2);
  });

  test('weights are met, and a weight of zero is never drawn', () => {
    const random = new Random(3);
    const counts = [0, 0, 0];
    for (const index of draws(60_000, () => random.weighted([1, 0, 3])))
      counts[index] = (counts[index] ?? 0) + 1;
    expect(counts[1]).toBe(0);
    expect((counts[2] ?? 0) / 60_000).toBeCloseTo(0.75, 2);
  });

  test('UUIDs have the form of version 4', () => {
    const random = new Random(5);
    const ids = draws(1000, () => random.uuid());
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(new Set(ids).size).toBe(1000);
  });

  test('nothing can be picked from nothing', () => {
    expect(() => new Random(1).pick([])).toThrow(RangeError);
  });
});

test('textKey is FNV-1a', () => {
  expect(textKey('')).toBe(0x811c9dc5);
  expect(textKey('a')).toBe(0xe40c292c);
  expect(textKey('foobar')).toBe(0xbf9cf968);
});

/** The published algorithm, in whole numbers of any size. */
function referenceSfc32(
  first: number,
  second: number,
  third: number,
  warmUp: number,
  count: number,
): number[] {
  const mask = 0xffffffffn;
  let [a, b, c, d] = [BigInt(first), BigInt(second), BigInt(third), 1n];
  const next = (): number => {
    const sum = (a + b + d) & mask;
    d = (d + 1n) & mask;
    a = b ^ (b >> 9n);
    b = (c + (c << 3n)) & mask;
    c = (((c << 21n) | (c >> 11n)) + sum) & mask;
    return Number(sum);
  };
  draws(warmUp, next);
  return draws(count, next);
}
