import { CellOrder } from './cell-order.js';
import { severalAxis, type TableCells, type TableCounts } from './table-counts.js';
import type { TablePlan } from './table-plan.js';
import type { TableTallies } from './table-tallies.js';

export type JoinedCells = Pick<TableTallies, 'cells' | 'clusterPersons' | 'clusterAnswers'>;

/** Where the heads' keys stand on each axis. */
export interface AxisPlaces {
  readonly rows: ReadonlyMap<number, number>;
  readonly columns: ReadonlyMap<number, number>;
}

/** The parts' cells with the same heads, group and unit added up, with the totals' own, in the order row, column, group, unit. */
export function joinCells(plan: TablePlan, parts: readonly TableCells[], heads: AxisPlaces): JoinedCells {
  const { group, unit, of } = plan;
  const clusters = group.width * unit.width;
  const columns = heads.columns.size + 1;
  const order = new CellOrder((heads.rows.size + 1) * columns * clusters);
  const contributions = contributionsOf(plan, parts, heads);
  for (const { ids } of contributions) for (let cell = 0; cell < ids.length; cell++) order.note(ids[cell]!);
  const ids = order.settle();
  const width = parts[0]?.cells.answers?.width ?? 0;
  const persons = new Uint32Array(ids.length);
  const figures =
    of?.item.kind === 'numeric' ? new Float64Array(ids.length * width) : new Uint32Array(ids.length * width);
  for (const { ids: cells, counts } of contributions) {
    const added = counts.answers?.figures;
    for (let cell = 0; cell < cells.length; cell++) {
      const place = order.placeOf(cells[cell]!);
      persons[place] = persons[place]! + counts.persons[cell]!;
      for (let figure = 0; figure < width; figure++)
        figures[place * width + figure]! += added![cell * width + figure]!;
    }
  }
  return {
    cells: tellCells(ids, columns, clusters, unit.width),
    clusterPersons: persons,
    clusterAnswers: of && { width, figures },
  };
}

function tellCells(
  ids: Float64Array,
  columns: number,
  clusters: number,
  units: number,
): JoinedCells['cells'] {
  const cells = {
    row: new Uint16Array(ids.length),
    column: new Uint16Array(ids.length),
    group: new Uint16Array(ids.length),
    unit: new Uint16Array(ids.length),
  };
  for (let cell = 0; cell < ids.length; cell++) {
    const head = Math.floor(ids[cell]! / clusters);
    const cluster = ids[cell]! - head * clusters;
    cells.row[cell] = Math.floor(head / columns);
    cells.column[cell] = head % columns;
    cells.group[cell] = Math.floor(cluster / units);
    cells.unit[cell] = cluster % units;
  }
  return cells;
}

/** What cells add to the joined table: per cell the number of the one that it is counted in. */
interface Contribution {
  readonly counts: TableCounts;
  readonly ids: Float64Array;
}

/** Every cell is counted in its own, and in the totals that it is a part of. */
function contributionsOf(plan: TablePlan, parts: readonly TableCells[], heads: AxisPlaces): Contribution[] {
  const several = severalAxis(plan);
  const inCells = TARGETS.filter(
    ({ ofRows, ofColumns }) =>
      several === null || ((several === 'rows' ? !ofRows : !ofColumns) && !(ofRows && ofColumns)),
  );
  // Across an axis with several choices a person would be counted again: these count everybody once.
  const inTotals = TARGETS.filter(({ ofRows, ofColumns }) => (several === 'rows' ? ofRows : ofColumns));
  return parts.flatMap(({ cells, once }) => [
    ...contribute(plan, cells, heads, inCells),
    ...(once ? contribute(plan, once, heads, inTotals) : []),
  ]);
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

function contribute(
  { group, unit }: TablePlan,
  counts: TableCounts,
  { rows, columns }: AxisPlaces,
  targets: readonly Target[],
): Contribution[] {
  const clusters = group.width * unit.width;
  const rowOf = placesOfKeys(counts.rowKeys, rows);
  const columnOf = placesOfKeys(counts.columnKeys, columns);
  return targets.map(({ ofRows, ofColumns }) => {
    const ids = new Float64Array(counts.persons.length);
    for (let cell = 0; cell < ids.length; cell++) {
      const row = ofRows ? rows.size : rowOf[cell]!;
      const column = ofColumns ? columns.size : columnOf[cell]!;
      const cluster = counts.group[cell]! * unit.width + counts.unit[cell]!;
      ids[cell] = (row * (columns.size + 1) + column) * clusters + cluster;
    }
    return { counts, ids };
  });
}

/** Keys up to which a table of all of them is quicker than a map. */
const MOST_DENSE_KEYS = 1 << 16;

function placesOfKeys(keys: Float64Array, places: ReadonlyMap<number, number>): Uint16Array {
  const found = new Uint16Array(keys.length);
  let largest = 0;
  for (const key of places.keys()) largest = Math.max(largest, key);
  if (largest < MOST_DENSE_KEYS) {
    const table = new Uint16Array(largest + 1);
    for (const [key, place] of places) table[key] = place;
    for (let cell = 0; cell < keys.length; cell++) found[cell] = table[keys[cell]!]!;
  } else for (let cell = 0; cell < keys.length; cell++) found[cell] = places.get(keys[cell]!)!;
  return found;
}
