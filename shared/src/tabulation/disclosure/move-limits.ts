import type { TableTallies } from '../table-tallies.js';
import { layersOf, type Layers } from './count-layers.js';
import { Overlap } from './overlap.js';
import type { GridPart, TableGrid } from './table-grid.js';

/** How far each figure of a part may rise, and (as `values`) fall, in other tables. */
export interface Limits {
  readonly room: Float64Array;
  readonly values: Float64Array;
}

/**
 * How far counts may change. Where nobody is, everyone may know that nobody can be: such a cell is no hiding place. Where
 * persons overlap, a change of the counts must fit the totals of the rows, and a change of these must fit the counts.
 */
export class MoveLimits {
  readonly overlap: Overlap | null;
  /** Where persons overlap and the part is their counts: the totals of the rows. */
  readonly totals: Layers | null = null;
  /** Where the part is these totals: the counts. */
  readonly #counts: Layers | null = null;
  readonly #layers: Layers;

  constructor(tallies: TableTallies, grid: TableGrid, part: GridPart, layers: Layers) {
    this.#layers = layers;
    this.overlap = grid.overlap ? new Overlap(tallies, grid) : null;
    if (!this.overlap) return;
    const { rows } = part;
    if (part.columns.length > 1) this.totals = layersOf(tallies, grid, { rows, columns: [grid.columns] });
    else this.#counts = layersOf(tallies, grid, { rows, columns: grid.parts[0]!.columns });
  }

  /** Of one kind of counts that changes alone. */
  of(layer: keyof Layers): Limits {
    const { persons, [layer]: values } = this.#layers;
    const unlimited = new Float64Array(values.length).fill(Infinity);
    let limits: Limits = { room: unlimited, values };
    if (this.overlap && this.totals) limits = { room: this.overlap.room(values, this.totals[layer]), values };
    else if (this.overlap && this.#counts) limits = this.#ofTotals(this.overlap, values, this.#counts[layer]);
    return { ...limits, room: limits.room.map((room, edge) => (persons[edge] === 0 ? 0 : room)) };
  }

  /** Of the favourable answers, where the unfavourable change the other way. */
  amongAnswers(): Limits {
    const [rise, fall] = [this.of('favourable'), this.of('unfavourable')];
    const least = (a: Float64Array, b: Float64Array): Float64Array =>
      a.map((value, edge) => Math.min(value, b[edge]!));
    return { room: least(rise.room, fall.values), values: least(rise.values, fall.room) };
  }

  /** Nobody of a row's total can be in none of its columns, and those counted there must be in it. */
  #ofTotals({ leastPersons }: Overlap, totals: Float64Array, counts: Float64Array): Limits {
    const width = counts.length / totals.length;
    return {
      room: totals.map((total, row) => Math.max(0, counts[row * width]! - total)),
      values: totals.map((total, row) =>
        Math.max(0, total - leastPersons(counts.subarray(row * width, (row + 1) * width))),
      ),
    };
  }
}
