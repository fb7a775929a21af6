import type { CampaignCodebook, CampaignItem } from '../codebook/index.js';
import { FIRST_CODE, NO_ANSWER } from '../coding/index.js';
import { placeInClusters, type PlacedResponses } from './cluster-cells.js';
import type { Columns } from './columns.js';
import type { Checkpoint } from './checkpoint.js';
import { answerCounter, MULTIPLE, NUMERIC } from './count-answers.js';
import type { BreakdownRequest } from './request.js';
import { selectRows } from './select-rows.js';
import type { ClusterCells, ClusterCounts, ItemTally, Moments, RowTally, Tallies } from './tallies.js';
import { knownItem } from './variable-categories.js';

/** Responses counted in one go. */
const BLOCK = 65_536;

/** The part of a request's tallies that its items share, and some of its items' answers by cluster. */
export interface CountedItems {
  readonly shared: Omit<Tallies, 'items' | 'request'>;
  /** In the order asked for; null for an item without a column, which was asked of nobody. */
  readonly clusters: readonly (ClusterCounts | null)[];
}

/**
 * Counts what a request asks for: one pass over the responses to place them, then one tight pass per item.
 *
 * @param columns the campaign's responses
 * @param codebook the items that the codes stand for; an item without a column was asked of nobody
 * @param request items, rows, filter (an empty list of categories filters nothing), quality
 * @param checkpoint called between passes; what it throws ends the counting
 * @returns exact counts, before disclosure control
 * @throws TabulationError for an item code or a filter's category that the campaign does not have
 */
export function tabulate(
  columns: Columns,
  codebook: CampaignCodebook,
  request: BreakdownRequest,
  checkpoint: Checkpoint = () => undefined,
): Tallies {
  return joinItems(codebook, request, [countItems(columns, codebook, request, checkpoint)]);
}

/**
 * The counting of `tabulate` alone. The items of a request may be counted apart, each part with the request of its items;
 * `joinItems` puts the parts together.
 *
 * @throws TabulationError as `tabulate`
 */
export function countItems(
  columns: Columns,
  codebook: CampaignCodebook,
  request: BreakdownRequest,
  checkpoint: Checkpoint = () => undefined,
): CountedItems {
  const items = request.items.map((code) => knownItem(codebook, code));
  const selection = selectRows(columns, codebook, request);
  checkpoint();
  const placed = placeInClusters(columns, selection);
  checkpoint();
  const clusterPersons = countPersons(placed);
  return {
    shared: {
      categories: selection.categories,
      responses: selection.responses,
      cells: placed.cells,
      clusterPersons,
      groups: columns.strata.group.categories.map(({ key }) => key),
      groupSizes: groupSizes(columns, placed.cells, clusterPersons, selection.categories.length + 1),
    },
    clusters: answersByCluster(columns, items, placed, checkpoint),
  };
}

/**
 * Counts item by item, a block of responses at a time: the block's places stay in the nearer caches while every item of it
 * is counted, so that a million responses take no longer each than thirty thousand.
 */
function answersByCluster(
  columns: Columns,
  items: readonly CampaignItem[],
  { cells, places }: PlacedResponses,
  checkpoint: Checkpoint,
): (ClusterCounts | null)[] {
  const counters = items.map((item) => {
    const codes = columns.items.get(item.code);
    return codes ? answerCounter(item, codes, cells.row.length) : null;
  });
  for (let from = 0; from < columns.length; from += BLOCK) {
    checkpoint();
    const block = places.subarray(from, Math.min(columns.length, from + BLOCK));
    for (const counter of counters) counter?.add(block, from);
  }
  return counters.map((counter) => counter && counter.result());
}

/** Puts the items of a request together that were counted apart, in the order of the request. */
export function joinItems(
  codebook: CampaignCodebook,
  request: BreakdownRequest,
  parts: readonly CountedItems[],
): Tallies {
  const { shared } = parts[0]!;
  const clusters = parts.flatMap((part) => part.clusters);
  const rowCount = shared.categories.length + 1;
  return {
    request,
    ...shared,
    items: request.items.map((code, index) =>
      tallyItem(knownItem(codebook, code), clusters[index]!, shared.cells, rowCount),
    ),
  };
}

/** Responses per cluster cell; those left out fall into a last one that nobody reads. */
function countPersons({ cells, places }: PlacedResponses): Uint32Array {
  const persons = new Uint32Array(cells.row.length + 1);
  for (let index = 0; index < places.length; index++) persons[places[index]!]! += 1;
  return persons.subarray(0, cells.row.length);
}

/** Responses per category and group; the total last, with those in no category. */
function groupSizes(
  { strata: { group } }: Columns,
  cells: ClusterCells,
  clusterPersons: Uint32Array,
  rowCount: number,
): number[][] {
  const sizes = Array.from({ length: rowCount }, () => group.categories.map(() => 0));
  cells.row.forEach((row, cell) => {
    const code = cells.group[cell]!;
    if (code > 0) sizes[row]![code - 1]! += clusterPersons[cell]!;
  });
  const [unplaced, ...rows] = sizes;
  const total = rows.reduce((sum, row) => sum.map((size, index) => size + row[index]!), unplaced!);
  return [...rows, total];
}

function tallyItem(
  item: CampaignItem,
  clusters: ClusterCounts | null,
  cells: ClusterCells,
  rowCount: number,
): ItemTally {
  const rows = Array.from({ length: rowCount }, () => emptyRow(item));
  if (clusters) {
    const sums = sumByRow(cells, clusters.figures, clusters.width, rowCount);
    for (let row = 0; row < rowCount; row += 1)
      rows[row] = ROW_TALLY[item.kind](item, sums.subarray(row * clusters.width, (row + 1) * clusters.width));
  }
  return { item, rows: rows.slice(1), unplaced: rows[0]!, total: rows.reduce(addRows), clusters };
}

/** Adds up the figures of each row's cells. */
function sumByRow(
  cells: ClusterCells,
  figures: Uint32Array | Float64Array,
  width: number,
  rowCount: number,
): Float64Array {
  const sums = new Float64Array(rowCount * width);
  cells.row.forEach((row, cell) => {
    for (let figure = 0; figure < width; figure += 1)
      sums[row * width + figure]! += figures[cell * width + figure]!;
  });
  return sums;
}

/** One row's figures, as `ClusterCounts` orders them, told by their names. */
const ROW_TALLY: Record<CampaignItem['kind'], (item: CampaignItem, figures: Float64Array) => RowTally> = {
  single: (item, figures) => {
    const missing = figures[NO_ANSWER]!;
    const counts = [...figures.subarray(FIRST_CODE)];
    const dontKnow = sumWhere(counts, (option) => item.options[option]!.missing);
    const n = sumWhere(counts, (option) => !item.options[option]!.missing);
    return { asked: missing + dontKnow + n, missing, dontKnow, n, counts, moments: null };
  },
  text: (_item, figures) => {
    const missing = figures[NO_ANSWER]!;
    const n = figures[FIRST_CODE]!;
    return { asked: missing + n, missing, dontKnow: 0, n, counts: [], moments: null };
  },
  multiple: (_item, figures) => {
    const missing = figures[MULTIPLE.missing]!;
    const dontKnow = figures[MULTIPLE.dontKnow]!;
    const n = figures[MULTIPLE.n]!;
    const counts = [...figures.subarray(MULTIPLE.firstOption)];
    return { asked: missing + dontKnow + n, missing, dontKnow, n, counts, moments: null };
  },
  numeric: (_item, figures) => {
    const missing = figures[NUMERIC.missing]!;
    const n = figures[NUMERIC.n]!;
    const moments = { sum: figures[NUMERIC.sum]!, squares: figures[NUMERIC.squares]! };
    return { asked: missing + n, missing, dontKnow: 0, n, counts: [], moments };
  },
};

const sumWhere = (counts: readonly number[], keep: (option: number) => boolean): number =>
  counts.reduce((sum, count, option) => (keep(option) ? sum + count : sum), 0);

const emptyRow = (item: CampaignItem): RowTally => ({
  asked: 0,
  missing: 0,
  dontKnow: 0,
  n: 0,
  counts: item.kind === 'single' || item.kind === 'multiple' ? item.options.map(() => 0) : [],
  moments: item.kind === 'numeric' ? { sum: 0, squares: 0 } : null,
});

const addMoments = (a: Moments | null, b: Moments | null): Moments | null =>
  a && b ? { sum: a.sum + b.sum, squares: a.squares + b.squares } : null;

const addRows = (a: RowTally, b: RowTally): RowTally => ({
  asked: a.asked + b.asked,
  missing: a.missing + b.missing,
  dontKnow: a.dontKnow + b.dontKnow,
  n: a.n + b.n,
  counts: a.counts.map((count, option) => count + b.counts[option]!),
  moments: addMoments(a.moments, b.moments),
});
