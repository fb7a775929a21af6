import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maximum } from '../tabulation/disclosure/linear-program.test-support.js';
import { isSolvable, roomOf, roomOfTotal, roundedRatio, roundTo } from './weighted-figures.js';

const MINIMUM = 5;
const clusters = fc.array(
  fc.record({
    weight: fc.integer({ min: 10, max: 90 }).map((tenths) => tenths / 10),
    count: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })),
  }),
  { minLength: 1, maxLength: 6 },
);

describe('counts that a plain and a weighted sum give away', () => {
  test('are those that no other people could make up: as a linear programme finds', () => {
    fc.assert(
      fc.property(clusters, (cells) => {
        const present = cells.filter(({ count }) => count > 0);
        const n = present.reduce((sum, { count }) => sum + count, 0);
        const people = present.reduce((sum, { count, weight }) => sum + count * weight, 0);
        const plain = new Map(present.map((_, k) => [k, 1]));
        const weighted = new Map(present.map(({ weight }, k) => [k, weight]));
        const most = (k: number, constraints: Parameters<typeof maximum>[1]) =>
          maximum(present.length, constraints, new Map([[k, 1]]))!;
        const known = present.some(({ count }, k) => {
          if (count >= MINIMUM) return false;
          const both = most(k, [
            { terms: plain, relation: '=', bound: n },
            { terms: weighted, relation: '=', bound: people },
          ]);
          // Where the plain sum alone gives it away, or all weights are alike, weighting does not.
          const alike = present.every(({ weight }) => weight === present[0]!.weight);
          return both < MINIMUM - 1e-5 && !alike;
        });
        expect(
          isSolvable(
            cells.map(({ weight }) => weight),
            cells.map(({ count }) => count),
            MINIMUM,
          ),
        ).toBe(known);
      }),
      { numRuns: 1000 },
    );
  });

  test('need room for fewer than the minimum to move between the weights', () => {
    const design = {
      width: 3,
      weights: Float64Array.of(2, 10, 4),
      alone: new Uint8Array(3),
      drawn: Float64Array.of(3),
    };
    const disclosure = { design, minimumCell: MINIMUM };
    expect(roomOf(disclosure, [0, 1], [[40, 3]])).toBe(4 * 8);
    expect(roomOf(disclosure, [0, 1], [[40, 30]])).toBe(0);
    const row = (place: number) => ({ place: [place], n: [3], sum: [1], squares: [1] });
    expect(roomOfTotal(disclosure, [row(0), row(2)])).toBe(2 * 4 * 2);
    expect(roomOfTotal(disclosure, [])).toBe(0);
  });
});

describe('a rounded ratio', () => {
  test('is the same whatever the sums were within their room', () => {
    const sum = fc.double({ min: 1, max: 1000, noNaN: true });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const shift = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        sum,
        part,
        fc.double({ min: 0, max: 5, noNaN: true }),
        shift,
        shift,
        (below, p, room, a, b) => {
          const above = p * below;
          const told = roundedRatio(above, below, { above: room, below: room }, 1);
          fc.pre(told !== null && room > 0);
          const other = (above + a * room) / (below + b * room);
          // At a rounding boundary floating errors may tip over.
          fc.pre(Math.abs(((Math.abs(other) * 10 ** told!.decimals) % 1) - 0.5) > 1e-9);
          expect(Math.abs(roundTo(other, told!.decimals))).toBe(Math.abs(told!.value));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('without room keeps six decimals; with too much there is none', () => {
    expect(roundedRatio(1, 3, { above: 0, below: 0 }, 2)).toEqual({ value: 0.333333, decimals: 6 });
    expect(roundedRatio(1, 3, { above: 1, below: 1 }, 2)).toBeNull();
    expect(roundedRatio(1, 3, { above: 1, below: 4 }, 2)).toBeNull();
  });

  test('rounds numbers of people to tens and hundreds', () => {
    expect(roundedRatio(1234, 1, { above: 15, below: 0 }, -2)).toEqual({ value: 1200, decimals: -2 });
  });
});
