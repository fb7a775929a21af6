import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import type { CampaignItem } from '../codebook/index.js';
import { sampleCodebook, sampleColumns, sampleItem } from '../tabulation/sample-campaign.test-support.js';
import { tabulate } from '../tabulation/index.js';
import { breakDown } from './break-down.js';
import type { BreakdownRow, ItemBreakdown } from './breakdown.js';
import { maximum, type Constraint } from '../tabulation/disclosure/linear-program.test-support.js';

const MINIMUM = 5;

/** An item's true table: per row the missing, then a count per option. */
interface Truth {
  readonly item: CampaignItem;
  readonly cells: readonly (readonly number[])[];
}

/** Columns in which the rows (units u0, u1, …; the last in no unit when `unplaced`) answered as the truth says. */
function columnsOf({ cells }: Truth, unplaced: boolean) {
  const codes: number[] = [];
  const units: number[] = [];
  cells.forEach((row, unit) =>
    row.forEach((count, place) => {
      for (let k = 0; k < count; k++) {
        codes.push(place === 0 ? NO_ANSWER : FIRST_CODE + place - 1);
        units.push(unplaced && unit === cells.length - 1 ? 0 : unit + 1);
      }
    }),
  );
  const keys = cells.map((_, unit) => `u${unit}`).slice(0, unplaced ? -1 : undefined);
  return sampleColumns({
    length: codes.length,
    items: { A: codes },
    strata: { unit: { keys, codes: units } },
  });
}

function breakdownOf(truth: Truth, by: 'unit' | null, unplaced = false, minimumCell = MINIMUM) {
  const columns = columnsOf(truth, unplaced);
  const codebook = sampleCodebook([truth.item]);
  const request = { items: ['A'], by, filter: {}, quality: 'all' as const };
  const breakdown = breakDown({ columns, codebook, request, minimumCell, asOf: '' });
  return { item: breakdown.items[0]!, tally: tabulate(columns, codebook, request).items[0]! };
}

/** A figure as a sum of a row's cells (0: missing, k + 1: option k). */
function figuresOf({ options }: CampaignItem): Map<string, number[]> {
  const places = (keep: (option: CampaignItem['options'][number]) => boolean): number[] =>
    options.flatMap((option, index) => (keep(option) ? [index + 1] : []));
  const figures = new Map<string, number[]>([
    ['asked', [0, ...places(() => true)]],
    ['missing', [0]],
    ['dontKnow', places(({ missing }) => missing)],
    ['n', places(({ missing }) => !missing)],
  ]);
  if (options.some(({ favourable }) => favourable)) {
    figures.set(
      'favourable',
      places(({ favourable }) => favourable),
    );
    figures.set(
      'unfavourable',
      places(({ missing, favourable }) => !missing && !favourable),
    );
  }
  options.forEach((_, index) => figures.set(`option ${index}`, [index + 1]));
  return figures;
}

/** All that an attacker can write down as equations and inequalities of the cells of every row. */
function constraintsOf(item: CampaignItem, table: ItemBreakdown, rowCount: number): Constraint[] {
  const figures = figuresOf(item);
  const width = item.options.length + 1;
  const constraints: Constraint[] = [];
  const sumOver = (rows: readonly number[], weights: (place: number) => number): Map<number, number> =>
    new Map(
      rows.flatMap((row) =>
        [...Array(width).keys()].flatMap((place) =>
          weights(place) === 0 ? [] : [[row * width + place, weights(place)] as const],
        ),
      ),
    );
  const learn = (printed: BreakdownRow, rows: readonly number[]): void => {
    const figure = (name: string) => sumOver(rows, (place) => (figures.get(name)!.includes(place) ? 1 : 0));
    const equal = (name: string, value: number | null): void => {
      if (value !== null) constraints.push({ terms: figure(name), relation: '=', bound: value });
    };
    equal('asked', printed.asked);
    equal('missing', printed.missing);
    equal('dontKnow', printed.dontKnow);
    equal('n', printed.n);
    printed.counts.forEach((count, index) => equal(`option ${index}`, count));
    if (printed.favourable) equal('favourable', printed.favourable.count);
    if (printed.favourableBounds) {
      const { n, atLeast, atMost } = printed.favourableBounds;
      constraints.push({ terms: figure('favourable'), relation: '>=', bound: n * atLeast - 1e-6 });
      constraints.push({ terms: figure('favourable'), relation: '<=', bound: n * atMost + 1e-6 });
    }
    if (printed.mean !== null && printed.n !== null) {
      const scores = sumOver(rows, (place) => (place === 0 ? 0 : (item.options[place - 1]!.score ?? 0)));
      const whole = printed.counts.every((count) => count !== null);
      const slack = whole ? 1e-9 : 0.5 * 10 ** -(printed.meanDecimals ?? 2) + 1e-9;
      constraints.push({ terms: scores, relation: '>=', bound: printed.n * (printed.mean - slack) });
      constraints.push({ terms: scores, relation: '<=', bound: printed.n * (printed.mean + slack) });
    }
  };
  const rows = [...Array(rowCount).keys()];
  table.rows.forEach((row, index) => learn(row, [index]));
  learn(table.total, rows);
  return constraints;
}

/** Every count of 1 to MINIMUM − 1 that the attacker knows to be under the minimum. */
function exposed(truth: Truth, table: ItemBreakdown): string[] {
  const width = truth.item.options.length + 1;
  const constraints = constraintsOf(truth.item, table, truth.cells.length);
  const groups = [...truth.cells.map((_, row) => [row]), truth.cells.map((_, row) => row)];
  const found: string[] = [];
  for (const [name, places] of figuresOf(truth.item)) {
    for (const rows of groups) {
      const cells = rows.flatMap((row) => places.map((place) => row * width + place));
      const value = cells.reduce((sum, c) => sum + truth.cells[Math.floor(c / width)]![c % width]!, 0);
      if (value < 1 || value >= MINIMUM) continue;
      const most = maximum(truth.cells.length * width, constraints, new Map(cells.map((c) => [c, 1])));
      if (most === null) throw new Error('the published figures contradict each other');
      if (most < MINIMUM - 1e-6) found.push(`${name} of row ${rows.join('+')} is ${value}, at most ${most}`);
    }
  }
  return found;
}

const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 }) },
);

const ITEMS = [
  sampleItem('A', { options: ['favourable', 'favourable', 'other', 'other', 'other', 'missing'] }),
  sampleItem('A', { options: ['favourable', 'other', 'missing'] }),
  sampleItem('A', { options: ['favourable', 'favourable', 'other'] }),
  sampleItem('A', { options: ['other', 'other', 'other'], scored: false }),
  sampleItem('A', { options: ['favourable', 'other', 'other', 'missing', 'missing'] }),
];

const truths = (rows: number): fc.Arbitrary<Truth> =>
  fc.constantFrom(...ITEMS).chain((item) =>
    fc
      .array(fc.array(count, { minLength: item.options.length + 1, maxLength: item.options.length + 1 }), {
        minLength: 1,
        maxLength: rows,
      })
      .map((cells) => ({ item, cells })),
  );

describe('what a breakdown shows', () => {
  test('no linear attack on the rows and the total finds a count under the minimum', () => {
    fc.assert(
      fc.property(truths(5), (truth) => {
        expect(exposed(truth, breakdownOf(truth, 'unit').item)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('nor where some people are in no row', () => {
    fc.assert(
      fc.property(truths(4), (truth) => {
        fc.pre(truth.cells.at(-1)!.some((cell) => cell > 0));
        expect(exposed(truth, breakdownOf(truth, 'unit', true).item)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('nor on a total alone', () => {
    fc.assert(
      fc.property(truths(1), (truth) => {
        expect(exposed(truth, breakdownOf(truth, null).item)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('what is shown is true, and a table without small counts is shown whole', () => {
    const large = fc.oneof(fc.constant(0), fc.integer({ min: MINIMUM, max: 40 }));
    const truth = fc.constantFrom(...ITEMS).chain((item) =>
      fc
        .array(fc.array(large, { minLength: item.options.length + 1, maxLength: item.options.length + 1 }), {
          minLength: 1,
          maxLength: 4,
        })
        .map((cells) => ({ item, cells })),
    );
    fc.assert(
      fc.property(truth, (given) => {
        const { item, tally } = breakdownOf(given, 'unit');
        item.rows.forEach((row, index) => {
          const { asked, missing, dontKnow, n, counts } = tally.rows[index]!;
          expect(row).toMatchObject({ suppression: 'none', asked, missing, dontKnow, n, counts });
        });
      }),
    );
  });

  test('the attack does find small counts where protection is off', () => {
    const truth = {
      item: ITEMS[0]!,
      cells: [
        [0, 20, 20, 20, 20, 3, 0],
        [0, 20, 20, 20, 20, 20, 0],
      ],
    };
    expect(exposed(truth, breakdownOf(truth, 'unit', false, 1).item)).toEqual([
      'option 4 of row 0 is 3, at most 3',
    ]);
    expect(exposed(truth, breakdownOf(truth, 'unit').item)).toEqual([]);
  });
});

describe('several choices', () => {
  const ITEM = sampleItem('A', { kind: 'multiple', options: ['other', 'other', 'other'], scored: false });
  const WITH_DONT_KNOW = sampleItem('A', {
    kind: 'multiple',
    options: ['other', 'other', 'missing'],
    scored: false,
  });
  /** Units; in each, how many people chose each of the seven sets of options, and how many none. */
  const units = fc.array(fc.array(count, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 4 });

  test.each([ITEM, WITH_DONT_KNOW])(
    'no linear attack finds how few chose an option, or did not (%#)',
    (item) => {
      fc.assert(
        fc.property(units, (cells) => {
          const rows = cells.flatMap((sets, unit) =>
            sets.flatMap((people, set) =>
              Array.from({ length: people }, () => ({ unit: unit + 1, code: 1 | (set << 1) })),
            ),
          );
          const columns = sampleColumns({
            length: rows.length,
            items: { A: rows.map(({ code }) => code) },
            strata: {
              unit: { keys: cells.map((_, unit) => `u${unit}`), codes: rows.map(({ unit }) => unit) },
            },
          });
          const request = { items: ['A'], by: 'unit' as const, filter: {}, quality: 'all' as const };
          const table = breakDown({
            columns,
            codebook: sampleCodebook([item]),
            request,
            minimumCell: MINIMUM,
            asOf: '',
          }).items[0]!;
          expect(exposedPicks(item, cells, table)).toEqual([]);
        }),
        { numRuns: 300 },
      );
    },
  );

  /** The same attack on people by the set of options they chose: its cells are the sets. */
  function exposedPicks(
    { options }: CampaignItem,
    cells: readonly (readonly number[])[],
    table: ItemBreakdown,
  ): string[] {
    const constraints: Constraint[] = [];
    const valid = options.reduce((bits, { missing }, option) => (missing ? bits : bits | (1 << option)), 0);
    const sets = (rows: readonly number[], keep: (set: number) => boolean): Map<number, number> =>
      new Map(
        rows.flatMap((row) => [...Array(8).keys()].filter(keep).map((set) => [row * 8 + set, 1] as const)),
      );
    const figures: [
      name: string,
      keep: (set: number) => boolean,
      printed: (row: BreakdownRow) => number | null,
    ][] = [
      ['asked', () => true, (row) => row.asked],
      ['missing', (set) => set === 0, (row) => row.missing],
      ['n', (set) => (set & valid) > 0, (row) => row.n],
      ['dontKnow', (set) => set > 0 && (set & valid) === 0, (row) => row.dontKnow],
      ...[0, 1, 2].flatMap((option): typeof figures => [
        [`option ${option}`, (set) => ((set >> option) & 1) === 1, (row) => row.counts[option]!],
        [`not ${option}`, (set) => (set & valid) > 0 && ((set >> option) & 1) === 0, () => null],
      ]),
    ];
    const everyRow = [...cells.keys()];
    const places = [...everyRow.map((row) => [row]), everyRow];
    places.forEach((rows, index) => {
      const row = index < cells.length ? table.rows[index]! : table.total;
      for (const [, keep, printed] of figures) {
        const value = printed(row);
        if (value !== null) constraints.push({ terms: sets(rows, keep), relation: '=', bound: value });
      }
    });
    return places.flatMap((rows) =>
      figures.flatMap(([name, keep]) => {
        const terms = sets(rows, keep);
        const value = [...terms.keys()].reduce(
          (sum, cell) => sum + cells[Math.floor(cell / 8)]![cell % 8]!,
          0,
        );
        if (value < 1 || value >= MINIMUM) return [];
        const most = maximum(cells.length * 8, constraints, terms);
        return most !== null && most >= MINIMUM - 1e-6
          ? []
          : [`${name} of row ${rows.join('+')}: ${value}, at most ${most}`];
      }),
    );
  }
});

describe('numbers', () => {
  const item = sampleItem('A', { kind: 'numeric', min: 0, max: 60 });
  const meanOf = (values: readonly number[]) => {
    const columns = sampleColumns({
      length: values.length,
      items: { A: values.map((value) => FIRST_CODE + value) },
    });
    const request = { items: ['A'], by: null, filter: {}, quality: 'all' as const };
    const { total } = breakDown({
      columns,
      codebook: sampleCodebook([item]),
      request,
      minimumCell: MINIMUM,
      asOf: '',
    }).items[0]!;
    return [total.mean, total.sd];
  };

  test('a mean that would tell that all but a few gave the lowest answer is withheld', () => {
    expect(meanOf([...Array<number>(40).fill(0), 3])).toEqual([null, null]);
    expect(meanOf(Array<number>(40).fill(60))).toEqual([60, 0]);
  });

  test('an SD needs many answers that differ', () => {
    expect(meanOf([38, 40, 42, 44, 46])).toEqual([42, null]);
    expect(meanOf([...Array<number>(99).fill(40), 41])).toEqual([40.01, null]);
    expect(meanOf(Array.from({ length: 60 }, (_, index) => 30 + (index % 20)))[1]).toBeGreaterThan(5);
  });
});

test('items put to the same people have the same rows withheld', () => {
  const codes = ['A', 'B'];
  const items = codes.map((code) => sampleItem(code, { options: ['favourable', 'other'] }));
  const people = [3, 30, 20, 40].flatMap((size, unit) =>
    Array.from({ length: size }, (_, k) => ({ unit: unit + 1, k })),
  );
  const columns = sampleColumns({
    length: people.length,
    items: {
      A: people.map(({ k }) => FIRST_CODE + (k % 2)),
      B: people.map(({ k }) => FIRST_CODE + (k % 3 ? 0 : 1)),
    },
    strata: { unit: { keys: ['a', 'b', 'c', 'd'], codes: people.map(({ unit }) => unit) } },
  });
  const request = { items: codes, by: 'unit' as const, filter: {}, quality: 'all' as const };
  const tables = breakDown({
    columns,
    codebook: sampleCodebook(items),
    request,
    minimumCell: MINIMUM,
    asOf: '',
  }).items;
  expect(tables.map(({ rows }) => rows.filter(({ n }) => n === null).map(({ key }) => key))).toEqual([
    ['a', 'c'],
    ['a', 'c'],
  ]);
});
