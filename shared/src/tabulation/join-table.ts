import type { CampaignItem } from '../codebook/index.js';
import { FIRST_CODE } from '../coding/index.js';
import { NUMERIC } from './count-answers.js';
import { joinCells, type JoinedCells } from './join-cells.js';
import { cellsOfParts, type TablePart } from './table-counts.js';
import type { CodedVariable, TablePlan } from './table-plan.js';
import { TabulationError } from './tabulation-error.js';
import type { TableAnswers, TableHead, TableTallies } from './table-tallies.js';
import type { ClusterCounts } from './tallies.js';

/** Tables of more cells than this are refused: nobody reads them, and their disclosure control takes too long. */
export const MOST_CELLS = 50_000;

/**
 * Adds up parts of the responses counted apart; sums of counts are exact, so the order doesn't matter.
 *
 * @param parts what `countTable` gave for parts of the responses that don't overlap
 * @throws TabulationError 'too-large' with more than `MOST_CELLS` cells
 */
export function joinTable(plan: TablePlan, parts: readonly TablePart[]): TableTallies {
  const counted = cellsOfParts(plan, parts);
  const cellParts = counted.map(({ cells }) => cells);
  const rows = axisHeads(
    plan,
    plan.rows,
    cellParts.map(({ rowKeys }) => rowKeys),
  );
  const columns = axisHeads(
    plan,
    plan.columns,
    cellParts.map(({ columnKeys }) => columnKeys),
  );
  if (rows.keys.length * columns.keys.length > MOST_CELLS)
    throw new TabulationError('too-large', String(rows.keys.length * columns.keys.length));
  const joined = joinCells(plan, counted, { rows: rows.places, columns: columns.places });
  const figures = tableFigures(plan, joined, rows.keys.length, columns.keys.length);
  return {
    request: plan.request,
    rows: rows.heads,
    columns: columns.heads,
    of: plan.of && plan.of.item,
    severalChoice: plan.severalChoice,
    responses: figures.persons[figures.persons.length - 1]!,
    ...figures,
    ...joined,
  };
}

interface Heads {
  readonly keys: readonly number[];
  readonly places: ReadonlyMap<number, number>;
  readonly heads: readonly TableHead[];
}

/** The heads of an axis that occur, in order; an axis without variables has one head, of everybody. */
function axisHeads(
  { request }: TablePlan,
  axis: readonly CodedVariable[],
  parts: readonly Float64Array[],
): Heads {
  const found = new Set<number>();
  for (const part of parts)
    for (let cell = 0, last = -1; cell < part.length; cell++) {
      if (part[cell] === last) continue;
      last = part[cell]!;
      found.add(last);
    }
  const only = axis.length === 1 ? axis[0]! : null;
  const named = only && 'stratum' in only.variable ? (request.filter[only.variable.stratum] ?? []) : [];
  if (only)
    for (const key of named) found.add(only.categories.findIndex((category) => category.key === key) + 1);
  if (axis.length === 0) found.add(0);
  const keys = [...found].sort((a, b) => a - b);
  return {
    keys,
    places: new Map(keys.map((key, place) => [key, place])),
    heads: keys.map((key) => headOf(axis, key)),
  };
}

function headOf(axis: readonly CodedVariable[], key: number): TableHead {
  let rest = key;
  return axis
    .map(({ categories }) => categories)
    .reverse()
    .map((categories) => {
      const digit = rest % (categories.length + 1);
      rest = Math.floor(rest / (categories.length + 1));
      const { key: category, label } = categories[digit - 1]!;
      return { key: category, label };
    })
    .reverse();
}

/** Persons and answers per row and column, each with a last one for the total. */
function tableFigures(
  { of }: TablePlan,
  { cells, clusterPersons, clusterAnswers }: JoinedCells,
  rows: number,
  columns: number,
): Pick<TableTallies, 'persons' | 'answers'> {
  const size = (rows + 1) * (columns + 1);
  const persons = new Uint32Array(size);
  const measured = of && new Measured(of.item, size);
  for (let cell = 0; cell < clusterPersons.length; cell++) {
    const place = cells.row[cell]! * (columns + 1) + cells.column[cell]!;
    persons[place]! += clusterPersons[cell]!;
    measured?.add(place, clusterAnswers!, cell);
  }
  return { persons, answers: measured && measured.answers };
}

/** Sums of the measured item's answers. */
class Measured {
  readonly answers: TableAnswers;

  constructor(
    readonly item: CampaignItem,
    size: number,
  ) {
    this.answers = {
      n: new Uint32Array(size),
      favourable: new Uint32Array(size),
      sum: new Float64Array(size),
      squares: new Float64Array(size),
    };
  }

  add(place: number, { width, figures }: ClusterCounts, cell: number): void {
    const at = cell * width;
    const { n, favourable: favours, sum, squares } = this.answers;
    if (this.item.kind === 'numeric') {
      n[place]! += figures[at + NUMERIC.n]!;
      sum[place]! += figures[at + NUMERIC.sum]!;
      squares[place]! += figures[at + NUMERIC.squares]!;
      return;
    }
    this.item.options.forEach(({ missing, favourable, score }, option) => {
      const count = figures[at + FIRST_CODE + option]!;
      if (missing || count === 0) return;
      n[place]! += count;
      if (favourable) favours[place]! += count;
      sum[place]! += count * (score ?? 0);
      squares[place]! += count * (score ?? 0) ** 2;
    });
  }
}
