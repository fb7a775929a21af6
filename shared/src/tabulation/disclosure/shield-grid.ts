import type { TableTallies } from '../table-tallies.js';
import { ratedOptions } from './cell-tree.js';
import { gridCosts } from './grid-costs.js';
import { layersOf, type Layers } from './count-layers.js';
import { MoveLimits } from './move-limits.js';
import { SuppressionNetwork, type FigureTree, type OtherTable } from './suppression-network.js';
import type { GridPart, Line, TableGrid } from './table-grid.js';

/** What is withheld of a part of a grid (row × columns + column), and what other tables that leaves open. */
export interface GridShield {
  /** 1 where the persons are withheld. */
  readonly persons: Uint8Array;
  /** 1 where the valid answers, and with them the measure's figure, are withheld. */
  readonly n: Uint8Array;
  /** 1 where the favourable answers are withheld. */
  readonly favourable: Uint8Array;
  /** Favourable answers by figure in such tables, less the true ones. */
  readonly otherFavourable: readonly OtherTable[];
  /** The same for tables with other numbers of favourable, or of unfavourable, answers and so of all answers. */
  readonly otherAnswers: readonly { readonly favourable: boolean; readonly moved: OtherTable }[];
}

/**
 * Withholds figures of a part of a table until every count of 1 to minimum − 1, of persons, and with an item of those with
 * and without a valid answer, of favourable and of unfavourable answers, could for all that is shown be as many as the minimum.
 *
 * With an item the table has a third dimension, the answers, and its sums are no network. But a change of one kind of
 * answers alone, going round rows and columns, keeps all sums of the others; and one that turns unfavourable answers into
 * favourable ones and back keeps all numbers of answers. So every such way round is looked for on a network of its own.
 *
 * @param withheld 1 where the figure is withheld beforehand
 * @returns `failed`: where no suppression can do it, the row with the count that can't be protected
 */
export function shieldGrid(
  tallies: TableTallies,
  grid: TableGrid,
  part: GridPart,
  withheld: Uint8Array,
  minimum: number,
): GridShield | { readonly failed: Line | null } {
  const shield = new PartShield(tallies, grid, part, withheld, minimum);
  const rated = tallies.of !== null && ratedOptions(tallies.of);
  const done =
    shield.protectPersons() &&
    (!tallies.answers ||
      (shield.protectAnswers() && shield.protectNone() && (!rated || shield.protectFavourable())));
  return done ? shield : { failed: shield.failedRow };
}

type Layer = keyof Layers;

class PartShield implements GridShield {
  readonly persons: Uint8Array;
  n: Uint8Array;
  favourable: Uint8Array;
  readonly otherFavourable: OtherTable[] = [];
  readonly otherAnswers: { favourable: boolean; moved: OtherTable }[] = [];
  /** The row of the count that could not be protected. */
  failedRow: Line | null = null;
  readonly #layers: Layers;
  readonly #limits: MoveLimits;
  readonly #part: GridPart;
  readonly #withheld: Uint8Array;
  readonly #minimum: number;
  readonly #tree: FigureTree;
  readonly #cost: Float64Array;
  readonly #networks = new Map<
    string,
    { network: SuppressionNetwork; room: Float64Array; values: Float64Array }
  >();

  constructor(tallies: TableTallies, grid: TableGrid, part: GridPart, withheld: Uint8Array, minimum: number) {
    const { columns } = part;
    this.#layers = layersOf(tallies, grid, part);
    this.#limits = new MoveLimits(tallies, grid, part, this.#layers);
    this.#part = part;
    this.#withheld = withheld;
    this.#minimum = minimum;
    const alone = columns.length === 1;
    this.#tree = {
      nodes: columns.map((_, column) => ({ parent: column === 0 ? -1 : 0, leaf: column > 0 || alone })),
    };
    this.#cost = gridCosts(this.#layers.persons, grid, part, tallies.answers !== null);
    this.persons = withheld.slice();
    this.n = this.persons;
    this.favourable = this.persons;
  }

  protectPersons(): boolean {
    return this.#visitSmall(
      'persons',
      (edge, change) => this.#move('persons', this.persons, edge, change) !== null,
    );
  }

  /** Where the valid answers are few, so are the kinds of them: each that occurs must be able to be as many as the minimum. */
  protectAnswers(): boolean {
    this.n = this.persons.slice();
    this.favourable = this.n;
    const kinds = ['favourable', 'unfavourable'] as const;
    const done = kinds.every((kind) =>
      this.#visitSmall(kind, (edge, change, among) => {
        if (among >= this.#minimum) return true;
        const moved = this.#move(kind, this.n, edge, change);
        if (moved) this.otherAnswers.push({ favourable: kind === 'favourable', moved });
        return moved !== null;
      }),
    );
    this.n.forEach((hidden, edge) => (this.persons[edge]! |= hidden));
    return done;
  }

  /** Those without a valid answer are told by the persons less the answers: the persons are withheld. */
  protectNone(): boolean {
    return this.#visitSmall(
      'none',
      (edge, change) => this.#move('none', this.persons, edge, change) !== null,
    );
  }

  /** Favourable answers among as many in all: where they rise, the unfavourable fall. */
  protectFavourable(): boolean {
    this.favourable = this.n.slice();
    return (['favourable', 'unfavourable'] as const).every((kind) =>
      this.#visitSmall(kind, (edge, change, among) => {
        if (among < this.#minimum) return true;
        const by = kind === 'favourable' ? change : -change;
        const other = this.#move('favourable', this.favourable, edge, by, true);
        if (other) this.otherFavourable.push(other);
        return other !== null;
      }),
    );
  }

  /**
   * Visits the small counts of a kind, totals first, with the change that makes them as many as the minimum and the valid
   * answers that they are among. Where persons overlap, the total less those in a column tells how many are not: then the
   * count of the column must be able to fall; and rows withheld whole keep each other company already.
   */
  #visitSmall(layer: Layer, protect: (edge: number, change: number, among: number) => boolean): boolean {
    const { rows, columns } = this.#part;
    const { n, [layer]: values } = this.#layers;
    const { totals, overlap } = this.#limits;
    const isSmall = (count: number): boolean => count > 0 && count < this.#minimum;
    for (let row = rows.length - 1; row >= 0; row--) {
      if (overlap && this.#withheld[row * columns.length] === 1) continue;
      for (let column = totals ? 1 : 0; column < columns.length; column++) {
        const edge = row * columns.length + column;
        const value = values[edge]!;
        this.failedRow = rows[row]!;
        if (isSmall(value) && !protect(edge, this.#minimum - value, n[edge]!)) return false;
        if (!totals) continue;
        const others = totals[layer][row]! - value;
        const fall = Math.min(value, this.#minimum - others);
        const among = totals.n[row]! - n[edge]!;
        if (isSmall(others) && fall > 0 && !protect(edge, -fall, among)) return false;
      }
    }
    return true;
  }

  /** Makes one kind of counts able to change: alone, or among as many answers in all. */
  #move(
    layer: Layer,
    hidden: Uint8Array,
    edge: number,
    change: number,
    amongAnswers = false,
  ): OtherTable | null {
    const key = `${layer} ${amongAnswers}`;
    let known = this.#networks.get(key);
    if (known?.network.hidden !== hidden) {
      const limits = amongAnswers ? this.#limits.amongAnswers() : this.#limits.of(layer);
      const network = new SuppressionNetwork({ tree: this.#tree, ...limits, cost: this.#cost }, hidden);
      this.#networks.set(key, (known = { network, ...limits }));
    }
    const { network, room, values } = known;
    return (change > 0 ? room : values)[edge]! < Math.abs(change) ? null : network.protect(edge, change);
  }
}
