import type { TableTallies } from '../table-tallies.js';
import { layersOf, type Layers } from './count-layers.js';
import { Overlap } from './overlap.js';
import { cellOf, type Line, type TableGrid } from './table-grid.js';

/**
 * Withholds further rows of a grid whole, where persons overlap in its columns, so that those withheld keep each other
 * company in all kinds of counts.
 *
 * @param withheld 1 per withheld cell, by its place in the tallies; rows that join are added
 * @param whole further rows to withhold
 * @returns per row of the grid's parts 1 where it is withheld; null where it can't be done
 */
export function withholdCompany(
  tallies: TableTallies,
  grid: TableGrid,
  withheld: Uint8Array,
  whole: ReadonlySet<Line>,
  minimum: number,
): Uint8Array | null {
  const { rows, columns } = grid.parts[0]!;
  const layers = layersOf(tallies, grid, { rows, columns });
  const totals = layersOf(tallies, grid, { rows, columns: [grid.columns] });
  const persons = totals.persons;
  const chosen = Uint8Array.from(rows, (row, index) =>
    whole.has(row)
      ? 1
      : row === 'rest'
        ? Number(persons[index]! > 0 && persons[index]! < minimum)
        : withheld[cellOf(grid, row as number, grid.columns)]!,
  );
  const missedLeastFirst = (a: Line, b: Line): number =>
    Number(a === 'rest') - Number(b === 'rest') || persons[rows.indexOf(a)]! - persons[rows.indexOf(b)]!;
  const candidates = rows
    .slice(0, -1)
    .sort(missedLeastFirst)
    .map((row) => rows.indexOf(row));
  const { leastPersons } = new Overlap(tallies, grid);
  const kinds: readonly (keyof Layers)[] = tallies.answers
    ? ['persons', 'none', 'favourable', 'unfavourable']
    : ['persons'];
  for (let before = -1, now = 0; before !== now;) {
    before = now;
    for (const kind of kinds) {
      const counts = { values: layers[kind], totals: totals[kind], width: columns.length, leastPersons };
      if (!keepCompany(counts, chosen, candidates, minimum)) return null;
    }
    now = chosen.reduce((sum, flag) => sum + flag, 0);
  }
  rows.forEach((row, index) => {
    if (chosen[index] === 0 || typeof row !== 'number') return;
    for (let column = 0; column <= grid.columns; column++) withheld[cellOf(grid, row, column)] = 1;
  });
  return chosen;
}

/** Counts of one kind by row and column, where persons overlap between columns, with the persons of each row. */
interface OverlapCounts {
  readonly values: Float64Array;
  readonly totals: Float64Array;
  /** Figures per row of `values`; the first is no column. */
  readonly width: number;
  /** How many persons of a row there must be, given its counts. */
  readonly leastPersons: (counts: Float64Array) => number;
}

/**
 * Withholds further rows whole until each small count of a withheld row could be as many as the minimum: by people who
 * chose that option alone, and were counted there instead of in another withheld row.
 *
 * @param withheld 1 per withheld row; grows
 * @param candidates rows that may be withheld as well, the one missed least first
 * @returns whether it can be done
 */
function keepCompany(
  counts: OverlapCounts,
  withheld: Uint8Array,
  candidates: readonly number[],
  minimum: number,
): boolean {
  // A row that joins may have small counts of its own: rows are looked at until none joins.
  for (let joined = true; joined;) {
    joined = false;
    for (const row of candidates) {
      if (withheld[row] === 0) continue;
      for (const { column, people, without } of needsOf(counts, row, minimum)) {
        const fits = (other: number): boolean =>
          other !== row && canGive(counts, other, people, column, without);
        if (candidates.some((other) => withheld[other] === 1 && fits(other))) continue;
        const other = candidates.find((each) => withheld[each] === 0 && fits(each));
        if (other === undefined) return false;
        withheld[other] = 1;
        joined = true;
      }
    }
  }
  return true;
}

/** So many people more must be able to be in a row: of those who chose `column` (null: whichever), or not `without`. */
interface Need {
  readonly people: number;
  readonly column: number | null;
  readonly without: number | null;
}

function needsOf({ values, totals, width }: OverlapCounts, row: number, minimum: number): Need[] {
  const isSmall = (count: number): boolean => count > 0 && count < minimum;
  const total = totals[row]!;
  const needs: Need[] = isSmall(total) ? [{ people: minimum - total, column: null, without: null }] : [];
  for (let column = 1; column < width; column++) {
    const value = values[row * width + column]!;
    if (isSmall(value)) needs.push({ people: minimum - value, column, without: null });
    const others = total - value;
    if (isSmall(others)) needs.push({ people: minimum - others, column: null, without: column });
  }
  return needs;
}

/** Whether so many people of a row could be in another: those who chose one option alone. */
function canGive(
  { values, totals, width, leastPersons }: OverlapCounts,
  row: number,
  people: number,
  wanted: number | null,
  without: number | null,
): boolean {
  const own = values.slice(row * width, (row + 1) * width);
  for (let column = 1; column < width; column++) {
    if ((wanted !== null && column !== wanted) || column === without || own[column]! < people) continue;
    own[column]! -= people;
    const enough = leastPersons(own) <= totals[row]! - people;
    own[column]! += people;
    if (enough) return true;
  }
  return false;
}
