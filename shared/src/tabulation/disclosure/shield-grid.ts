import type { TableTallies } from '../table-tallies.js';
import { ratedOptions } from './cell-tree.js';
import { gridCosts } from './grid-costs.js';
import { overlapRoom } from './overlap-room.js';
import { SuppressionNetwork, type FigureTree, type OtherTable } from './suppression-network.js';
import { figuresIn, type GridPart, type TableGrid } from './table-grid.js';

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

/** The counts of a part: persons are those without a valid answer, the favourable and the unfavourable. */
interface Layers {
  readonly persons: Float64Array;
  readonly none: Float64Array;
  readonly n: Float64Array;
  readonly favourable: Float64Array;
  readonly unfavourable: Float64Array;
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
 * @returns null where no suppression can do it
 */
export function shieldGrid(
  tallies: TableTallies,
  grid: TableGrid,
  part: GridPart,
  withheld: Uint8Array,
  minimum: number,
): GridShield | null {
  const shield = new PartShield(tallies, grid, part, withheld, minimum);
  if (!shield.protectPersons()) return null;
  if (!tallies.answers) return shield;
  const rated = tallies.of !== null && ratedOptions(tallies.of);
  const done = shield.protectAnswers() && shield.protectNone() && (!rated || shield.protectFavourable());
  return done ? shield : null;
}

function layersOf({ persons: all, answers }: TableTallies, grid: TableGrid, part: GridPart): Layers {
  const persons = figuresIn(grid, part, all);
  const zeros = new Float64Array(persons.length);
  const n = answers ? figuresIn(grid, part, answers.n) : zeros;
  const favourable = answers ? figuresIn(grid, part, answers.favourable) : zeros;
  return {
    persons,
    none: persons.map((count, edge) => count - n[edge]!),
    n,
    favourable,
    unfavourable: n.map((count, edge) => count - favourable[edge]!),
  };
}

type Layer = keyof Layers;

class PartShield implements GridShield {
  readonly persons: Uint8Array;
  n: Uint8Array;
  favourable: Uint8Array;
  readonly otherFavourable: OtherTable[] = [];
  readonly otherAnswers: { favourable: boolean; moved: OtherTable }[] = [];
  readonly #layers: Layers;
  /** Where persons overlap, the totals of the rows, by layer; null elsewhere. */
  readonly #totals: Layers | null;
  readonly #tallies: TableTallies;
  readonly #grid: TableGrid;
  readonly #part: GridPart;
  readonly #minimum: number;
  readonly #tree: FigureTree;
  readonly #cost: Float64Array;
  readonly #networks = new Map<string, SuppressionNetwork>();

  constructor(tallies: TableTallies, grid: TableGrid, part: GridPart, withheld: Uint8Array, minimum: number) {
    const { rows, columns } = part;
    this.#layers = layersOf(tallies, grid, part);
    this.#totals = columns[0] === 'sum' ? layersOf(tallies, grid, { rows, columns: [grid.columns] }) : null;
    this.#tallies = tallies;
    this.#grid = grid;
    this.#part = part;
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
    return this.#visitSmall('persons', (edge, change) => this.#move('persons', this.persons, edge, change));
  }

  /** Where the valid answers are few, so are the kinds of them: each that occurs must be able to be as many as the minimum. */
  protectAnswers(): boolean {
    this.n = this.persons.slice();
    this.favourable = this.n;
    const kinds = ['favourable', 'unfavourable'] as const;
    const done = kinds.every((kind) =>
      this.#visitSmall(kind, (edge, change) => {
        if (this.#answersOf(edge, change) >= this.#minimum) return true;
        const moved = this.#network(kind, this.n).protect(edge, change);
        if (moved) this.otherAnswers.push({ favourable: kind === 'favourable', moved });
        return moved !== null;
      }),
    );
    this.n.forEach((hidden, edge) => (this.persons[edge]! |= hidden));
    return done;
  }

  /** Those without a valid answer are told by the persons less the answers: the persons are withheld. */
  protectNone(): boolean {
    return this.#visitSmall('none', (edge, change) => this.#move('none', this.persons, edge, change));
  }

  /** Favourable answers among as many in all: where they rise, the unfavourable fall. */
  protectFavourable(): boolean {
    this.favourable = this.n.slice();
    const protect = (edge: number, change: number): boolean => {
      if (this.#answersOf(edge, change) < this.#minimum) return true;
      const other = this.#network('favourable', this.favourable, true).protect(edge, change);
      if (other) this.otherFavourable.push(other);
      return other !== null;
    };
    return (
      this.#visitSmall('favourable', protect) &&
      this.#visitSmall('unfavourable', (edge, change) => protect(edge, -change))
    );
  }

  /** The valid answers among whom a count is small: those of the figure, or of the rest of the row. */
  #answersOf(edge: number, change: number): number {
    const n = this.#layers.n[edge]!;
    return change > 0 || !this.#totals ? n : this.#totals.n[this.#rowOf(edge)]! - n;
  }

  readonly #rowOf = (edge: number): number => Math.floor(edge / this.#part.columns.length);

  #move(layer: Layer, hidden: Uint8Array, edge: number, change: number): boolean {
    return this.#network(layer, hidden).protect(edge, change) !== null;
  }

  /**
   * Visits the small counts of a kind, totals first, with the change that makes them as many as the minimum. Where persons
   * overlap, the total less those in a column tells how many are not: then the count of the column must be able to fall.
   */
  #visitSmall(layer: Layer, protect: (edge: number, change: number) => boolean): boolean {
    const { rows, columns } = this.#part;
    const values = this.#layers[layer];
    const isSmall = (count: number): boolean => count > 0 && count < this.#minimum;
    for (let row = rows.length - 1; row >= 0; row--) {
      for (let column = this.#totals ? 1 : 0; column < columns.length; column++) {
        const edge = row * columns.length + column;
        const value = values[edge]!;
        if (isSmall(value) && !protect(edge, this.#minimum - value)) return false;
        const others = this.#totals ? this.#totals[layer][row]! - value : 0;
        const fall = Math.min(value, this.#minimum - others);
        if (isSmall(others) && fall > 0 && !protect(edge, -fall)) return false;
      }
    }
    return true;
  }

  /** The network on which one kind of counts changes: alone, or among as many answers in all. */
  #network(layer: Layer, hidden: Uint8Array, amongAnswers = false): SuppressionNetwork {
    const key = `${layer} ${amongAnswers}`;
    let network = this.#networks.get(key);
    if (network?.hidden !== hidden) {
      const values = this.#layers[layer];
      const room = this.#roomOf(values, layer);
      if (amongAnswers)
        room.forEach((most, edge) => (room[edge] = Math.min(most, this.#layers.unfavourable[edge]!)));
      network = new SuppressionNetwork({ tree: this.#tree, values, room, cost: this.#cost }, hidden);
      this.#networks.set(key, network);
    }
    return network;
  }

  /** Where nobody is, everyone may know that nobody can be: such a cell is no hiding place. */
  #roomOf(values: Float64Array, layer: Layer): Float64Array {
    const { persons } = this.#layers;
    const most = this.#totals
      ? overlapRoom(this.#tallies, this.#grid, values, this.#totals[layer])
      : new Float64Array(values.length).fill(Infinity);
    return most.map((room, edge) => (persons[edge] === 0 ? 0 : room));
  }
}
