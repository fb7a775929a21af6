import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { protectTable } from '../protect-table.js';
import { sampleTable } from '../sample-table.test-support.js';
import { maximum, type Constraint } from './linear-program.test-support.js';
import { weightFreedom } from './weight-freedom.js';

const MINIMUM = 5;

/** A table of rows × columns × clusters, of which each has a weight in each row (a group in a school, say). */
interface Truth {
  readonly counts: readonly (readonly (readonly number[])[])[];
  readonly weights: readonly (readonly number[])[];
}

/** What every cell's weighted number of people may be, for all that is told of it: null where nothing is. */
type Told = readonly ({ readonly least: number; readonly most: number } | null)[];

/** The same table with its cluster cells; totals have theirs. */
function weightedTable({ counts, weights }: Truth) {
  const [rows, columns, clusters] = [counts.length, counts[0]!.length, weights[0]!.length];
  const plain = sampleTable({
    rows,
    columns,
    people: counts.flatMap((line, row) =>
      line.map((cell, column) => ({
        row,
        columns: [column],
        answer: null,
        people: cell.reduce((sum, people) => sum + people, 0),
      })),
    ),
  });
  const cells: { row: number; column: number; weight: number; people: number }[] = [];
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++)
      for (let from = 0; from < rows; from++)
        for (let cluster = 0; cluster < clusters; cluster++) {
          if (row < rows && row !== from) continue;
          const line = counts[from]!;
          const people =
            column < columns ? line[column]![cluster]! : line.reduce((s, c) => s + c[cluster]!, 0);
          cells.push({ row, column, weight: weights[from]![cluster]!, people });
        }
  const tallies = {
    ...plain,
    cells: {
      row: Uint16Array.from(cells, ({ row }) => row),
      column: Uint16Array.from(cells, ({ column }) => column),
      group: new Uint16Array(cells.length),
      unit: new Uint16Array(cells.length),
    },
  };
  return { tallies, cells };
}

/** Whether the attacker, with plain and weighted figures, knows of a count of 1 to MINIMUM − 1 that it is one. */
function exposed(truth: Truth, rounding: boolean): string[] {
  const { counts, weights } = truth;
  const [rows, columns, clusters] = [counts.length, counts[0]!.length, weights[0]!.length];
  const { tallies, cells } = weightedTable(truth);
  const table = protectTable(tallies, MINIMUM);
  const withheld = Uint8Array.from(table.cells.flat(), ({ count }) => Number(count === null));
  const freedom = weightFreedom({
    tallies,
    weights: Float64Array.from(cells, ({ weight }) => weight),
    counts: [cells.map(({ people }) => people)],
    withheld,
    minimum: MINIMUM,
  });
  const sums = new Float64Array(withheld.length);
  for (const { row, column, weight, people } of cells) sums[row * (columns + 1) + column]! += weight * people;
  const told: Told = [...sums].map((sum, place) =>
    withheld[place] === 1 ? null : rounding ? roundedTo(sum, freedom[place]!) : { least: sum, most: sum },
  );
  const variable = (row: number, column: number, cluster: number): number =>
    (row * columns + column) * clusters + cluster;
  const termsOf = (place: number, factor: (row: number, cluster: number) => number): Map<number, number> => {
    const terms = new Map<number, number>();
    const [down, across] = [Math.floor(place / (columns + 1)), place % (columns + 1)];
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        for (let cluster = 0; cluster < clusters; cluster++)
          if ((down === rows || row === down) && (across === columns || column === across))
            terms.set(variable(row, column, cluster), factor(row, cluster));
    return terms;
  };
  const constraints: Constraint[] = [];
  table.cells.flat().forEach(({ count }, place) => {
    if (count !== null) constraints.push({ terms: termsOf(place, () => 1), relation: '=', bound: count });
    const range = told[place];
    if (!range) return;
    const terms = termsOf(place, (row, cluster) => weights[row]![cluster]!);
    constraints.push({ terms, relation: '>=', bound: range.least - 1e-7 });
    constraints.push({ terms, relation: '<=', bound: range.most + 1e-7 });
  });
  return table.cells.flat().flatMap((_, place) => {
    const value = tallies.persons[place]!;
    if (value < 1 || value >= MINIMUM) return [];
    const most = maximum(
      rows * columns * clusters,
      constraints,
      termsOf(place, () => 1),
    );
    if (most === null) throw new Error('the published figures contradict each other');
    return most < MINIMUM - 1e-4 ? [`${place}: ${value}, at most ${most}`] : [];
  });
}

/** A figure rounded to the finest step that everything within `freedom` of it is rounded the same. */
function roundedTo(sum: number, freedom: number): { least: number; most: number } | null {
  for (const step of [1e-6, 0.01, 0.1, 1, 10, 100]) {
    const place = Math.round(sum / step);
    if (Math.round((sum - freedom) / step) !== place || Math.round((sum + freedom) / step) !== place)
      continue;
    return { least: (place - 0.5) * step, most: (place + 0.5) * step };
  }
  return null;
}

const truths = fc
  .record({
    rows: fc.integer({ min: 1, max: 4 }),
    columns: fc.integer({ min: 2, max: 4 }),
    clusters: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ rows, columns, clusters }) => {
    const count = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 60 }));
    const list = <T>(length: number, of: fc.Arbitrary<T>) =>
      fc.array(of, { minLength: length, maxLength: length });
    const weight = fc.integer({ min: 10, max: 90 }).map((tenths) => tenths / 10);
    return fc.record({
      counts: list(rows, list(columns, list(clusters, count))),
      weights: list(rows, list(clusters, weight)),
    });
  });

describe('weighted figures beside plain ones', () => {
  test('no linear attack finds a count under the minimum', () => {
    fc.assert(
      fc.property(truths, (truth) => {
        expect(exposed(truth, true)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('exact weighted figures would give two withheld cells of a line away', () => {
    const truth = { counts: [[[3]], [[20]], [[30]]], weights: [[2], [1], [1.5]] };
    const two = { counts: truth.counts.map(([cell]) => [cell!, [40]]), weights: truth.weights };
    expect(exposed(two, false)).not.toEqual([]);
    expect(exposed(two, true)).toEqual([]);
  });

  test('where all weigh the same, exact figures may be told', () => {
    const { tallies, cells } = weightedTable({
      counts: [
        [[3], [20]],
        [[20], [30]],
      ],
      weights: [[2], [2]],
    });
    const freedom = weightFreedom({
      tallies,
      weights: Float64Array.from(cells, ({ weight }) => weight),
      counts: [cells.map(({ people }) => people)],
      withheld: Uint8Array.from(protectTable(tallies, MINIMUM).cells.flat(), ({ count }) =>
        Number(count === null),
      ),
      minimum: MINIMUM,
    });
    expect([...freedom]).toEqual(new Array(9).fill(0));
  });
});
