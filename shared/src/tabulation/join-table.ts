import type { CampaignItem } from '../codebook/index.js';
import { CellOrder } from './cell-order.js';
import { FIRST_CODE } from '../coding/index.js';
import { NUMERIC } from './count-answers.js';
import { severalAxis, type TableCounts, type TablePart } from './table-counts.js';
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
  const cellParts = parts.map(({ cells }) => cells);
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
  const joined = addUp(plan, parts, { rows: rows.places, columns: columns.places });
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
  for (const part of parts) for (const key of part) found.add(key);
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

/** The parts' cells with the same heads, group and unit added up, with the totals' own, in the order row, column, group, unit. */
function addUp(plan: TablePlan, parts: readonly TablePart[], heads: AxisPlaces): JoinedCells {
  const { group, unit, of } = plan;
  const clusters = group.width * unit.width;
  const columns = heads.columns.size + 1;
  const order = new CellOrder((heads.rows.size + 1) * columns * clusters);
  contribute(plan, parts, heads, (id) => order.note(id));
  const ids = order.settle();
  const width = parts[0]?.cells.answers?.width ?? 0;
  const persons = new Uint32Array(ids.length);
  const figures =
    of?.item.kind === 'numeric' ? new Float64Array(ids.length * width) : new Uint32Array(ids.length * width);
  contribute(plan, parts, heads, (id, counts, cell) => {
    const place = order.placeOf(id);
    persons[place]! += counts.persons[cell]!;
    for (let figure = 0; figure < width; figure++)
      figures[place * width + figure]! += counts.answers!.figures[cell * width + figure]!;
  });
  return {
    cells: {
      row: Uint16Array.from(ids, (id) => Math.floor(id / clusters / columns)),
      column: Uint16Array.from(ids, (id) => Math.floor(id / clusters) % columns),
      group: Uint16Array.from(ids, (id) => Math.floor((id % clusters) / unit.width)),
      unit: Uint16Array.from(ids, (id) => (id % clusters) % unit.width),
    },
    clusterPersons: persons,
    clusterAnswers: of && { width, figures },
  };
}

type JoinedCells = Pick<TableTallies, 'cells' | 'clusterPersons' | 'clusterAnswers'>;

/** Where the heads' keys stand on each axis. */
interface AxisPlaces {
  readonly rows: ReadonlyMap<number, number>;
  readonly columns: ReadonlyMap<number, number>;
}

/** Every cell that a part's cell is counted in: its own, and the totals that it is a part of. */
function contribute(
  plan: TablePlan,
  parts: readonly TablePart[],
  { rows, columns }: AxisPlaces,
  add: (id: number, counts: TableCounts, cell: number) => void,
): void {
  const { group, unit } = plan;
  const several = severalAxis(plan);
  const [rowTotal, columnTotal] = [rows.size, columns.size];
  const each = (
    counts: TableCounts,
    rowIsTotal: boolean,
    columnIsTotal: boolean,
    targets: readonly Target[],
  ): void => {
    for (let cell = 0; cell < counts.persons.length; cell++) {
      const row = rowIsTotal ? rowTotal : rows.get(counts.rowKeys[cell]!)!;
      const column = columnIsTotal ? columnTotal : columns.get(counts.columnKeys[cell]!)!;
      const cluster = counts.group[cell]! * unit.width + counts.unit[cell]!;
      for (const { ofRows, ofColumns } of targets) {
        const head = (ofRows ? rowTotal : row) * (columnTotal + 1) + (ofColumns ? columnTotal : column);
        add(head * group.width * unit.width + cluster, counts, cell);
      }
    }
  };
  const own = TARGETS.filter(
    ({ ofRows, ofColumns }) => !(ofRows && several === 'rows') && !(ofColumns && several === 'columns'),
  );
  for (const { cells, once } of parts) {
    each(cells, false, false, several ? own.filter((target) => !isGrandTotal(target)) : own);
    if (!once) continue;
    // Across an axis with several choices a person would be counted again: these count everybody once.
    const totals = TARGETS.filter(({ ofRows, ofColumns }) => (several === 'rows' ? ofRows : ofColumns));
    each(once, several === 'rows', several === 'columns', totals);
  }
}

interface Target {
  readonly ofRows: boolean;
  readonly ofColumns: boolean;
}

const TARGETS: readonly Target[] = [
  { ofRows: false, ofColumns: false },
  { ofRows: false, ofColumns: true },
  { ofRows: true, ofColumns: false },
  { ofRows: true, ofColumns: true },
];
const isGrandTotal = ({ ofRows, ofColumns }: Target): boolean => ofRows && ofColumns;

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
