import type { CampaignItem } from '../../codebook/index.js';
import type { TableTallies } from '../table-tallies.js';
import { PartSums, type SumChanges } from './part-sums.js';
import { freedomOfOptions, optionCounts } from './score-freedom.js';
import type { GridShield } from './shield-grid.js';
import { placesOf, type GridPart, type TableGrid } from './table-grid.js';

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
    const sums = new PartSums(of, answers, grid, part);
    const free = (changes: SumChanges): void => {
      for (const [edge, { below, above }] of changes)
        if (places[edge]! >= 0) this.#freeSum(places[edge]!, below, above);
    };
    for (const other of shield.otherFavourable) {
      for (const [edge, by] of other) {
        const place = places[edge]!;
        if (place < 0) continue;
        this.favourableAbove[place] = Math.max(this.favourableAbove[place]!, by);
        this.favourableBelow[place] = Math.max(this.favourableBelow[place]!, -by);
      }
      free(sums.ofOtherFavourable(other));
    }
    if (of.kind !== 'single') return;
    for (const { favourable, moved } of shield.otherAnswers)
      free(sums.ofOtherAnswers(favourable, moved, this.#options));
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
    if (of?.kind === 'single' && answers) this.#freeOptions(of, answers);
  }

  #freeSum(place: number, below: number, above: number): void {
    this.sumBelow[place] = Math.max(this.sumBelow[place]!, below);
    this.sumAbove[place] = Math.max(this.sumAbove[place]!, above);
  }

  #freeOptions(item: CampaignItem, { n }: Answers): void {
    const width = this.#tallies.columns.length + 1;
    const last = this.persons.length - 1;
    this.#options.forEach((counts, place) => {
      if (this.n[place] === 1 || n[place]! < this.minimum) return;
      const { below, above, few } = freedomOfOptions(item, counts, this.minimum);
      if (few) this.few[place] = 1;
      if (below === 0 && above === 0) return;
      // What moves in a cell moves in the totals of its row and column.
      const row = Math.floor(place / width);
      for (const each of [place, row * width + width - 1, last - width + 1 + (place % width), last])
        this.#freeSum(each, below, above);
    });
  }
}
