import type { OtherTable, TableFigures } from './suppression-network.js';

/**
 * The commonest ways round, looked for before any search: people move between two options of a row and back in another
 * row; or between two rows, when all that an option adds up to is withheld in both.
 *
 * @param edge a leaf's figure in a row other than the total
 * @param rowOrder rows other than the total, those to be tried first first
 * @returns another table that differs at `edge` by `change` along withheld figures alone; null where there is no short way
 */
export function shortCut(
  figures: TableFigures,
  hidden: Uint8Array,
  edge: number,
  change: number,
  rowOrder: readonly number[],
): OtherTable | null {
  const { nodes } = figures.tree;
  const node = edge % nodes.length;
  const row = Math.floor(edge / nodes.length);
  const canMove = (place: number, by: number): boolean =>
    hidden[place] === 1 && (by < 0 ? figures.values[place]! >= -by : figures.room[place]! >= by);
  return (
    acrossOptions(nodes, row, node, change, rowOrder, canMove) ??
    acrossRows(nodes, row, node, change, rowOrder, canMove)
  );
}

type Nodes = TableFigures['tree']['nodes'];
type CanMove = (place: number, by: number) => boolean;

/** Four figures: the option and a neighbour (the nearest first) in this row and, the other way, in another. */
function acrossOptions(
  nodes: Nodes,
  row: number,
  node: number,
  change: number,
  rowOrder: readonly number[],
  canMove: CanMove,
): OtherTable | null {
  const at = (r: number, n: number): number => r * nodes.length + n;
  const neighbours = nodes
    .flatMap(({ parent, leaf }, index) =>
      leaf && index !== node && parent === nodes[node]!.parent && canMove(at(row, index), -change)
        ? [index]
        : [],
    )
    .sort((a, b) => Math.abs(a - node) - Math.abs(b - node));
  for (const neighbour of neighbours) {
    for (const other of rowOrder) {
      if (other === row || !canMove(at(other, node), -change) || !canMove(at(other, neighbour), change))
        continue;
      return new Map([
        [at(row, node), change],
        [at(row, neighbour), -change],
        [at(other, neighbour), change],
        [at(other, node), -change],
      ]);
    }
  }
  return null;
}

/** The option and all that it adds up to, in this row and, the other way, in another. */
function acrossRows(
  nodes: Nodes,
  row: number,
  node: number,
  change: number,
  rowOrder: readonly number[],
  canMove: CanMove,
): OtherTable | null {
  const upwards: number[] = [];
  for (let each = node; each >= 0; each = nodes[each]!.parent) upwards.push(each);
  const at = (r: number, n: number): number => r * nodes.length + n;
  // The figure itself is withheld already, and how far it may move is what is asked.
  if (!upwards.slice(1).every((each) => canMove(at(row, each), change))) return null;
  for (const other of rowOrder) {
    if (other === row || !upwards.every((each) => canMove(at(other, each), -change))) continue;
    return new Map(
      upwards.flatMap((each) => [[at(row, each), change] as const, [at(other, each), -change] as const]),
    );
  }
  return null;
}
