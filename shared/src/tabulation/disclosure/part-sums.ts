import type { CampaignItem } from '../../codebook/index.js';
import type { TableTallies } from '../table-tallies.js';
import { scoreGap, sumRange } from './score-freedom.js';
import type { OtherTable } from './suppression-network.js';
import { figuresIn, type GridPart, type TableGrid } from './table-grid.js';

/** By how much the sum of scores of each figure of a part must be free to be lower or higher. */
export type SumChanges = Map<number, { below: number; above: number }>;

/** Works out which sums of scores fit other tables of a part. */
export class PartSums {
  readonly #item: CampaignItem;
  readonly #grid: TableGrid;
  readonly #part: GridPart;
  readonly #n: Float64Array;
  readonly #favourable: Float64Array;
  readonly #sum: Float64Array;
  /** Where persons overlap, the same of the rows' totals. */
  readonly #totals: {
    readonly n: Float64Array;
    readonly favourable: Float64Array;
    readonly sum: Float64Array;
  } | null;

  #byOption: readonly Float64Array[] | null = null;

  constructor(
    item: CampaignItem,
    { n, favourable, sum }: NonNullable<TableTallies['answers']>,
    grid: TableGrid,
    part: GridPart,
  ) {
    this.#item = item;
    this.#grid = grid;
    this.#part = part;
    const figures = (of: GridPart) => ({
      n: figuresIn(grid, of, n),
      favourable: figuresIn(grid, of, favourable),
      sum: figuresIn(grid, of, sum),
    });
    const own = figures(part);
    [this.#n, this.#favourable, this.#sum] = [own.n, own.favourable, own.sum];
    this.#totals = part.columns[0] === 'sum' ? figures({ rows: part.rows, columns: [grid.columns] }) : null;
  }

  /** Another number of favourable answers, among as many in all, fits a mean only if some sum of scores does. */
  ofOtherFavourable(moved: OtherTable): SumChanges {
    const changes: SumChanges = new Map();
    for (const [edge, by] of moved) {
      const { least, most } = this.#rangeOf(edge, by);
      this.#free(changes, edge, Math.max(0, this.#sum[edge]! - most), Math.max(0, least - this.#sum[edge]!));
    }
    return changes;
  }

  /**
   * Where answers of one kind go round, whoever leaves a figure takes a score along that it has: where no one score does
   * everywhere, the sums of the lines must be free to differ.
   */
  ofOtherAnswers(favourable: boolean, moved: OtherTable, options: readonly Float64Array[]): SumChanges {
    this.#byOption ??= this.#item.options.map((_, option) =>
      figuresIn(
        this.#grid,
        this.#part,
        options.map((counts) => counts[option]!),
      ),
    );
    const gap = scoreGap(this.#item, favourable, this.#byOption, moved);
    const changes: SumChanges = new Map();
    for (const edge of moved.keys()) this.#free(changes, edge, gap, gap);
    return changes;
  }

  #rangeOf(edge: number, by: number): { readonly least: number; readonly most: number } {
    const favourable = this.#favourable[edge]! + by;
    const own = sumRange(this.#item, favourable, this.#n[edge]! - favourable);
    if (!this.#totals) return own;
    // Those of the row who are not in the column answer otherwise too, and their sum is known as well.
    const row = Math.floor(edge / this.#part.columns.length);
    const total = {
      n: this.#totals.n[row]!,
      favourable: this.#totals.favourable[row]!,
      sum: this.#totals.sum[row]!,
    };
    const others = total.favourable - favourable;
    const beside = sumRange(this.#item, others, total.n - this.#n[edge]! - others);
    return {
      least: Math.max(own.least, total.sum - beside.most),
      most: Math.min(own.most, total.sum - beside.least),
    };
  }

  /** What moves in a cell moves in the totals of its row and column. */
  #free(changes: SumChanges, edge: number, below: number, above: number): void {
    if (below === 0 && above === 0) return;
    const width = this.#part.columns.length;
    const column = edge % width;
    const last = (this.#part.rows.length - 1) * width;
    for (const line of new Set([edge, edge - column, last + column, last])) {
      const known = changes.get(line) ?? { below: 0, above: 0 };
      changes.set(line, { below: known.below + below, above: known.above + above });
    }
  }
}
