import { describe, expect, test } from '@jest/globals';
import { compileQuestionnaire } from '../codebook/index.js';
import { flagBit, flagsOf, qualityFlags } from './index.js';

const rows = (prefix: string, count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({ value: `${prefix}${index}`, text: '题' }));

const { codebook } = compileQuestionnaire({
  title: '问卷',
  scales: {
    S: { label: '满意度', type: 'ordinal', favourable: [4, 5], missing: [9] },
    A: { label: '同意', type: 'ordinal', favourable: [4, 5] },
  },
  pages: [
    {
      elements: [
        {
          type: 'matrix',
          name: 'M',
          title: '一',
          scale: 'S',
          columns: [5, 4, 3, 2, 1, 9],
          rows: rows('S', 6),
        },
        { type: 'matrix', name: 'N', title: '二', scale: 'A', columns: [1, 2, 3, 4, 5], rows: rows('A', 3) },
        { type: 'radiogroup', name: 'ATT', title: '请选 4', choices: [5, 4], attention: 4 },
        { type: 'comment', name: 'OPN', title: '建议' },
      ],
    },
  ],
});

/** A row from its codes: six on S, three on A, the attention item, the text. */
const flags = (codes: number[], seconds: number | null = 600): string[] =>
  flagsOf(qualityFlags(codebook!, Uint16Array.from(codes), seconds));
const good = [2, 3, 2, 4, 2, 2, 6, 5, 6, 3, 2];

describe('qualityFlags', () => {
  test('leaves a careful response unmarked', () => {
    expect(flags(good)).toEqual([]);
  });

  test('marks less than two seconds per answered item', () => {
    expect(flags(good, 21.9)).toEqual(['speeding']);
    expect(flags(good, 22)).toEqual([]);
    expect(flags(good, null)).toEqual([]);
    // Ten items asked, five of them answered: ten seconds are enough.
    expect(flags([2, 3, 2, 4, 1, 1, 1, 1, 1, 3, 2], 12)).not.toContain('speeding');
  });

  test('marks the same option value on every ordinal item, across scales, from eight answers', () => {
    // Value 5 is the first option of S and the last of A.
    const line = [2, 2, 2, 2, 2, 2, 6, 6, 6, 3, 1];
    expect(flags(line)).toEqual(['straightLining']);
    expect(flags([...line.slice(0, 7), 1, 6, 3, 1])).toEqual(['straightLining']);
    expect(flags([...line.slice(0, 7), 1, 1, 3, 1])).toEqual([]);
    expect(flags([...line.slice(0, 8), 5, 3, 1])).toEqual([]);
    // The same code is another value there.
    expect(flags([2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 1])).toEqual([]);
  });

  test('marks an attention item answered otherwise, not one left out or not asked', () => {
    expect(flags([...good.slice(0, 9), 2, 2])).toEqual(['attention']);
    expect(flags([...good.slice(0, 9), 1, 2])).toEqual([]);
    expect(flags([...good.slice(0, 9), 0, 2])).toEqual([]);
  });

  test('marks under half of the asked closed items answered; the text is no matter', () => {
    expect(flags([2, 3, 2, 4, 1, 1, 1, 1, 1, 1, 2])).toEqual(['mostlyEmpty']);
    expect(flags([2, 3, 2, 4, 2, 1, 1, 1, 1, 1, 1])).toEqual([]);
    expect(flags([2, 3, 2, 4, 0, 0, 1, 1, 1, 1, 1])).toEqual([]);
    expect(flags([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toEqual([]);
  });

  test('keeps a bit for each flag', () => {
    expect(flagsOf(flagBit('speeding') | flagBit('duplicate'))).toEqual(['speeding', 'duplicate']);
    expect(flags([2, 2, 2, 2, 2, 2, 6, 6, 6, 2, 1], 1)).toEqual(['speeding', 'straightLining', 'attention']);
  });
});
