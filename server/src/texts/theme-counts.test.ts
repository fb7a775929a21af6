import { describe, expect, test } from '@jest/globals';
import { themeCounts, type CodedAnswer } from './theme-counts.js';

const answers = (
  group: string,
  often: number,
  codes: string[][],
  settled: string[] | null = null,
): CodedAnswer[] => Array.from({ length: often }, () => ({ group, codes, settled }));
const GROUPS = ['parent', 'teacher'];

describe('themeCounts', () => {
  test('counts what most coders give, or what was settled', () => {
    const counts = themeCounts(
      [
        ...answers('parent', 10, [['x'], ['x'], []]),
        ...answers('parent', 20, [['x'], []]),
        ...answers('teacher', 12, [['x'], []], ['x']),
        ...answers('teacher', 8, [[]]),
      ],
      ['x'],
      GROUPS,
      5,
    );
    expect(counts).toMatchObject({ coded: [30, 20], all: 50, unsettled: 30 });
    expect(counts.themes[0]).toEqual({ theme: 'x', counts: [10, 12], all: 22 });
  });

  test('tells no count of one to four, of those who do or do not speak of a theme, nor what would give it away', () => {
    const coded = [
      ...answers('parent', 3, [['x']]),
      ...answers('parent', 27, [[]]),
      ...answers('teacher', 20, [['x']]),
      ...answers('teacher', 20, [[]]),
    ];
    expect(themeCounts(coded, ['x'], GROUPS, 5).themes[0]).toEqual({
      theme: 'x',
      counts: [null, null],
      all: 23,
    });
    const nearlyAll = [
      ...answers('parent', 27, [['x']]),
      ...answers('parent', 3, [[]]),
      ...answers('teacher', 20, [['x']]),
      ...answers('teacher', 20, [[]]),
    ];
    expect(themeCounts(nearlyAll, ['x'], GROUPS, 5).themes[0]!.counts).toEqual([null, null]);
    const few = [...answers('parent', 2, [['x']]), ...answers('parent', 30, [[]])];
    expect(themeCounts(few, ['x'], GROUPS, 5).themes[0]).toEqual({
      theme: 'x',
      counts: [null, null],
      all: null,
    });
  });

  test('withholds a group of few coded answers', () => {
    const coded = [...answers('parent', 30, [['x']]), ...answers('teacher', 2, [[]])];
    const counts = themeCounts(coded, ['x'], GROUPS, 5);
    expect(counts.coded[1]).toBeNull();
    expect(counts.themes[0]!.counts[1]).toBeNull();
  });

  test('nothing coded is nothing counted', () => {
    expect(themeCounts([], ['x'], GROUPS, 5)).toMatchObject({ coded: [0, 0], all: 0, unsettled: 0 });
  });
});
