import type { Columns } from './columns.js';
import type { RowSelection } from './select-rows.js';
import type { ClusterCells } from './tallies.js';

/** The cluster cells that occur in a table, and where each response goes. */
export interface PlacedResponses {
  readonly cells: ClusterCells;
  /** Per response the index of its cell; `cells.row.length` for those left out. */
  readonly places: Uint32Array;
}

/** Gives every combination of row, group and unit that occurs a cell of its own, in the order row, group, unit. */
export function placeInClusters({ strata, length }: Columns, selection: RowSelection): PlacedResponses {
  const { rows, excluded } = selection;
  const groups = strata.group.categories.length + 1;
  const units = strata.unit.categories.length + 1;
  const group = strata.group.codes;
  const unit = strata.unit.codes;
  const places = new Uint32Array(length);
  const cellOf = new Int32Array(excluded * groups * units).fill(-1);
  for (let index = 0; index < length; index++) {
    const row = rows[index]!;
    if (row !== excluded) cellOf[(row * groups + group[index]!) * units + unit[index]!] = 0;
  }
  const occurring: number[] = [];
  cellOf.forEach((seen, key) => {
    if (seen === 0) cellOf[key] = occurring.push(key) - 1;
  });
  for (let index = 0; index < length; index++) {
    const row = rows[index]!;
    places[index] =
      row === excluded ? occurring.length : cellOf[(row * groups + group[index]!) * units + unit[index]!]!;
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
