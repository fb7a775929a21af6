import { describe, expect, test } from '@jest/globals';
import { divergingDomain, divergingSegments } from './diverging-geometry';

const option = (score: number | null, favourable = false, missing = false) => ({
  score,
  favourable,
  missing,
});
const scale = [option(5, true), option(4, true), option(3), option(2), option(1), option(null, false, true)];

describe('divergingSegments', () => {
  test('puts zero in the middle of the neutral option, and leaves "don’t know" out', () => {
    const segments = divergingSegments(scale, [30, 30, 20, 15, 5, 40], 100)!;
    expect(segments.map(({ option: index }) => index)).toEqual([4, 3, 2, 1, 0]);
    expect(segments[0]!.from).toBeCloseTo(-0.3);
    expect(segments[2]!.from).toBeCloseTo(-0.1);
    expect(segments[2]!.to).toBeCloseTo(0.1);
    expect(segments[4]!.to).toBeCloseTo(0.7);
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  test('draws what is withheld on one side as one part', () => {
    const segments = divergingSegments(scale, [30, 30, 30, null, null, 0], 100)!;
    expect(segments[0]).toMatchObject({ option: null, role: 'unfavourable' });
    expect(segments[0]!.share).toBeCloseTo(0.1);
    expect(segments).toHaveLength(4);
  });

  test('draws nothing when what is withheld lies on both sides', () => {
    expect(divergingSegments(scale, [null, 30, 30, 30, null, 0], 100)).toBeNull();
  });

  test('draws nothing of an empty row or a nominal item', () => {
    expect(divergingSegments(scale, [0, 0, 0, 0, 0, 0], 0)).toBeNull();
    expect(divergingSegments(scale, [0, 0, 0, 0, 0, 0], null)).toBeNull();
    expect(divergingSegments([option(null), option(null)], [4, 6], 10)).toBeNull();
  });

  test('leaves out options that nobody chose', () => {
    expect(divergingSegments(scale, [100, 0, 0, 0, 0, 0], 100)).toHaveLength(1);
  });
});

describe('divergingDomain', () => {
  test('covers every bar in tenths', () => {
    const one = divergingSegments(scale, [30, 30, 20, 15, 5, 0], 100);
    const other = divergingSegments(scale, [60, 30, 10, 0, 0, 0], 100);
    expect(divergingDomain([one, other, null])).toEqual([-0.3, 1]);
  });

  test('is the whole axis where there is nothing to draw', () => {
    expect(divergingDomain([null])).toEqual([0, 1]);
  });
});
