import type { Columns } from './columns.js';
import type { CellPlaces } from './count-answers.js';
import type { RowSelection } from './select-rows.js';
import type { ClusterCells } from './tallies.js';

/** The cluster cells that occur in a table, and where each response goes. */
export interface PlacedResponses {
  readonly cells: ClusterCells;
  /** Per response the index of its cell; `cells.row.length` for those left out. */
  readonly places: CellPlaces;
}

/** Gives every combination of row, group and unit that occurs a cell of its own, in the order row, group, unit. */
export function placeInClusters(columns: Columns, selection: RowSelection): PlacedResponses {
  const { length, strata } = columns;
  const { mask, by, placeOf, categories } = selection;
  const group = strata.group.codes;
  const unit = strata.unit.codes;
  const groups = strata.group.categories.length + 1;
  const units = strata.unit.categories.length + 1;
  const cellOf = new Uint32Array((categories.length + 1) * groups * units);
  for (let index = 0; index < length; index++) {
    const key = (placeOf[by[index]!]! * groups + group[index]!) * units + unit[index]!;
    cellOf[key] = cellOf[key]! | mask[index]!;
  }
  const occurring: number[] = [];
  for (let key = 0; key < cellOf.length; key++) if (cellOf[key] === 1) cellOf[key] = occurring.push(key) - 1;
  const leftOut = occurring.length;
  const places = leftOut < 65_536 ? new Uint16Array(length) : new Uint32Array(length);
  for (let index = 0; index < length; index++) {
    const cell = cellOf[(placeOf[by[index]!]! * groups + group[index]!) * units + unit[index]!]!;
    places[index] = leftOut + mask[index]! * (cell - leftOut);
  }
  return {
    places,
    cells: {
      row: Uint16Array.from(occurring, (key) => Math.floor(key / units / groups)),
      group: Uint16Array.from(occurring, (key) => Math.floor(key / units) % groups),
      unit: Uint16Array.from(occurring, (key) => key % units),
    },
  };
}
