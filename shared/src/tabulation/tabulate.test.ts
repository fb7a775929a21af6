import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_CODE, NO_ANSWER, NOT_ASKED } from '../coding/index.js';
import type { CampaignItem } from '../codebook/index.js';
import type { Columns } from './columns.js';
import type { BreakdownRequest, Stratum } from './request.js';
import { sampleCodebook, sampleColumns, sampleItem, withBytes } from './sample-campaign.test-support.js';
import { tabulate } from './tabulate.js';
import type { RowTally } from './tallies.js';
import { TabulationError } from './tabulation-error.js';

const RATED = sampleItem('A', { options: ['favourable', 'favourable', 'other', 'missing'] });
const SEVERAL = sampleItem('B', { kind: 'multiple', options: ['other', 'other', 'missing'], scored: false });
const NUMBER = sampleItem('C', { kind: 'numeric', min: 10, max: 20 });
const TEXT = sampleItem('D', { kind: 'text' });
const ITEMS = [RATED, SEVERAL, NUMBER, TEXT];
const CODEBOOK = sampleCodebook(ITEMS);

const all: BreakdownRequest = { items: ['A'], by: null, filter: {}, quality: 'all' };

interface Sample {
  columns: Columns;
  request: BreakdownRequest;
}

const groups = ['teacher', 'parent', 'student'];
const units = ['u1', 'u2'];

const samples: fc.Arbitrary<Sample> = fc
  .array(
    fc.record({
      A: fc.integer({ min: 0, max: 5 }),
      B: fc.integer({ min: 0, max: 7 }).map((bits) => (bits === 0 ? 0 : 1 | ((bits - 1) << 1))),
      C: fc.integer({ min: 0, max: 12 }),
      D: fc.integer({ min: 0, max: 2 }),
      group: fc.integer({ min: 0, max: 3 }),
      unit: fc.integer({ min: 0, max: 2 }),
      flags: fc.constantFrom(0, 0, 1, 4),
      live: fc.constantFrom(1, 1, 1, 0),
    }),
    { maxLength: 60 },
  )
  .chain((rows) =>
    fc
      .record({
        by: fc.constantFrom<Stratum | null>('group', 'unit', null),
        group: fc.subarray(groups),
        unit: fc.subarray(units),
        quality: fc.constantFrom('all' as const, 'unflagged' as const),
      })
      .map(({ by, group, unit, quality }) => ({
        columns: withBytes(['A', 'D'], {
          length: rows.length,
          items: Object.fromEntries(
            (['A', 'B', 'C', 'D'] as const).map((code) => [code, rows.map((row) => row[code])]),
          ),
          strata: {
            group: { keys: groups, codes: rows.map((row) => row.group) },
            unit: { keys: units, codes: rows.map((row) => row.unit) },
          },
          flags: rows.map((row) => row.flags),
          live: rows.map((row) => row.live),
        }),
        request: { items: ['A', 'B', 'C', 'D'], by, filter: { group, unit }, quality },
      })),
  );

/** Whether the request keeps response `index`, said as plainly as possible. */
function keeps({ columns, request }: Sample, index: number): boolean {
  if (columns.live[index] !== 1) return false;
  if (request.quality === 'unflagged' && columns.flags[index] !== 0) return false;
  return (['group', 'unit'] as const).every((stratum) => {
    const wanted = request.filter[stratum] ?? [];
    const code = columns.strata[stratum].codes[index]!;
    return (
      wanted.length === 0 || (code > 0 && wanted.includes(columns.strata[stratum].categories[code - 1]!.key))
    );
  });
}

/** The row of the responses at `indices`, by walking answers rather than by adding up cells. */
function slowRow(item: CampaignItem, columns: Columns, indices: readonly number[]): RowTally {
  const codes = indices.map((index) => columns.items.get(item.code)![index]!);
  const asked = codes.filter((code) => code !== NOT_ASKED);
  const answered = asked.filter((code) => code !== NO_ANSWER);
  const chose = (code: number, option: number): boolean =>
    item.kind === 'multiple' ? Math.floor(code / 2 ** (option + 1)) % 2 === 1 : code - FIRST_CODE === option;
  const options = item.kind === 'numeric' || item.kind === 'text' ? [] : item.options;
  const valid = answered.filter(
    (code) => options.length === 0 || options.some((option, index) => !option.missing && chose(code, index)),
  );
  const values = valid.map((code) => code - FIRST_CODE);
  return {
    asked: asked.length,
    missing: asked.length - answered.length,
    dontKnow: answered.length - valid.length,
    n: valid.length,
    counts: options.map((_, index) => answered.filter((code) => chose(code, index)).length),
    moments:
      item.kind === 'numeric'
        ? { sum: values.reduce((a, b) => a + b, 0), squares: values.reduce((a, b) => a + b * b, 0) }
        : null,
  };
}

describe('tabulate', () => {
  test('equals a slow and obvious count on random columns, requests and filters', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const { columns, request } = sample;
        const tallies = tabulate(columns, CODEBOOK, request);
        const kept = [...Array(columns.length).keys()].filter((index) => keeps(sample, index));
        expect(tallies.responses).toBe(kept.length);
        const rowOf = (index: number): string | null => {
          const code = request.by ? columns.strata[request.by].codes[index]! : 0;
          return code === 0 ? null : columns.strata[request.by!].categories[code - 1]!.key;
        };
        const within = (key: string | null): number[] => kept.filter((index) => rowOf(index) === key);
        tallies.items.forEach((tally, i) => {
          const item = ITEMS[i]!;
          expect(tally.total).toEqual(slowRow(item, columns, kept));
          expect(tally.unplaced).toEqual(slowRow(item, columns, within(null)));
          expect(tally.rows).toEqual(
            tallies.categories.map(({ key }) => slowRow(item, columns, within(key))),
          );
        });
      }),
      { numRuns: 300 },
    );
  });

  test('rows are the categories that the filter keeps, in their own order', () => {
    const columns = sampleColumns({
      length: 3,
      items: { A: [2, 3, 1] },
      strata: { group: { keys: groups, codes: [3, 1, 1] } },
    });
    const tallies = tabulate(columns, CODEBOOK, {
      ...all,
      by: 'group',
      filter: { group: ['student', 'teacher'] },
    });
    expect(tallies.categories.map(({ key }) => key)).toEqual(['teacher', 'student']);
    expect(tallies.items[0]!.rows.map(({ asked, missing, n }) => [asked, missing, n])).toEqual([
      [2, 1, 1],
      [1, 0, 1],
    ]);
  });

  test('reads no further than the columns are long', () => {
    const columns = sampleColumns({ length: 2, items: { A: [2, 2] } });
    const grown: Columns = { ...columns, items: new Map([['A', Uint8Array.from([2, 2, 3, 3])]]) };
    expect(tabulate(grown, CODEBOOK, all).items[0]!.total.counts).toEqual([2, 0, 0, 0]);
  });

  test('an item that no response has yet was asked of nobody', () => {
    const columns = sampleColumns({ length: 2, items: {} });
    expect(tabulate(columns, CODEBOOK, all).items[0]!.total).toEqual({
      asked: 0,
      missing: 0,
      dontKnow: 0,
      n: 0,
      counts: [0, 0, 0, 0],
      moments: null,
    });
  });

  test('an unknown item or category is an error that names it', () => {
    const columns = sampleColumns({ length: 0, items: {}, strata: { group: { keys: groups, codes: [] } } });
    const attempt = (request: BreakdownRequest): unknown => {
      try {
        return tabulate(columns, CODEBOOK, request);
      } catch (error) {
        return error;
      }
    };
    expect(attempt({ ...all, items: ['NOPE'] })).toMatchObject({ code: 'unknown-item', value: 'NOPE' });
    const error = attempt({ ...all, filter: { group: ['mayor'] } });
    expect(error).toBeInstanceOf(TabulationError);
    expect(error).toMatchObject({ code: 'unknown-category', value: 'mayor', variable: 'group' });
  });
});
