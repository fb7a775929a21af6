import type { ProtectedTableCell, ScoreFreedom } from '../tabulation/index.js';
import {
  estimateMean,
  intervalOfMean,
  scoreOrigin,
  weightedSum,
  type ClusterDesign,
  type DesignEstimate,
} from './design/index.js';
import { toldMean } from './mean-and-sd.js';
import { rangeOfScores } from './mean-of-row.js';
import { shareOfRow, weightedShareOfRow } from './share-of-row.js';
import type { TableCell } from './table.js';
import type { TableClusters } from './table-clusters.js';
import { decimalsTold, roundTo, roundedRatio, type RoundedFigure } from './weighted-figures.js';

/** How far the weighted sums must be free to lie, per cell; null where the table isn't weighted. */
export type RoomOfCells = Float64Array | null;

type Figure = Omit<TableCell, 'suppression' | 'count' | 'n' | 'residual'>;

const NO_FIGURE: Figure = {
  value: null,
  lower: null,
  upper: null,
  method: null,
  designEffect: null,
  df: null,
  unweighted: null,
  bounds: null,
};

/**
 * What a cell of a table tells: the measure's figure with its interval, as far as it may be told.
 *
 * @param cell its number, see `TableClusters`
 */
export function tableCell(
  clusters: TableClusters,
  cell: number,
  told: ProtectedTableCell,
  room: RoomOfCells,
): TableCell {
  const { suppression, count, n } = told;
  const figure = figureOf(clusters, cell, told, room);
  const lost = suppression === 'none' && n !== 0 && figure.value === null;
  return { suppression: lost ? 'figure' : suppression, count, n, ...figure, residual: null };
}

function figureOf(
  clusters: TableClusters,
  cell: number,
  told: ProtectedTableCell,
  room: RoomOfCells,
): Figure {
  const { suppression, count, n } = told;
  switch (clusters.tallies.request.measure) {
    case 'count':
      return suppression !== 'none' || count === null ? NO_FIGURE : countFigure(clusters, cell, count, room);
    case 'favourable':
      return favourableFigure(clusters, cell, told, room);
    case 'mean':
      return meanFigure(clusters, cell, told, room);
    default:
      return suppression !== 'none' || count === null || n === null
        ? NO_FIGURE
        : percentFigure(clusters, cell, { count, n }, room);
  }
}

function countFigure(clusters: TableClusters, cell: number, count: number, room: RoomOfCells): Figure {
  if (!room) return { ...NO_FIGURE, value: count };
  const persons = clusters.persons(cell);
  const people = weightedSum(clusters.design, persons, persons.n);
  const told = roundedRatio(people, 1, { above: room[cell]!, below: 0 }, -2);
  return told ? { ...NO_FIGURE, value: told.value, unweighted: count, ...decimalsTold(told) } : NO_FIGURE;
}

/** The number of the cell that a percentage is of. */
function baseOf({ rows, columns, tallies }: TableClusters, cell: number): number {
  const width = columns + 1;
  if (tallies.request.measure === 'rowPercent') return Math.floor(cell / width) * width + columns;
  if (tallies.request.measure === 'columnPercent') return rows * width + (cell % width);
  return rows * width + columns;
}

function percentFigure(
  clusters: TableClusters,
  cell: number,
  { count, n }: { readonly count: number; readonly n: number },
  room: RoomOfCells,
): Figure {
  const base = baseOf(clusters, cell);
  if (n === 0) return NO_FIGURE;
  // All of all: nothing that chance had a part in.
  if (base === cell) return { ...NO_FIGURE, value: 1, unweighted: room ? 1 : null };
  const estimate = estimateMean(clusters.design, clusters.part(cell, clusters.persons(base)));
  return shareFigure(count, n, estimate, room && { above: room[cell]!, below: room[base]! });
}

function favourableFigure(
  clusters: TableClusters,
  cell: number,
  { n, favourable, favourableBounds }: ProtectedTableCell,
  room: RoomOfCells,
): Figure {
  if (n === null) return NO_FIGURE;
  // They bound the plain share; the weighted one may lie outside.
  const bounds = favourableBounds && !room ? { n, ...favourableBounds } : null;
  const sums = clusters.favourable(cell);
  if (favourable === null || !sums) return { ...NO_FIGURE, bounds };
  const free = room && { above: room[cell]!, below: room[cell]! };
  return { ...shareFigure(favourable, n, estimateMean(clusters.design, sums), free), bounds };
}

function shareFigure(
  count: number,
  n: number,
  estimate: DesignEstimate | null,
  room: { readonly above: number; readonly below: number } | null,
): Figure {
  const found = room ? weightedShareOfRow(count, n, estimate, room) : shareOfRow(count, n, estimate);
  if (!found) return NO_FIGURE;
  const { share: value, lower, upper, method, designEffect, df, unweighted, decimals } = found;
  const rounded = decimals === undefined ? {} : { decimals };
  return { ...NO_FIGURE, value, lower, upper, method, designEffect, df, unweighted, ...rounded };
}

function meanFigure(
  clusters: TableClusters,
  cell: number,
  { n, scores, spread }: ProtectedTableCell,
  room: RoomOfCells,
): Figure {
  const item = clusters.tallies.of!;
  const sums = clusters.scores(cell);
  const estimate = sums && estimateMean(clusters.design, sums);
  if (n === null || !scores || !sums || !estimate) return NO_FIGURE;
  const origin = scoreOrigin(item);
  const plain = estimateMean(unweighted(clusters.design), sums)!;
  const plainTold = toldMean({ n: plain.n, mean: origin + plain.mean, sd: Math.sqrt(plain.spread) }, scores);
  const told = room
    ? weightedMean(estimate, origin, scores, room[cell]!, rangeOfScores(item))
    : plainTold.mean === null
      ? null
      : { value: plainTold.mean, decimals: decimalsOf(plainTold, scores) };
  if (!told) return NO_FIGURE;
  const interval = spread ? intervalOfMean(estimate) : null;
  const limit = (value: number): number =>
    told.decimals < ALL_DECIMALS ? roundTo(origin + value, told.decimals) : origin + value;
  return {
    ...NO_FIGURE,
    value: told.value,
    lower: interval && limit(interval.lower),
    upper: interval && limit(interval.upper),
    method: interval && interval.method,
    designEffect: interval?.method === 'design' ? roundTo(estimate.designEffect ?? 1, 3) : null,
    unweighted: room ? plainTold.mean : null,
    ...(told.decimals < ALL_DECIMALS ? { decimals: told.decimals } : {}),
  };
}

const ALL_DECIMALS = 6;

const decimalsOf = ({ meanDecimals }: { readonly meanDecimals?: 1 }, { withheld }: ScoreFreedom): number =>
  meanDecimals ?? (withheld ? 2 : ALL_DECIMALS);

const unweighted = (design: ClusterDesign): ClusterDesign => ({
  ...design,
  weights: new Float64Array(design.weights.length).fill(1),
});

function weightedMean(
  { mean, weight, largestWeight }: DesignEstimate,
  origin: number,
  { withheld, below, above }: ScoreFreedom,
  room: number,
  range: number,
): RoundedFigure | null {
  // An answer that moves between withheld counts may have the greatest weight.
  const own = withheld ? Math.max(below, above) * largestWeight : 0;
  return roundedRatio((origin + mean) * weight, weight, { above: own + room * range, below: room }, 1);
}
