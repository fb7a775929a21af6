import type { CampaignItem } from '../../codebook/index.js';
import type { RowTally } from '../tallies.js';
import { figureOf, type CellNode, type CellTree } from './cell-tree.js';
import { SuppressionNetwork } from './suppression-network.js';
import { withholdingCost } from './withholding-cost.js';

/** The rows of one item's table: those printed, the unplaced where there are any, and the total last. */
export interface ItemTable {
  readonly item: CampaignItem;
  readonly rows: readonly RowTally[];
  readonly places: readonly ('row' | 'unplaced' | 'total')[];
  /** 1 where the row is withheld whole. */
  readonly withheld: Uint8Array;
  /** 1 where "asked" and "missing" are withheld. */
  readonly withheldAsked: Uint8Array;
}

/** The widest ways in which other tables, that fit all that is shown, differ from the truth in one row. */
export interface RowFreedom {
  scoreBelow: number;
  scoreAbove: number;
  favourableBelow: number;
  favourableAbove: number;
}

/** Which figures of a tree are withheld (row × nodes + node), and what freedom that takes. */
export interface Shield {
  readonly tree: CellTree;
  readonly hidden: Uint8Array;
  readonly freedom: readonly RowFreedom[];
}

/**
 * Withholds figures of a table until every count of 1 to minimum − 1 could, for all that is shown, be as many as the minimum.
 *
 * @returns null where no suppression can do it
 */
export function shieldTable(table: ItemTable, tree: CellTree, minimum: number): Shield | null {
  const width = tree.nodes.length;
  const figures = figuresOf(table, tree);
  const network = new SuppressionNetwork(figures);
  hideAtOnce(network.hidden, table, tree);
  const changes = smallFigures(table, tree, figures.values, minimum);
  for (const [edge] of changes) network.hidden[edge] = 1;
  const freedom = table.rows.map(() => noFreedom());
  for (const [edge, change] of changes) {
    const other = network.protect(edge, change);
    if (!other) return null;
    const moved = new Map<number, RowFreedom>();
    for (const [changed, by] of other) {
      const row = Math.floor(changed / width);
      if (!moved.has(row)) moved.set(row, noFreedom());
      addChange(moved.get(row)!, table.item, tree.nodes[changed % width]!, by);
    }
    for (const [row, move] of moved) widen(freedom[row]!, move);
  }
  return { tree, hidden: network.hidden, freedom };
}

function figuresOf({ item, rows, places }: ItemTable, tree: CellTree) {
  const width = tree.nodes.length;
  const values = new Float64Array(rows.length * width);
  const room = new Float64Array(rows.length * width);
  const cost = new Float64Array(rows.length * width);
  rows.forEach((row, r) => {
    tree.nodes.forEach((node, index) => {
      const edge = r * width + index;
      const value = figureOf(node, row, item);
      values[edge] = value;
      room[edge] = roomOf(node, row, item, tree);
      cost[edge] = room[edge] === 0 ? Infinity : withholdingCost(node.measure, places[r]!, value, row.asked);
    });
  });
  return { tree, values, room, cost };
}

/** How far a figure may rise before the reader knows better: nothing is of an option that the item does not have. */
function roomOf(
  { measure, leaf, option }: CellNode,
  row: RowTally,
  item: CampaignItem,
  tree: CellTree,
): number {
  if (leaf && measure === 'dontKnow' && !item.options.some(({ missing }) => missing)) return 0;
  if (leaf && (measure === 'favourable' || measure === 'unfavourable')) return 0;
  if (tree.nodes[0]!.measure !== 'picks' || option === null) return Infinity;
  // Persons overlap between options, but none picks one twice, nor anything beside an exclusive option.
  const picks = row.counts.flatMap((count, index) => {
    const { missing, exclusive } = item.options[index]!;
    return missing ? [] : [{ count, exclusive }];
  });
  const apart = picks.reduce((sum, { count, exclusive }) => (exclusive ? sum + count : sum), 0);
  const largest = Math.max(0, ...picks.map(({ count, exclusive }) => (exclusive ? 0 : count)));
  return Math.max(0, row.n - apart - (item.options[option]!.exclusive ? largest : row.counts[option]!));
}

/** Rows withheld whole; and what is nowhere printed, so that only what surrounds it can tell. */
function hideAtOnce(hidden: Uint8Array, { withheld, withheldAsked }: ItemTable, { nodes }: CellTree): void {
  for (let edge = 0; edge < hidden.length; edge++) {
    const row = Math.floor(edge / nodes.length);
    const { measure } = nodes[edge % nodes.length]!;
    const ofAsked = measure === 'asked' || measure === 'missing';
    if (withheld[row] === 1 || measure === 'unfavourable' || (ofAsked && withheldAsked[row] === 1)) {
      hidden[edge] = 1;
    }
  }
}

/** The figures that must not be known, and by how much each must seem able to differ; totals first, then down the tree. */
function smallFigures(
  { rows }: ItemTable,
  { nodes }: CellTree,
  values: Float64Array,
  minimum: number,
): [edge: number, change: number][] {
  const changes: [number, number][] = [];
  const isSmall = (count: number): boolean => count > 0 && count < minimum;
  const picks = nodes[0]!.measure === 'picks';
  const children = nodes.map((_, index) => nodes.filter(({ parent }) => parent === index).length);
  for (let row = rows.length - 1; row >= 0; row--) {
    nodes.forEach((node, index) => {
      const edge = row * nodes.length + index;
      const value = values[edge]!;
      // What a single option adds up to moves as the option does.
      if (node.measure === 'picks' || children[index] === 1) return;
      if (isSmall(value)) changes.push([edge, minimum - value]);
      // Of several choices, whoever did not pick an option is told by n less those who did.
      const others = rows[row]!.n - value;
      if (picks && isSmall(others)) changes.push([edge, -Math.min(value, minimum - others)]);
    });
  }
  return changes;
}

const noFreedom = (): RowFreedom => ({
  scoreBelow: 0,
  scoreAbove: 0,
  favourableBelow: 0,
  favourableAbove: 0,
});

function addChange(move: RowFreedom, item: CampaignItem, { measure, option }: CellNode, by: number): void {
  if (measure === 'favourable') {
    move.favourableAbove += by;
    move.favourableBelow -= by;
  }
  if (option === null || item.options[option]!.missing) return;
  const score = (item.options[option]!.score ?? 0) * by;
  move.scoreAbove += score;
  move.scoreBelow -= score;
}

function widen(freedom: RowFreedom, move: RowFreedom): void {
  freedom.scoreBelow = Math.max(freedom.scoreBelow, move.scoreBelow);
  freedom.scoreAbove = Math.max(freedom.scoreAbove, move.scoreAbove);
  freedom.favourableBelow = Math.max(freedom.favourableBelow, move.favourableBelow);
  freedom.favourableAbove = Math.max(freedom.favourableAbove, move.favourableAbove);
}
