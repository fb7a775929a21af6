import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CampaignItem } from '../codebook/index.js';
import { maximum, type Constraint } from './disclosure/linear-program.test-support.js';
import { protectTable } from './protect-table.js';
import type { ProtectedTableCell } from './protected-table.js';
import { sampleItem } from './sample-campaign.test-support.js';
import { sampleTable, type Alike } from './sample-table.test-support.js';

const MINIMUM = 5;

/** The people of a table by what they have in common: a variable of the attacker's each. */
interface Truth {
  readonly rows: number;
  readonly columns: number;
  readonly several: boolean;
  readonly of: CampaignItem | null;
  readonly people: readonly Alike[];
}

/** What a figure of the table counts, as the variables that it is the sum of. */
function variablesOf(
  { rows, columns, people }: Truth,
  place: { readonly row: number | 'rest'; readonly column: number | 'rest' },
  keep: (alike: Alike) => boolean,
): number[] {
  const inRow = ({ row }: Alike): boolean =>
    place.row === rows || (place.row === 'rest' ? row === null : row === place.row);
  const inColumn = (alike: Alike): boolean =>
    place.column === columns ||
    (place.column === 'rest' ? alike.columns.length === 0 : alike.columns.includes(place.column));
  return people.flatMap((alike, index) => (inRow(alike) && inColumn(alike) && keep(alike) ? [index] : []));
}

const everyPlace = ({ rows, columns }: Truth, rest: boolean) => {
  const down = [...Array(rows + 1).keys(), ...(rest ? (['rest'] as const) : [])];
  const across = [...Array(columns + 1).keys(), ...(rest ? (['rest'] as const) : [])];
  return down.flatMap((row) => across.map((column) => ({ row, column })));
};

const optionOf = ({ of }: Truth, { answer }: Alike) => (answer === null ? undefined : of?.options[answer]);
const isValid = (truth: Truth, alike: Alike): boolean => optionOf(truth, alike)?.missing === false;
const isFavourable = (truth: Truth, alike: Alike): boolean => optionOf(truth, alike)?.favourable === true;

/** Equations and inequalities of all that is shown, whatever the measure; and that nobody is where nobody can be. */
function constraintsOf(truth: Truth, cells: readonly (readonly ProtectedTableCell[])[]): Constraint[] {
  const constraints: Constraint[] = [];
  const ones = (variables: readonly number[]) => new Map(variables.map((variable) => [variable, 1]));
  for (const place of everyPlace(truth, false)) {
    const { count, n, favourable, favourableBounds, scores } =
      cells[place.row as number]![place.column as number]!;
    const all = variablesOf(truth, place, () => true);
    if (count !== null) constraints.push({ terms: ones(all), relation: '=', bound: count });
    if (sumOf(truth, all) === 0) constraints.push({ terms: ones(all), relation: '=', bound: 0 });
    if (!truth.of || n === null) continue;
    const valid = variablesOf(truth, place, (alike) => isValid(truth, alike));
    const satisfied = ones(valid.filter((variable) => isFavourable(truth, truth.people[variable]!)));
    constraints.push({ terms: ones(valid), relation: '=', bound: n });
    if (favourable !== null) constraints.push({ terms: satisfied, relation: '=', bound: favourable });
    if (favourableBounds) {
      constraints.push({ terms: satisfied, relation: '>=', bound: n * favourableBounds.atLeast - 1e-6 });
      constraints.push({ terms: satisfied, relation: '<=', bound: n * favourableBounds.atMost + 1e-6 });
    }
    if (!scores || n === 0) continue;
    const score = (variable: number): number => optionOf(truth, truth.people[variable]!)!.score!;
    const sum = valid.reduce((total, v) => total + score(v) * truth.people[v]!.people, 0);
    const decimals = scores.withheld ? decimalsTold(sum, n, scores) : 9;
    if (decimals === null) continue;
    const mean = Number((sum / n).toFixed(decimals));
    const slack = 0.5 * 10 ** -decimals + 1e-9;
    const terms = new Map(valid.map((variable) => [variable, score(variable)]));
    constraints.push({ terms, relation: '>=', bound: n * (mean - slack) });
    constraints.push({ terms, relation: '<=', bound: n * (mean + slack) });
  }
  return constraints;
}

/** As many decimals as tell no two sums within the freedom apart. */
function decimalsTold(sum: number, n: number, { below, above }: { below: number; above: number }) {
  const told = [2, 1].find((decimals) =>
    [sum - below, sum + above].every(
      (other) => (other / n).toFixed(decimals) === (sum / n).toFixed(decimals),
    ),
  );
  return told ?? null;
}

const sumOf = ({ people }: Truth, variables: readonly number[]): number =>
  variables.reduce((sum, variable) => sum + people[variable]!.people, 0);

/** Every count of 1 to MINIMUM − 1 that the attacker knows to be under the minimum. */
function exposed(truth: Truth, minimum = MINIMUM): string[] {
  const tallies = sampleTable(truth);
  const { cells } = protectTable(tallies, minimum);
  const constraints = constraintsOf(truth, cells);
  const kinds: [string, (alike: Alike) => boolean][] = [['persons', () => true]];
  if (truth.of) {
    kinds.push(['answers', (alike) => isValid(truth, alike)]);
    kinds.push(['no answer', (alike) => !isValid(truth, alike)]);
    if (truth.of.options.some(({ favourable }) => favourable)) {
      kinds.push(['favourable', (alike) => isFavourable(truth, alike)]);
      kinds.push(['unfavourable', (alike) => isValid(truth, alike) && !isFavourable(truth, alike)]);
    }
  }
  return everyPlace(truth, !truth.several).flatMap((place) =>
    kinds.flatMap(([kind, keep]) => {
      const cell = variablesOf(truth, place, keep);
      const without = variablesOf(truth, { ...place, column: truth.columns }, keep).filter(
        (variable) => !cell.includes(variable),
      );
      const targets = truth.several && place.column !== truth.columns ? [cell, without] : [cell];
      return targets.flatMap((variables, index) => {
        const value = sumOf(truth, variables);
        if (value < 1 || value >= MINIMUM) return [];
        const objective = new Map(variables.map((variable) => [variable, 1]));
        const most = maximum(truth.people.length, constraints, objective);
        if (most === null) throw new Error('the published figures contradict each other');
        const name = `${index === 0 ? '' : 'not '}${kind} in ${place.row}/${place.column}`;
        return most < MINIMUM - 1e-6 ? [`${name}: ${value}, at most ${most}`] : [];
      });
    }),
  );
}

const count = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 40 }) },
);

const RATED = sampleItem('A', { options: ['favourable', 'favourable', 'other', 'missing'] });
const FIVE = sampleItem('A', { options: ['favourable', 'favourable', 'other', 'other', 'other'] });
const UNRATED = sampleItem('A', { options: ['other', 'other', 'other'] });

/** People in every row (and in none, where `rest`), every set of columns, with every answer. */
function truths(shape: {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  readonly several?: boolean;
  readonly rest?: boolean;
  readonly items?: readonly (CampaignItem | null)[];
}): fc.Arbitrary<Truth> {
  const { several = false, rest = false, items = [null] } = shape;
  return fc
    .record({
      rows: fc.integer({ min: shape.rows[0], max: shape.rows[1] }),
      columns: fc.integer({ min: shape.columns[0], max: shape.columns[1] }),
      of: fc.constantFrom(...items),
    })
    .chain(({ rows, columns, of }) => {
      const down = rows === 0 ? [null] : [...Array(rows).keys(), ...(rest ? [null] : [])];
      const sets = several
        ? Array.from({ length: 2 ** columns - 1 }, (_, set) =>
            [...Array(columns).keys()].filter((column) => (((set + 1) >> column) & 1) === 1),
          )
        : [...[...Array(columns).keys()].map((column) => [column]), ...(rest || columns === 0 ? [[]] : [])];
      const answers = of ? [null, ...of.options.keys()] : [null];
      const kinds = down.flatMap((row) =>
        sets.flatMap((each) => answers.map((answer) => ({ row, columns: each, answer }))),
      );
      return fc.array(count, { minLength: kinds.length, maxLength: kinds.length }).map((counts): Truth => ({
        rows,
        columns,
        several,
        of,
        people: kinds.map((kind, index) => ({ ...kind, people: counts[index]! })),
      }));
    });
}

const safe = (truth: fc.Arbitrary<Truth>, numRuns: number): void =>
  fc.assert(
    fc.property(truth, (given) => {
      expect(exposed(given)).toEqual([]);
    }),
    { numRuns },
  );

describe('what a table shows', () => {
  test('no linear attack on cells and margins of counts finds a count under the minimum', () => {
    safe(truths({ rows: [1, 5], columns: [1, 5] }), 300);
  });

  test('nor where some people are in no row or column', () => {
    safe(truths({ rows: [0, 4], columns: [0, 4], rest: true }), 300);
  });

  test('nor where persons choose several options', () => {
    safe(truths({ rows: [0, 4], columns: [2, 3], several: true }), 300);
  });

  test('nor on favourable shares and means', () => {
    safe(truths({ rows: [0, 3], columns: [0, 3], items: [RATED, UNRATED] }), 300);
  });

  test('nor on those of several choices, or with people in no row', () => {
    safe(truths({ rows: [0, 2], columns: [2, 2], several: true, items: [RATED] }), 100);
    safe(truths({ rows: [0, 2], columns: [1, 2], rest: true, items: [FIVE] }), 100);
  });

  test('what is shown is true, and a table without small counts is shown whole', () => {
    const large = truths({ rows: [0, 4], columns: [0, 4], rest: true, items: [null, RATED] }).map(
      (truth): Truth => ({
        ...truth,
        people: truth.people.map((alike) => ({
          ...alike,
          people: alike.people === 0 ? 0 : 60 + alike.people,
        })),
      }),
    );
    fc.assert(
      fc.property(large, (truth) => {
        const tallies = sampleTable(truth);
        const { cells, disclosure } = protectTable(tallies, MINIMUM);
        expect(disclosure).toMatchObject({ primary: 0, complementary: 0 });
        expect(cells.flat().map(({ count }) => count)).toEqual([...tallies.persons]);
        if (!tallies.answers) return;
        expect(cells.flat().map(({ n }) => n)).toEqual([...tallies.answers.n]);
        expect(cells.flat().map(({ favourable }) => favourable)).toEqual([...tallies.answers.favourable]);
        expect(cells.flat().every(({ scores }) => scores?.withheld === false)).toBe(true);
      }),
    );
  });

  test('the attack does find small counts where protection is off', () => {
    const people = [3, 20, 20, 20].map((each, index) => ({
      row: index >> 1,
      columns: [index & 1],
      answer: null,
      people: each,
    }));
    const truth = { rows: 2, columns: 2, several: false, of: null, people };
    expect(exposed(truth, 1)).toEqual(['persons in 0/0: 3, at most 3']);
    expect(exposed(truth)).toEqual([]);
  });
});
