import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { choicesOf, FIRST_CODE, NO_ANSWER, NOT_ASKED } from '../coding/index.js';
import type { CampaignItem } from '../codebook/index.js';
import { answerCounter, MULTIPLE, NUMERIC } from './count-answers.js';
import { sampleItem } from './sample-campaign.test-support.js';

/** Counts in two runs, as blocks do. */
function counted(
  item: CampaignItem,
  codes: Uint8Array | Uint16Array,
  places: Uint16Array | Uint32Array,
  cells: number,
): (cell: number) => number[] {
  const counter = answerCounter(item, codes, cells);
  const cut = Math.floor(places.length / 3);
  counter.add(places.subarray(0, cut), 0);
  counter.add(places.subarray(cut), cut);
  const { width, figures } = counter.result();
  return (cell) => [...figures.subarray(cell * width, (cell + 1) * width)];
}

/** Few cells, and so many that their places take four bytes; a response's place is a cell, or `cells` where it is left out. */
const sizes = fc.constantFrom(3, 70_000);
const samples = sizes.chain((cells) =>
  fc.record({
    cells: fc.constant(cells),
    rows: fc.array(
      fc.record({ place: fc.constantFrom(0, 1, cells - 1, cells), raw: fc.integer({ min: 0, max: 0x3fff }) }),
      { maxLength: 40 },
    ),
  }),
);
const placesOf = (rows: readonly { place: number }[], cells: number): Uint16Array | Uint32Array => {
  const places = rows.map(({ place }) => place);
  return cells < 65_536 ? Uint16Array.from(places) : Uint32Array.from(places);
};

describe('answerCounter', () => {
  test.each([5, 7, 8, 14])(
    'tells apart who chose which of %i options, and who none that is valid',
    (length) => {
      const options = Array.from({ length }, (_, index) =>
        index === length - 1 ? ('missing' as const) : ('other' as const),
      );
      const item = sampleItem('M', { kind: 'multiple', options, scored: false });
      fc.assert(
        fc.property(samples, ({ cells, rows }) => {
          const codes = Uint16Array.from(rows, ({ raw }) => {
            const bits = raw & ((1 << length) - 1);
            return raw % 7 === 0 ? NOT_ASKED : NO_ANSWER | (bits << 1);
          });
          const told = counted(item, codes, placesOf(rows, cells), cells);
          for (const cell of [0, 1, 2, cells - 1]) {
            const inCell = [...codes].filter((_, row) => rows[row]!.place === cell);
            const chosen = inCell.map(choicesOf);
            const expected = new Array<number>(MULTIPLE.firstOption + length).fill(0);
            expected[MULTIPLE.missing] = inCell.filter((code) => code === NO_ANSWER).length;
            expected[MULTIPLE.n] = chosen.filter((choices) =>
              choices.some((each) => each < length - 1),
            ).length;
            expected[MULTIPLE.dontKnow] = chosen.filter(
              (choices) => choices.join() === String(length - 1),
            ).length;
            for (const each of chosen.flat()) expected[MULTIPLE.firstOption + each]! += 1;
            expect(told(cell)).toEqual(expected);
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  test.each([Uint8Array, Uint16Array])('counts codes of %p in few cells and in many', (type) => {
    const item = sampleItem('S', { options: ['favourable', 'other', 'missing'] });
    fc.assert(
      fc.property(samples, ({ cells, rows }) => {
        const codes = new type(rows.map(({ raw }) => raw % (FIRST_CODE + 3)));
        const told = counted(item, codes, placesOf(rows, cells), cells);
        for (const cell of [0, 1, 2, cells - 1])
          expect(told(cell)).toEqual(
            [0, 1, 2, 3, 4].map(
              (code) => codes.filter((each, row) => each === code && rows[row]!.place === cell).length,
            ),
          );
      }),
      { numRuns: 40 },
    );
  });

  test('adds up numbers and their squares from the least one', () => {
    const item = sampleItem('N', { kind: 'numeric', min: 10, max: 90 });
    const codes = Uint16Array.of(
      NOT_ASKED,
      NO_ANSWER,
      FIRST_CODE,
      FIRST_CODE + 3,
      FIRST_CODE + 80,
      FIRST_CODE + 5,
    );
    const cell = counted(item, codes, Uint16Array.of(0, 0, 0, 0, 0, 1), 1)(0);
    expect(cell[NUMERIC.missing]).toBe(1);
    expect(cell[NUMERIC.n]).toBe(3);
    expect(cell[NUMERIC.sum]).toBe(83);
    expect(cell[NUMERIC.squares]).toBe(6409);
  });
});
