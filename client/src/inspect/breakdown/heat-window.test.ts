import { describe, expect, test } from '@jest/globals';
import { pieces, scrollTo, spanSeen, type Piece } from './heat-window';

const size = (all: readonly Piece[]): number =>
  all.reduce((sum, piece) => sum + ('gap' in piece ? piece.gap : 1), 0);

describe('spanSeen', () => {
  test('holds every line of the window and some beyond', () => {
    const { from, to } = spanSeen(1000, 500, 26, 150, 6);
    expect(from).toBeLessThanOrEqual(Math.floor(1000 / 26) - 6);
    expect(to).toBeGreaterThanOrEqual(Math.ceil(1500 / 26) + 6);
    expect(to - from).toBeLessThan(45);
  });

  test('stays within what there is, at both ends and beyond them', () => {
    expect(spanSeen(0, 500, 26, 10, 6)).toEqual({ from: 0, to: 10 });
    expect(spanSeen(99_999, 500, 26, 150, 6)).toEqual({ from: 150, to: 150 });
    expect(spanSeen(-40, 100, 26, 150, 2).from).toBe(0);
    expect(spanSeen(0, 0, 26, 0, 6)).toEqual({ from: 0, to: 0 });
  });

  test('does not change within a few pixels', () => {
    expect(spanSeen(1001, 500, 26, 150, 6)).toEqual(spanSeen(1003, 500, 26, 150, 6));
  });
});

describe('pieces', () => {
  test('draws the span, the one more, and room for the rest: never more or less than all lines', () => {
    expect(pieces({ from: 4, to: 6 }, 1, 9)).toEqual([
      { gap: 1 },
      { place: 1 },
      { gap: 2 },
      { place: 4 },
      { place: 5 },
      { gap: 3 },
    ]);
    for (const one of [null, 0, 3, 5, 8, 20])
      for (const span of [
        { from: 0, to: 9 },
        { from: 4, to: 6 },
        { from: 9, to: 9 },
      ])
        expect(size(pieces(span, one, 9))).toBe(9);
    expect(pieces({ from: 0, to: 0 }, null, 0)).toEqual([]);
  });
});

test('scrolls as little as it takes', () => {
  expect(scrollTo(100, 200, 20, 8)).toBe(100);
  expect(scrollTo(100, 200, 20, 2)).toBe(40);
  expect(scrollTo(100, 200, 20, 20)).toBe(220);
});
