import type { CampaignItem } from '../../codebook/index.js';
import type { TableTallies } from '../table-tallies.js';
import { freedomOfOptions, optionCounts, scoreGap, sumRange } from './score-freedom.js';
import type { GridShield } from './shield-grid.js';
import type { OtherTable } from './suppression-network.js';
import { figuresIn, placesOf, totalBeside, type GridPart, type TableGrid } from './table-grid.js';

type Answers = NonNullable<TableTallies['answers']>;

/** What may be told of each cell of a table, by its place in the tallies. */
export class TableDecision {
  readonly minimum: number;
  /** 1 where withheld. */
  readonly persons: Uint8Array;
  readonly n: Uint8Array;
  readonly favourable: Uint8Array;
  /** How far favourable answers, and the sum of scores, must be free to lie. */
  readonly favourableBelow: Float64Array;
  readonly favourableAbove: Float64Array;
  readonly sumBelow: Float64Array;
  readonly sumAbove: Float64Array;
  /** 1 where few chose some option. */
  readonly few: Uint8Array;
  readonly #tallies: TableTallies;
  readonly #withheld: Uint8Array;
  /** Answers per option, by place. */
  readonly #options: readonly Float64Array[];

  constructor(tallies: TableTallies, withheld: Uint8Array, minimum: number) {
    const cells = tallies.persons.length;
    this.minimum = minimum;
    this.#tallies = tallies;
    this.#withheld = withheld;
    this.#options = optionCounts(tallies);
    [this.persons, this.n, this.favourable, this.few] = [
      new Uint8Array(cells),
      new Uint8Array(cells),
      new Uint8Array(cells),
      new Uint8Array(cells),
    ];
    [this.favourableBelow, this.favourableAbove, this.sumBelow, this.sumAbove] = [
      new Float64Array(cells),
      new Float64Array(cells),
      new Float64Array(cells),
      new Float64Array(cells),
    ];
  }

  /** Takes over what was decided on a part of the table. */
  add(shield: GridShield, grid: TableGrid, part: GridPart): void {
    const places = placesOf(grid, part);
    places.forEach((place, edge) => {
      if (place < 0) return;
      this.persons[place]! |= shield.persons[edge]!;
      this.n[place]! |= shield.n[edge]!;
      this.favourable[place]! |= shield.favourable[edge]!;
    });
    const { of, answers } = this.#tallies;
    if (!of || !answers) return;
    const overlap = part.columns[0] === 'sum' ? grid : null;
    for (const other of shield.otherFavourable) this.#widen(of, answers, other, places, overlap);
    if (of.kind !== 'single' || shield.otherAnswers.length === 0) return;
    const options = of.options.map((_, option) =>
      figuresIn(
        grid,
        part,
        this.#options.map((counts) => counts[option]!),
      ),
    );
    for (const { favourable, moved } of shield.otherAnswers) {
      const gap = scoreGap(of, favourable, options, moved);
      if (gap > 0) for (const edge of moved.keys()) this.#freeLines(places[edge]!, gap);
    }
  }

  /** Once all parts are in: what means would tell of the options. */
  conclude(): void {
    this.#withheld.forEach((flag, place) => {
      if (flag === 0) return;
      this.persons[place] = 1;
      this.n[place] = 1;
      this.favourable[place] = 1;
    });
    const { of, answers } = this.#tallies;
    if (of?.kind === 'single' && answers) this.#freeOptions();
  }

  /** Another number of favourable answers fits a mean only if some sum of scores does. */
  #widen(
    item: CampaignItem,
    { n, favourable, sum }: Answers,
    other: OtherTable,
    places: Int32Array,
    overlap: TableGrid | null,
  ): void {
    const byLine = new Map<number, { below: number; above: number }>();
    for (const [edge, by] of other) {
      const place = places[edge]!;
      if (place < 0) continue;
      this.favourableAbove[place] = Math.max(this.favourableAbove[place]!, by);
      this.favourableBelow[place] = Math.max(this.favourableBelow[place]!, -by);
      const range = (count: number, all: number) => sumRange(item, count, all - count);
      let { least, most } = range(favourable[place]! + by, n[place]!);
      if (overlap) {
        // Those of the row who are not in the column answer otherwise too, and their sum is known as well.
        const total = totalBeside(overlap, place);
        const others = range(favourable[total]! - favourable[place]! - by, n[total]! - n[place]!);
        [least, most] = [
          Math.max(least, sum[total]! - others.most),
          Math.min(most, sum[total]! - others.least),
        ];
      }
      const below = Math.max(0, sum[place]! - most);
      const above = Math.max(0, least - sum[place]!);
      this.#freeSum(place, below, above);
      this.#shareWithTotals(byLine, place, below, above);
    }
    for (const [place, { below, above }] of byLine) this.#freeSum(place, below, above);
  }

  /** The sums of all lines through a cell must be free by so much. */
  #freeLines(place: number, gap: number): void {
    if (place < 0) return;
    const totals = new Map<number, { below: number; above: number }>();
    this.#shareWithTotals(totals, place, gap, gap);
    for (const total of [place, ...totals.keys()]) this.#freeSum(total, gap, gap);
  }

  /** What moves in a cell moves in the totals of its row and column. */
  #shareWithTotals(
    totals: Map<number, { below: number; above: number }>,
    place: number,
    below: number,
    above: number,
  ): void {
    if (below === 0 && above === 0) return;
    const width = this.#tallies.columns.length + 1;
    const last = this.persons.length - 1;
    const row = Math.floor(place / width);
    for (const total of new Set([row * width + width - 1, last - width + 1 + (place % width), last])) {
      if (total === place) continue;
      const known = totals.get(total) ?? { below: 0, above: 0 };
      totals.set(total, { below: known.below + below, above: known.above + above });
    }
  }

  #freeSum(place: number, below: number, above: number): void {
    this.sumBelow[place] = Math.max(this.sumBelow[place]!, below);
    this.sumAbove[place] = Math.max(this.sumAbove[place]!, above);
  }

  #freeOptions(): void {
    const { of, answers } = this.#tallies;
    this.#options.forEach((counts, place) => {
      if (this.n[place] === 1 || answers!.n[place]! < this.minimum) return;
      const { below, above, few } = freedomOfOptions(of!, counts, this.minimum);
      if (few) this.few[place] = 1;
      this.#freeSum(place, below, above);
      const totals = new Map<number, { below: number; above: number }>();
      this.#shareWithTotals(totals, place, below, above);
      for (const [total, free] of totals) this.#freeSum(total, free.below, free.above);
    });
  }
}
