import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_CODE } from '../coding/index.js';
import type { Columns } from './columns.js';
import { joinTable } from './join-table.js';
import type { Filter } from './filter.js';
import { STRATA } from './request.js';
import { sampleCodebook, sampleColumns, sampleItem, withBytes } from './sample-campaign.test-support.js';
import { SlowCount } from './slow-table.test-support.js';
import { countTable } from './table-counts.js';
import { planTable } from './table-plan.js';
import { BASES, type TableRequest } from './table-request.js';
import type { TableTallies } from './table-tallies.js';
import { tabulateTable } from './tabulate-table.js';
import { variableCategories } from './variable-categories.js';
import type { Variable } from './variable.js';

const ITEMS = [
  sampleItem('A', { options: ['favourable', 'missing', 'favourable', 'other'] }),
  sampleItem('B', { kind: 'multiple', options: ['other', 'other', 'missing'], scored: false }),
  sampleItem('C', { kind: 'numeric', min: 10, max: 20 }),
  sampleItem('D', { kind: 'text' }),
  sampleItem('E', { options: ['favourable', 'other'] }),
];
const CODEBOOK = sampleCodebook(ITEMS);
const GROUPS = ['teacher', 'parent', 'student'];
const UNITS = ['u1', 'u2', 'u3'];
/** So many that tables by day have too many possible cells to count each. */
const DAYS = Array.from({ length: 3000 }, (_, day) => `d${day}`);
const EVERYBODY: TableRequest = {
  rows: [],
  columns: [],
  measure: 'count',
  of: null,
  base: 'answered',
  weighted: false,
  filter: {},
  quality: 'all',
};

const columnsOf = fc
  .array(
    fc.record({
      A: fc.integer({ min: 0, max: 5 }),
      B: fc.integer({ min: 0, max: 8 }).map((bits) => (bits === 0 ? 0 : 1 | ((bits - 1) << 1))),
      C: fc.integer({ min: 0, max: 12 }),
      D: fc.integer({ min: 0, max: 2 }),
      E: fc.integer({ min: 0, max: 3 }),
      group: fc.integer({ min: 0, max: 3 }),
      unit: fc.integer({ min: 0, max: 2 }),
      day: fc.constantFrom(0, 1, 1500, 3000),
      flags: fc.constantFrom(0, 0, 1, 4),
      live: fc.constantFrom(1, 1, 1, 0),
    }),
    { maxLength: 60 },
  )
  .chain((rows) =>
    fc.constantFrom(0, 0, 4).map((excludedFlags): Columns => ({
      ...withBytes(['A', 'E'], {
        length: rows.length,
        items: Object.fromEntries(
          (['A', 'B', 'C', 'D', 'E'] as const).map((code) => [code, rows.map((row) => row[code])]),
        ),
        strata: {
          group: { keys: GROUPS, codes: rows.map((row) => row.group) },
          unit: { keys: UNITS, codes: rows.map((row) => row.unit) },
          day: { keys: DAYS, codes: rows.map((row) => row.day) },
        },
        flags: rows.map((row) => row.flags),
        live: rows.map((row) => row.live),
      }),
      excludedFlags,
    })),
  );

const keysOf = (variable: Variable): string[] =>
  variableCategories(
    sampleColumns({
      length: 0,
      items: {},
      strata: {
        group: { keys: GROUPS, codes: [] },
        unit: { keys: UNITS, codes: [] },
        day: { keys: DAYS.slice(0, 2), codes: [] },
      },
    }),
    CODEBOOK,
    variable,
    'all',
  ).map(({ key }) => key);

const variables: Variable[] = [
  { stratum: 'group' },
  { stratum: 'unit' },
  { stratum: 'day' },
  { item: 'A' },
  { item: 'B' },
  { item: 'E' },
];
const leaves: fc.Arbitrary<Filter> = fc.oneof(
  fc
    .constantFrom(...variables)
    .chain((variable) =>
      fc.subarray(keysOf(variable), { minLength: 1 }).map((keys): Filter => ({ variable, in: keys })),
    ),
  fc
    .subarray(['$notAsked', '$noAnswer', '12', '17'], { minLength: 1 })
    .map((keys): Filter => ({ variable: { item: 'C' }, in: keys })),
  fc
    .subarray(['$notAsked', '$noAnswer'], { minLength: 1 })
    .map((keys): Filter => ({ variable: { item: 'D' }, in: keys })),
);
const filters = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((and): Filter => ({ and })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((or): Filter => ({ or })),
    tie('filter').map((not): Filter => ({ not })),
  ),
})).filter;

const requests: fc.Arbitrary<TableRequest> = fc
  .record({
    variables: fc.shuffledSubarray(variables, { maxLength: 4 }),
    inRows: fc.integer({ min: 0, max: 3 }),
    of: fc.constantFrom('A', 'C', 'E', null),
    mean: fc.boolean(),
    base: fc.constantFrom(...BASES),
    group: fc.subarray(GROUPS),
    where: fc.option(filters, { nil: null }),
    quality: fc.constantFrom('all' as const, 'unflagged' as const),
  })
  .map(({ variables: chosen, inRows, of, mean, base, group, where, quality }) => {
    const measure = of === null ? 'count' : mean || of === 'C' ? 'mean' : 'favourable';
    const [rows, columns] = [chosen.slice(0, inRows), chosen.slice(inRows, inRows + 3)];
    return { rows, columns, measure, of, base, weighted: false, filter: { group }, where, quality };
  });

/** Every figure of the tallies by name, counted slowly. */
function expectSlowTable(tallies: TableTallies, columns: Columns, request: TableRequest): void {
  const slow = new SlowCount(columns, ITEMS);
  const tabled = slow.tabled(request);
  expect(tallies.responses).toBe(tabled.length);
  const names = (heads: TableTallies['rows']): string[] =>
    heads.map((head) => head.map(({ key }) => key).join('/'));
  const [rows, heads] = [names(tallies.rows), names(tallies.columns)];
  const emptyAllowed = new Set(request.filter.group ?? []);
  for (const name of rows)
    expect(tabled.some((one) => one.rows.includes(name)) || emptyAllowed.has(name) || name === '').toBe(true);
  for (const one of tabled) expect(rows).toEqual(expect.arrayContaining(one.rows));
  for (const one of tabled) expect(heads).toEqual(expect.arrayContaining(one.columns));
  const score = (row: number): number =>
    request.of === 'C'
      ? slow.code(row, 'C') - FIRST_CODE
      : (slow.item(request.of!).options[slow.code(row, request.of!) - FIRST_CODE]?.score ?? 0);
  const favours = (row: number): boolean =>
    slow.item(request.of!).options[slow.code(row, request.of!) - FIRST_CODE]?.favourable ?? false;
  [...rows, null].forEach((rowName, r) =>
    [...heads, null].forEach((columnName, c) => {
      const place = r * (heads.length + 1) + c;
      const inside = tabled.filter(
        (one) =>
          (rowName === null || one.rows.includes(rowName)) &&
          (columnName === null || one.columns.includes(columnName)),
      );
      expect(tallies.persons[place]).toBe(inside.length);
      if (!request.of) return;
      const valid = inside.map(({ row }) => row).filter((row) => slow.answered(row, request.of!));
      const sum = valid.reduce((total, row) => total + score(row), 0);
      const squares = valid.reduce((total, row) => total + score(row) ** 2, 0);
      expect(tallies.answers!.n[place]).toBe(valid.length);
      expect(tallies.answers!.sum[place]).toBe(sum);
      expect(tallies.answers!.squares[place]).toBe(squares);
      if (request.of !== 'C') expect(tallies.answers!.favourable[place]).toBe(valid.filter(favours).length);
    }),
  );
  expectSlowClusters(tallies, columns, tabled);
}

/** Cluster cells, those of totals too: each holds those of its heads, group and unit; none occurs twice, none is empty. */
function expectSlowClusters(
  tallies: TableTallies,
  { strata }: Columns,
  tabled: ReturnType<SlowCount['tabled']>,
): void {
  const TOTAL = '(total)';
  const seen = new Map<string, number>();
  for (const { row, rows, columns: heads } of tabled)
    for (const r of [...rows, TOTAL])
      for (const c of [...heads, TOTAL]) {
        const key = [r, c, strata.group.codes[row], strata.unit.codes[row]].join('|');
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
  const name = (axis: 'rows' | 'columns', place: number): string =>
    tallies[axis][place]?.map(({ key }) => key).join('/') ?? TOTAL;
  const { cells, clusterPersons } = tallies;
  const told = [...clusterPersons].map((count, cell): [string, number] => [
    [
      name('rows', cells.row[cell]!),
      name('columns', cells.column[cell]!),
      cells.group[cell],
      cells.unit[cell],
    ].join('|'),
    count,
  ]);
  expect(new Map(told)).toEqual(seen);
  expect(told).toHaveLength(seen.size);
}

describe('tabulateTable', () => {
  test('equals a slow and obvious count on random columns, nestings, bases and conditions', () => {
    fc.assert(
      fc.property(columnsOf, requests, (columns, request) => {
        expectSlowTable(tabulateTable(columns, CODEBOOK, request), columns, request);
      }),
      { numRuns: 600 },
    );
  });

  test('parts of the responses counted apart add up to the whole', () => {
    fc.assert(
      fc.property(columnsOf, requests, fc.array(fc.nat(60), { maxLength: 3 }), (columns, request, cuts) => {
        const plan = planTable(columns, CODEBOOK, request);
        const ends = [
          ...cuts.map((cut) => Math.min(cut, columns.length)).sort((a, b) => a - b),
          columns.length,
        ];
        const parts = ends.map((end, index) => countTable(plan, ends[index - 1] ?? 0, end));
        expect(joinTable(plan, parts)).toEqual(tabulateTable(columns, CODEBOOK, request));
      }),
      { numRuns: 200 },
    );
  });

  test('categories come in order: valid options, "don\'t know", no answer, not asked, as the base counts them', () => {
    const columns = sampleColumns({ length: 5, items: { A: [0, 1, 2, 3, 5] } });
    const keys = (base: TableRequest['base']): string[] =>
      tabulateTable(columns, CODEBOOK, { ...EVERYBODY, rows: [{ item: 'A' }], base }).rows.map(
        (head) => head[0]!.key,
      );
    expect(keys('answered')).toEqual(['3', '0']);
    expect(keys('asked')).toEqual(['3', '0', '9', '$noAnswer']);
    expect(keys('all')).toEqual(['3', '0', '9', '$noAnswer', '$notAsked']);
    expect(variableCategories(columns, CODEBOOK, { item: 'A' }, 'answered').map(({ key }) => key)).toEqual([
      '3',
      '1',
      '0',
    ]);
  });

  test('a category that the filter names stays in the table with nobody in it', () => {
    const columns = sampleColumns({
      length: 2,
      items: {},
      strata: { group: { keys: GROUPS, codes: [1, 1] } },
    });
    const tallies = tabulateTable(columns, CODEBOOK, {
      ...EVERYBODY,
      rows: [{ stratum: 'group' }],
      filter: { group: ['teacher', 'student'] },
    });
    expect(tallies.rows.map((head) => head[0]!.key)).toEqual(['teacher', 'student']);
    expect([...tallies.persons]).toEqual([2, 2, 0, 0, 2, 2]);
  });

  test.each([
    [{ rows: [{ item: 'NOPE' }] }, { code: 'unknown-item', value: 'NOPE' }],
    [{ rows: [{ item: 'C' }] }, { code: 'not-a-variable', value: 'C' }],
    [{ columns: [{ item: 'D' }] }, { code: 'not-a-variable', value: 'D' }],
    [
      { of: 'D', measure: 'mean' },
      { code: 'no-measure', value: 'D' },
    ],
    [
      { of: 'C', measure: 'favourable' },
      { code: 'no-measure', value: 'C' },
    ],
    [
      { of: 'B', measure: 'mean' },
      { code: 'no-measure', value: 'B' },
    ],
    [
      { where: { variable: { item: 'A' }, in: ['7'] } },
      { code: 'unknown-category', value: '7', variable: 'item:A' },
    ],
    [{ where: { not: { variable: { item: 'Z' }, in: ['7'] } } }, { code: 'unknown-item', value: 'Z' }],
    [{ filter: { group: ['mayor'] } }, { code: 'unknown-category', value: 'mayor', variable: 'group' }],
  ] as [Partial<TableRequest>, object][])('%j is refused by name', (change, expected) => {
    const columns = sampleColumns({ length: 0, items: {}, strata: { group: { keys: GROUPS, codes: [] } } });
    let thrown: unknown = null;
    try {
      tabulateTable(columns, CODEBOOK, { ...EVERYBODY, ...change });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject(expected);
  });

  test('a table of more cells than anyone reads is refused, and so is a second item with several choices', () => {
    const length = 300;
    const days = Array.from({ length }, (_, day) => `d${day}`);
    const codes = days.map((_, index) => index + 1);
    const columns = sampleColumns({
      length,
      items: {},
      strata: { day: { keys: days, codes }, unit: { keys: days, codes } },
    });
    const request: TableRequest = {
      ...EVERYBODY,
      rows: [{ stratum: 'day' }],
      columns: [{ stratum: 'unit' }],
    };
    expect(() => tabulateTable(columns, CODEBOOK, request)).toThrow('too-large: 90000');
    const second = sampleItem('F', { kind: 'multiple', options: ['other', 'other'] });
    const codebook = sampleCodebook([...ITEMS, second]);
    expect(() =>
      tabulateTable(columns, codebook, { ...EVERYBODY, rows: [{ item: 'B' }], columns: [{ item: 'F' }] }),
    ).toThrow('second-several-choice: F');
    expect(STRATA).toContain('day');
  });
});
