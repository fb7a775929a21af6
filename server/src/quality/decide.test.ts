import { describe, expect, test } from '@jest/globals';
import { flagBit, type QualityFlag } from '@duwen/shared/coding';
import type { Columns } from '@duwen/shared/tabulation';
import type { QualityDecision } from '../store/campaigns.js';
import { tellsFew } from './decide.js';
import { MarkCounts } from './mark-counts.js';

/** Responses with these marks, each so often, the first half of each in the first of two groups. */
function columnsOf(sets: readonly (readonly [marks: number, often: number])[], withdrawn = 0): Columns {
  const flags = sets.flatMap(([marks, often]) => Array.from({ length: often }, () => marks));
  const groups = sets.flatMap(([, often]) =>
    Array.from({ length: often }, (_, index) => (index * 2 < often ? 1 : 2)),
  );
  const live = flags.map((_, index) => (index < withdrawn ? 0 : 1));
  const none = { codes: new Uint16Array(flags.length), categories: [] };
  const group = {
    codes: Uint16Array.from(groups),
    categories: [
      { key: 'a', label: { zh: '甲' } },
      { key: 'b', label: { zh: '乙' } },
    ],
  };
  return {
    length: flags.length,
    items: new Map(),
    strata: { group, stage: none, educationGroup: none, street: none, unit: none, day: none },
    flags: Uint8Array.from(flags),
    live: Uint8Array.from(live),
  };
}

const decision = (flag: QualityFlag, excluded: boolean): QualityDecision => ({
  flag,
  excluded,
  reason: 'reason',
  by: 'admin',
  at: new Date(),
});
const [speeding, straight] = [flagBit('speeding'), flagBit('straightLining')];

describe('MarkCounts', () => {
  test('counts a response with several marks once, by group, and no withdrawn one', async () => {
    const counts = await MarkCounts.of(
      columnsOf(
        [
          [0, 10],
          [speeding, 6],
          [speeding | straight, 4],
        ],
        2,
      ),
    );
    expect(counts.count(() => true)).toBe(18);
    expect(counts.count((marks) => (marks & speeding) !== 0)).toBe(10);
    expect(counts.count((marks) => (marks & straight) !== 0)).toBe(4);
    expect(counts.byGroup((marks) => (marks & speeding) !== 0)).toEqual([5, 5]);
  });
});

describe('tellsFew', () => {
  const tells = async (
    sets: readonly (readonly [number, number])[],
    before: readonly QualityDecision[],
    next: QualityDecision,
  ): Promise<boolean> => tellsFew(await MarkCounts.of(columnsOf(sets)), before, next, 5);

  test('leaving out one to four people tells what they answered; nobody, or five, does not', async () => {
    expect(
      await tells(
        [
          [0, 90],
          [speeding, 4],
        ],
        [],
        decision('speeding', true),
      ),
    ).toBe(true);
    expect(
      await tells(
        [
          [0, 90],
          [speeding, 5],
        ],
        [],
        decision('speeding', true),
      ),
    ).toBe(false);
    expect(await tells([[0, 90]], [], decision('speeding', true))).toBe(false);
  });

  test('a second mark that adds few people to the first is refused, whichever comes first', async () => {
    const sets = [
      [0, 90],
      [speeding, 3],
      [straight | speeding, 20],
    ] as const;
    expect(await tells(sets, [decision('straightLining', true)], decision('speeding', true))).toBe(true);
  });

  test('all earlier states count, not only the last', async () => {
    const sets = [
      [0, 90],
      [speeding, 8],
      [straight, 9],
      [straight | speeding, 3],
    ] as const;
    // All, then without speeding (11 go), then without either (9 more go), then with speeding again: 12 are out, but
    // between those without speeding and those without straight-lining no side is small.
    const before = [decision('speeding', true), decision('straightLining', true)];
    expect(await tells(sets, before, decision('speeding', false))).toBe(false);
    const few = [
      [0, 90],
      [speeding, 8],
      [straight, 3],
      [straight | speeding, 30],
    ] as const;
    // Against the last state eight people come back; but against the state before it only three go.
    expect(
      await tells(
        few,
        [decision('straightLining', true), decision('speeding', true)],
        decision('straightLining', false),
      ),
    ).toBe(true);
  });
});
