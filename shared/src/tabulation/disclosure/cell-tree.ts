import type { CampaignItem } from '../../codebook/index.js';
import type { RowTally } from '../tallies.js';

/** What a figure of a row counts. `unfavourable` is never printed, but n − favourable gives it. */
export type Measure =
  'asked' | 'missing' | 'dontKnow' | 'n' | 'favourable' | 'unfavourable' | 'option' | 'picks';

/** A figure of a row; a node's figure is the sum of its children's. */
export interface CellNode {
  readonly measure: Measure;
  /** Index of the parent; −1 for the root. A parent comes before its children. */
  readonly parent: number;
  readonly leaf: boolean;
  /** The option that a leaf counts. */
  readonly option: number | null;
}

/** The figures of one row and how they add up. */
export interface CellTree {
  readonly nodes: readonly CellNode[];
  /** The node of a measure; of an option, under its place in the item. −1 for none. */
  readonly nodeOf: (measure: Measure, option: number | null) => number;
}

/** The figure of `node` in a row. */
export function figureOf({ measure, option }: CellNode, row: RowTally, item: CampaignItem): number {
  switch (measure) {
    case 'option':
      return row.counts[option!]!;
    case 'favourable':
      return sumOf(row, item, true);
    case 'unfavourable':
      return row.n - sumOf(row, item, true);
    case 'picks':
      return sumOf(row, item, false);
    default:
      return row[measure];
  }
}

/** All valid answers of a row, or the favourable ones. */
function sumOf({ counts }: RowTally, { options }: CampaignItem, onlyFavourable: boolean): number {
  let sum = 0;
  for (let option = 0; option < counts.length; option += 1) {
    const { missing, favourable } = options[option]!;
    if (!missing && (favourable || !onlyFavourable)) sum += counts[option]!;
  }
  return sum;
}

const answerTrees = new Map<string, CellTree>();
const picksTrees = new Map<string, CellTree>();

/** Items of the same shape get the very same tree, so that what is worked out of it need be worked out once. */
function sharedTree(
  known: Map<string, CellTree>,
  { kind, options }: CampaignItem,
  make: () => CellTree,
): CellTree {
  const shape = `${kind} ${options.map(({ missing, favourable }) => (missing ? 'm' : favourable ? 'f' : 'o')).join('')}`;
  let tree = known.get(shape);
  if (!tree) known.set(shape, (tree = make()));
  return tree;
}

/** asked = missing + dontKnow + n; for a single choice down to favourable, unfavourable and the options. */
export const answerTree = (item: CampaignItem): CellTree =>
  sharedTree(answerTrees, item, () => makeAnswerTree(item));

function makeAnswerTree(item: CampaignItem): CellTree {
  const nodes: CellNode[] = [];
  const add = (measure: Measure, parent: number, option: number | null = null): number =>
    nodes.push({ measure, parent, leaf: true, option }) - 1;
  const asked = add('asked', -1);
  add('missing', asked);
  const dontKnow = add('dontKnow', asked);
  const n = add('n', asked);
  if (item.kind === 'single') {
    const rated = ratedOptions(item);
    const favourable = rated ? add('favourable', n) : n;
    const unfavourable = rated ? add('unfavourable', n) : n;
    item.options.forEach((option, index) => {
      const parent = option.missing ? dontKnow : option.favourable ? favourable : unfavourable;
      add('option', parent, index);
    });
  }
  return treeOf(nodes);
}

/** The options of a several-choice item but "don't know": the picks of a row add up, persons overlap. */
export const picksTree = (item: CampaignItem): CellTree =>
  sharedTree(picksTrees, item, () => makePicksTree(item));

function makePicksTree(item: CampaignItem): CellTree {
  const nodes: CellNode[] = [{ measure: 'picks', parent: -1, leaf: true, option: null }];
  item.options.forEach(({ missing }, option) => {
    if (!missing) nodes.push({ measure: 'option', parent: 0, leaf: true, option });
  });
  return treeOf(nodes);
}

/** Whether the item's scale tells favourable from unfavourable answers. */
export const ratedOptions = ({ kind, options }: CampaignItem): boolean =>
  kind === 'single' && options.some(({ missing, favourable }) => favourable && !missing);

function treeOf(nodes: readonly CellNode[]): CellTree {
  const parents = new Set(nodes.map(({ parent }) => parent));
  const places = new Map(nodes.map(({ measure, option }, index) => [option ?? measure, index]));
  return {
    nodes: nodes.map((node, index) => ({ ...node, leaf: !parents.has(index) })),
    nodeOf: (measure, option) => places.get(option ?? measure) ?? -1,
  };
}
