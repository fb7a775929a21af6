import { CheapestFirstQueue } from './cheapest-first-queue.js';
import { ShortCuts } from './short-cut.js';

/** How the figures of one row add up: a node's figure is the sum of its children's; the root comes first, with parent −1. */
export interface FigureTree {
  readonly nodes: readonly { readonly parent: number; readonly leaf: boolean }[];
}

/**
 * The figures of a table. Every array is indexed by row × nodes of the tree + node; where there are several rows, the
 * total is the last.
 */
export interface TableFigures {
  readonly tree: FigureTree;
  readonly values: Float64Array;
  /** How far a figure may rise; Infinity where nothing bounds it. */
  readonly room: Float64Array;
  /** What is lost by withholding a figure; Infinity: taken as known, never withheld. */
  readonly cost: Float64Array;
}

/** A short cut that costs no more than a few options in rows is taken unless what is withheld already does as well. */
const WORTH_SEARCHING = 60;
/** More steps than any way has, and less than any figure costs that is not withheld yet. */
const WITHHELD_ALREADY = 1;

/** By how much each figure differs from the truth in another table that fits all that is shown; unnamed ones don't. */
export type OtherTable = ReadonlyMap<number, number>;

/** A withheld edge still costs a little, so that of two ways the one through fewer figures is taken. */
const STEP = 0.01;

/**
 * A table whose rows add up to a total and whose figures add up within each row is a network: people flow from the
 * total down to one of its options, to that option in a row, up to the row's "asked", and back into the total. Whoever
 * is shown a figure knows that edge's flow; what a withheld figure may be is what the flow there can be. So, for all that a
 * reader knows, a figure can be v + d exactly when d people can be sent round through it along withheld edges. Where they
 * can't, the cheapest way round says what more to withhold (complementary suppression by shortest paths: Kelly, Golden and
 * Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22, 1992).
 */
export class SuppressionNetwork {
  /** 1 where the figure is withheld. */
  readonly hidden: Uint8Array;
  readonly #figures: TableFigures;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** The edges at vertex v stand in `#edgesAt` from `#first[v]` to `#first[v + 1]`. */
  readonly #first: Int32Array;
  readonly #edgesAt: Int32Array;
  /** The change under way, by edge. */
  readonly #delta: Float64Array;
  readonly #distance: Float64Array;
  readonly #reachedBy: Int32Array;
  readonly #shortCuts: ShortCuts;
  /** Where the total's figures begin. */
  readonly #firstOfTotal: number;
  readonly #queue = new CheapestFirstQueue();
  /** Vertices whose distance is set. */
  readonly #seen: number[] = [];

  /** @param hidden what is withheld already; networks of figures that are withheld together share it */
  constructor(figures: TableFigures, hidden: Uint8Array = new Uint8Array(figures.values.length)) {
    this.#figures = figures;
    const { tree, values } = figures;
    const topology = topologyOf(tree, values.length / tree.nodes.length);
    this.#from = topology.from;
    this.#to = topology.to;
    this.#first = topology.first;
    this.#edgesAt = topology.edgesAt;
    this.hidden = hidden;
    this.#shortCuts = new ShortCuts(figures, this.hidden);
    this.#firstOfTotal = values.length - tree.nodes.length;
    this.#delta = new Float64Array(values.length);
    this.#distance = new Float64Array(topology.vertices).fill(Infinity);
    this.#reachedBy = new Int32Array(topology.vertices);
  }

  /**
   * Makes sure that, for all that is shown, figure `edge` could differ from its value by `change`, withholding more
   * figures where needed.
   *
   * @returns such a table, or null where no suppression allows it
   */
  protect(edge: number, change: number): OtherTable | null {
    this.hidden[edge] = 1;
    const pooled = change > 0 && edge < this.#firstOfTotal ? this.#shortCuts.pool(edge, change) : null;
    if (pooled) return pooled;
    const short = edge < this.#firstOfTotal ? this.#shortCuts.find(edge, change) : null;
    // What is withheld already costs but steps; a way through more figures than the shorter one's is hardly ever cheaper.
    const limit = short ? (short.cost > WORTH_SEARCHING ? short.cost : WITHHELD_ALREADY) : Infinity;
    const way = short?.cost === 0 ? null : this.#sendRound(edge, change, limit);
    if (!short || way) return way;
    for (const moved of short.moves.keys()) this.hidden[moved] = 1;
    return short.moves;
  }

  /** Finds a way of any length that costs less than `limit`; only without such a limit by several ways, a few people each. */
  #sendRound(edge: number, change: number, limit: number): OtherTable | null {
    const start = change > 0 ? this.#to[edge]! : this.#from[edge]!;
    const goal = change > 0 ? this.#from[edge]! : this.#to[edge]!;
    let left = Math.abs(change);
    const touched = new Map<number, number>([[edge, change]]);
    while (left > 0) {
      const found = this.#findWay(start, goal, edge, left, limit);
      if (!found && (limit < Infinity || !this.#findWay(start, goal, edge, 1, limit))) break;
      left -= this.#send(start, goal, left, touched);
    }
    for (const changed of touched.keys()) this.#delta[changed] = 0;
    return left === 0 ? touched : null;
  }

  /** How much more can flow along `edge` away from `vertex`: a rise, or the taking back of its value. */
  #capacity(edge: number, vertex: number): number {
    const { values, room } = this.#figures;
    return this.#from[edge] === vertex
      ? room[edge]! - this.#delta[edge]!
      : values[edge]! + this.#delta[edge]!;
  }

  #otherEnd(edge: number, vertex: number): number {
    return this.#from[edge] === vertex ? this.#to[edge]! : this.#from[edge]!;
  }

  /** Dijkstra from start to goal over edges with at least `least` capacity; leaves the way in `#reachedBy`. */
  #findWay(start: number, goal: number, without: number, least: number, limit: number): boolean {
    // What is as far as the limit, or farther than the goal is known to be, is never looked at.
    for (const vertex of this.#seen) this.#distance[vertex] = Infinity;
    this.#seen.length = 0;
    this.#seen.push(goal, start);
    this.#distance[goal] = limit;
    this.#distance[start] = 0;
    this.#reachedBy[start] = -1;
    this.#queue.clear();
    this.#queue.push(start, 0);
    while (this.#queue.size > 0) {
      const vertex = this.#queue.nearest;
      const distance = this.#queue.pop();
      if (vertex === goal) return true;
      if (distance === this.#distance[vertex]!) this.#lookAround(vertex, distance, goal, without, least);
    }
    return false;
  }

  #lookAround(vertex: number, distance: number, goal: number, without: number, least: number): void {
    const { cost } = this.#figures;
    const end = this.#first[vertex + 1]!;
    for (let place = this.#first[vertex]!; place < end; place++) {
      const edge = this.#edgesAt[place]!;
      const length = distance + STEP + (this.hidden[edge] === 1 ? 0 : cost[edge]!);
      const other = this.#otherEnd(edge, vertex);
      if (length >= this.#distance[other]! || length >= this.#distance[goal]!) continue;
      if (edge === without || this.#capacity(edge, vertex) < least) continue;
      this.#distance[other] = length;
      this.#seen.push(other);
      this.#reachedBy[other] = edge;
      this.#queue.push(other, length);
    }
  }

  /** Sends up to `wanted` along the way found, withholding it; returns how much went. */
  #send(start: number, goal: number, wanted: number, touched: Map<number, number>): number {
    let amount = wanted;
    for (let vertex = goal; vertex !== start;) {
      const edge = this.#reachedBy[vertex]!;
      vertex = this.#otherEnd(edge, vertex);
      amount = Math.min(amount, this.#capacity(edge, vertex));
    }
    for (let vertex = goal; vertex !== start;) {
      const edge = this.#reachedBy[vertex]!;
      vertex = this.#otherEnd(edge, vertex);
      this.#delta[edge]! += this.#from[edge] === vertex ? amount : -amount;
      this.hidden[edge] = 1;
      touched.set(edge, this.#delta[edge]!);
    }
    return amount;
  }
}

/** Which vertices the edges of a table join. */
interface Topology {
  readonly vertices: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The edges at vertex v stand in `edgesAt` from `first[v]` to `first[v + 1]`. */
  readonly first: Int32Array;
  readonly edgesAt: Int32Array;
}

/** Numbers of rows kept of one tree: requests have one, or a few. */
const MOST_TOPOLOGIES = 4;

/** Topologies by tree and number of rows: most items of a request have the same scale and rows. */
const topologies = new WeakMap<FigureTree, Map<number, Topology>>();

function topologyOf(tree: FigureTree, rows: number): Topology {
  let known = topologies.get(tree);
  if (!known) topologies.set(tree, (known = new Map()));
  let topology = known.get(rows);
  if (topology) return topology;
  if (known.size >= MOST_TOPOLOGIES) known.clear();
  known.set(rows, (topology = makeTopology(tree, rows)));
  return topology;
}

/** Vertex 0 closes the circle; every row has a vertex per node of the tree, the total's leaves being where options start. */
function makeTopology(tree: FigureTree, rowCount: number): Topology {
  const width = tree.nodes.length;
  const last = rowCount - 1;
  const vertices = 1 + rowCount * width;
  const vertex = (row: number, node: number): number => (node < 0 ? 0 : 1 + row * width + node);
  const from = new Int32Array(rowCount * width);
  const to = new Int32Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    tree.nodes.forEach(({ parent, leaf }, node) => {
      const edge = row * width + node;
      const isTotal = rowCount > 1 && row === last;
      const below = leaf ? (rowCount > 1 ? vertex(last, node) : 0) : vertex(row, node);
      from[edge] = isTotal ? vertex(row, parent) : below;
      to[edge] = isTotal ? vertex(row, node) : vertex(row, parent);
    });
  }
  const first = new Int32Array(vertices + 1);
  for (const ends of [from, to]) for (const end of ends) first[end + 1]! += 1;
  for (let each = 0; each < vertices; each++) first[each + 1]! += first[each]!;
  const next = first.slice();
  const edgesAt = new Int32Array(2 * from.length);
  for (const ends of [from, to]) ends.forEach((end, edge) => (edgesAt[next[end]!++] = edge));
  return { vertices, from, to, first, edgesAt };
}
