import type { OtherTable, TableFigures } from './suppression-network.js';

/** The commonest way round: people move between two options of a row and back in another row, or between rows. */
export interface ShortCut {
  /** What must be withheld besides what is already. */
  readonly cost: number;
  readonly moves: OtherTable;
}

/** Rows that are tried as the other one; of more, this many spread over all sizes. */
const ROWS_TRIED = 128;

/**
 * Finds the cheapest such way for figures of one table. Which two options go together, and what they add up to, is worked
 * out once per node of the tree.
 */
export class ShortCuts {
  readonly #figures: TableFigures;
  readonly #hidden: Uint8Array;
  readonly #pairs: readonly Pair[][];
  /** The largest first: there a change of few people shows least in a mean. */
  readonly #rows: readonly number[];

  constructor(figures: TableFigures, hidden: Uint8Array) {
    this.#figures = figures;
    this.#hidden = hidden;
    this.#pairs = pairsOf(figures.tree);
    this.#rows = rowsToTry(figures);
  }

  /**
   * @param edge a figure of a row other than the total, withheld already
   * @returns another table that differs at `edge` by `change`; null where two rows and two options don't do
   */
  find(edge: number, change: number): ShortCut | null {
    const width = this.#figures.tree.nodes.length;
    const row = Math.floor(edge / width);
    const pairs = this.#pairs[edge % width]!;
    const owns = pairs.map((pair) => ({ pair, own: this.#costOf(pair, row, change, 0, Infinity) }));
    const candidates = owns.sort((a, b) => a.own - b.own);
    let cost = Infinity;
    let best: { readonly pair: Pair; readonly other: number } | null = null;
    for (const { pair, own } of candidates) {
      if (own >= cost) break;
      for (const other of this.#rows) {
        if (other === row) continue;
        const whole = this.#costOf(pair, other, -change, own, cost);
        if (whole >= cost) continue;
        cost = whole;
        best = { pair, other };
        if (cost === 0) break;
      }
    }
    if (!best) return null;
    const moves = new Map<number, number>();
    const { pair, other } = best;
    for (const node of pair.rising) moves.set(row * width + node, change).set(other * width + node, -change);
    for (const node of pair.falling) moves.set(row * width + node, -change).set(other * width + node, change);
    return { cost, moves };
  }

  /**
   * People of several rows counted in `edge`'s row instead, where all that would tell is withheld already: the usual case
   * where many small rows are withheld whole.
   *
   * @param edge a figure of a row other than the total, withheld already
   * @param change above 0
   */
  pool(edge: number, change: number): OtherTable | null {
    const { tree, values, room } = this.#figures;
    const width = tree.nodes.length;
    const row = Math.floor(edge / width);
    for (const { rising, falling } of this.#pairs[edge % width]!) {
      if (falling.length > 0 || !this.#allHidden(row, rising)) continue;
      if (rising.some((node) => room[row * width + node]! < change)) continue;
      const leaf = rising[0]!;
      const moves = new Map<number, number>(rising.map((node) => [row * width + node, change]));
      let left = change;
      for (const other of this.#rows) {
        const there = values[other * width + leaf]!;
        if (other === row || there === 0 || !this.#allHidden(other, rising)) continue;
        const taken = Math.min(left, there);
        for (const node of rising) moves.set(other * width + node, -taken);
        left -= taken;
        if (left === 0) return moves;
      }
    }
    return null;
  }

  #allHidden(row: number, nodes: readonly number[]): boolean {
    const first = row * this.#figures.tree.nodes.length;
    for (const node of nodes) if (this.#hidden[first + node] === 0) return false;
    return true;
  }

  /** `before` and what it costs to withhold a pair's figures in a row; Infinity where they can't move or it reaches `limit`. */
  #costOf({ rising, falling }: Pair, row: number, change: number, before: number, limit: number): number {
    let cost = before;
    for (const node of rising) cost += this.#costOfMove(row, node, change);
    if (cost >= limit) return Infinity;
    for (const node of falling) cost += this.#costOfMove(row, node, -change);
    return cost < limit ? cost : Infinity;
  }

  #costOfMove(row: number, node: number, by: number): number {
    const { tree, values, room, cost } = this.#figures;
    const place = row * tree.nodes.length + node;
    if (by < 0 ? values[place]! < -by : room[place]! < by) return Infinity;
    return this.#hidden[place] === 1 ? 0 : cost[place]!;
  }
}

/**
 * Two options, each with all that it adds up to short of where both meet: as one side rises the other falls. Or one option
 * with all that it adds up to, up to the row's "asked", and nothing that falls.
 */
interface Pair {
  readonly rising: readonly number[];
  readonly falling: readonly number[];
}

type Tree = TableFigures['tree'];

const knownPairs = new WeakMap<Tree, Pair[][]>();

function pairsOf(tree: Tree): Pair[][] {
  let pairs = knownPairs.get(tree);
  if (!pairs) knownPairs.set(tree, (pairs = makePairs(tree)));
  return pairs;
}

/** Per node, the pairs in which it rises, with the neighbouring options first. */
function makePairs({ nodes }: Tree): Pair[][] {
  const upwards = (node: number): number[] => (node < 0 ? [] : [node, ...upwards(nodes[node]!.parent)]);
  const leaves = nodes.flatMap(({ leaf }, node) => (leaf ? [node] : []));
  const chains = new Map(leaves.map((leaf) => [leaf, upwards(leaf)]));
  const pairs = leaves.flatMap((one) =>
    leaves
      .filter((other) => other !== one)
      .map((other) => {
        const [up, down] = [chains.get(one)!, chains.get(other)!];
        return {
          distance: Math.abs(one - other),
          rising: up.filter((node) => !down.includes(node)),
          falling: down.filter((node) => !up.includes(node)),
        };
      }),
  );
  for (const rising of chains.values()) pairs.push({ distance: nodes.length, rising, falling: [] });
  pairs.sort((a, b) => a.distance - b.distance);
  return nodes.map((_, node) => pairs.filter(({ rising }) => rising.includes(node)));
}

function rowsToTry({ tree, values }: TableFigures): number[] {
  const width = tree.nodes.length;
  const rows = Array.from({ length: values.length / width - 1 }, (_, row) => row);
  rows.sort((a, b) => values[b * width]! - values[a * width]!);
  const step = Math.max(1, rows.length / ROWS_TRIED);
  return Array.from(
    { length: Math.min(rows.length, ROWS_TRIED) },
    (_, index) => rows[Math.floor(index * step)]!,
  );
}
