import { describe, expect, test } from '@jest/globals';
import { FIRST_CODE } from '../../coding/index.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../sample-campaign.test-support.js';
import { protectTallies } from '../protect-tallies.js';
import { tabulate } from '../tabulate.js';

const GROUPS = ['principal', 'teacher', 'parent'];

/** In each unit so many of each group; `asks` says which of them an item is put to (the k-th of a group in a unit). */
function askedShown(
  units: readonly (readonly number[])[],
  items: Readonly<
    Record<string, { groups: string[]; asks?: (group: string, unit: number, k: number) => boolean }>
  >,
): Record<string, (number | null)[]> {
  const people = units.flatMap((sizes, unit) =>
    sizes.flatMap((size, group) => Array.from({ length: size }, (_, k) => ({ unit, group, k }))),
  );
  const codebook = sampleCodebook(
    Object.entries(items).map(([code, { groups }]) =>
      sampleItem(code, { options: ['favourable', 'other'], groups }),
    ),
  );
  const columns = sampleColumns({
    length: people.length,
    items: Object.fromEntries(
      Object.entries(items).map(([code, { groups, asks = () => true }]) => [
        code,
        people.map(({ unit, group, k }) =>
          groups.includes(GROUPS[group]!) && asks(GROUPS[group]!, unit, k) ? FIRST_CODE + (k % 2) : 0,
        ),
      ]),
    ),
    strata: {
      group: { keys: GROUPS, codes: people.map(({ group }) => group + 1) },
      unit: { keys: units.map((_, unit) => `u${unit}`), codes: people.map(({ unit }) => unit + 1) },
    },
  });
  const request = { items: Object.keys(items), by: 'unit' as const, filter: {}, quality: 'all' as const };
  const { items: tables } = protectTallies(tabulate(columns, codebook, request), 5);
  return Object.fromEntries(
    tables.map(({ rows, total }, index) => [
      request.items[index]!,
      [...rows, total].map(({ asked }) => asked),
    ]),
  );
}

describe('"asked" across the items of a request', () => {
  test('does not tell a small group as the difference of two items', () => {
    const shown = askedShown(
      [
        [2, 30, 0],
        [1, 40, 0],
      ],
      { A: { groups: ['principal', 'teacher'] }, B: { groups: ['teacher'] }, C: { groups: ['teacher'] } },
    );
    // Nor the district's three principals, as all 73 responses less the 70 teachers.
    expect(shown).toEqual({ A: [null, null, 73], B: [null, 40, null], C: [null, 40, null] });
  });

  test('nor by adding and subtracting several', () => {
    const shown = askedShown(
      [
        [2, 30, 60],
        [3, 40, 70],
      ],
      { A: { groups: GROUPS }, B: { groups: ['teacher'] }, C: { groups: ['parent'] } },
    );
    expect(Object.values(shown).map((rows) => rows.slice(0, 2).includes(null))).toEqual([false, false, true]);
  });

  test('nor how few were not asked a follow-up, even in one row alone', () => {
    const shown = askedShown(
      [
        [0, 30, 0],
        [0, 40, 0],
        [0, 50, 0],
      ],
      {
        A: { groups: ['teacher'] },
        B: { groups: ['teacher'], asks: (_, unit, k) => unit > 0 || k >= 3 },
      },
    );
    expect(shown).toEqual({ A: [30, 40, 50, 120], B: [null, 40, 50, null] });
  });

  test('is shown where groups are large enough', () => {
    const shown = askedShown(
      [
        [5, 30, 60],
        [6, 40, 70],
      ],
      { A: { groups: GROUPS }, B: { groups: ['teacher'] }, C: { groups: ['parent'] } },
    );
    expect(shown).toEqual({ A: [95, 116, 211], B: [30, 40, 70], C: [60, 70, 130] });
  });
});
