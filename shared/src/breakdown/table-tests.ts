import {
  varianceShareLabel,
  waldTest,
  welchAnovaOfMoments,
  type Outcome,
  type Reason,
} from '../statistics/index.js';
import type { ProtectedTable } from '../tabulation/index.js';
import type { BreakdownTest } from './breakdown.js';
import {
  domainMeans,
  estimateMean,
  tableProportions,
  weightedSum,
  type DomainSums,
  type PlaceCounts,
} from './design/index.js';
import { favourableTable } from './row-estimates.js';
import type { MeansTest, TableCell } from './table.js';
import type { TableClusters } from './table-clusters.js';
import {
  smallCells,
  tellsOfUnits,
  testBetweenRows,
  testOfClusters,
  testOfCounts,
} from './test-between-rows.js';

/** A larger table's test says nothing that anybody could act on, and takes its time. */
const MOST_CONTRASTS = 150;
/** More means than this are not compared all at once. */
const MOST_MEANS = 60;

const failure = (reason: Reason): { readonly ok: false; readonly reason: Reason } => ({ ok: false, reason });

/**
 * The test of a table, from published figures alone: of counts and percentages whether rows and columns go together, of
 * means and favourable shares whether they differ between rows.
 *
 * @param cells as they are told
 */
export function testTable(
  clusters: TableClusters,
  protectedTable: ProtectedTable,
  cells: readonly (readonly TableCell[])[],
): Outcome<BreakdownTest | MeansTest> {
  const { tallies } = clusters;
  const { measure, rows, columns } = tallies.request;
  const several = tallies.severalChoice;
  const overlapping = (variables: typeof rows): boolean =>
    variables.some((variable) => 'item' in variable && variable.item === several?.code);
  if (measure === 'mean' || measure === 'favourable') {
    if (overlapping(rows)) return failure('severalChoices');
    return measure === 'mean'
      ? testMeans(clusters, protectedTable)
      : testFavourable(clusters, protectedTable);
  }
  if (overlapping([...rows, ...columns])) return failure('severalChoices');
  return testCounts(clusters, cells);
}

/** Whether units are told apart by the table, so that there is nothing between them and the answers. */
const isByUnit = ({ tallies: { request } }: TableClusters): boolean =>
  [...request.rows, ...request.columns].some(
    (variable) => 'stratum' in variable && variable.stratum === 'unit',
  );

function testFavourable(clusters: TableClusters, { cells }: ProtectedTable): Outcome<BreakdownTest> {
  const told = rowTotals(clusters).flatMap((cell, row) => {
    const { n, favourable } = cells[row]!.at(-1)!;
    const sums = favourable !== null && n ? clusters.favourable(cell) : null;
    return sums ? [{ count: favourable!, n: n!, sums }] : [];
  });
  const shares = told.map(({ count, n }) => ({
    favourable: {
      count,
      n,
      share: count / n,
      lower: 0,
      upper: 1,
      method: 'wilson' as const,
      designEffect: null,
      df: null,
      unweighted: null,
    },
  }));
  const table = isByUnit(clusters)
    ? null
    : favourableTable(
        clusters.design,
        told.map(({ sums }) => sums),
      );
  return testBetweenRows(shares, table);
}

function testMeans(clusters: TableClusters, { cells }: ProtectedTable): Outcome<MeansTest> {
  const rows = rowTotals(clusters).flatMap((cell, row) => {
    const { spread, n } = cells[row]!.at(-1)!;
    const sums = spread && n ? clusters.scores(cell) : null;
    return sums && sums.n.length > 0 ? [sums] : [];
  });
  if (rows.length < 2) return failure('tooFewGroups');
  if (rows.length > MOST_MEANS) return failure('tooManyCells');
  const estimates = rows.map((sums) => estimateMean(clusters.design, sums)!);
  const etaSquared = varianceBetween(rows, clusters);
  if (etaSquared === null) return failure('noVariation');
  const effect = { etaSquared, effect: varianceShareLabel(etaSquared) };
  const { means, covariance, df, withinUnit } = domainMeans(clusters.design, rows);
  const independent = estimates.every((estimate) => estimate.independent);
  if (!isByUnit(clusters) && df >= 1 && !withinUnit && !independent) {
    const wald = waldTest(means, covariance, df);
    if (!wald.ok) return wald;
    const { f, numeratorDf, denominatorDf, pValue } = wald.value;
    return {
      ok: true,
      value: { method: 'wald', statistic: f, df: numeratorDf, denominatorDf, pValue, ...effect },
    };
  }
  const welch = welchAnovaOfMoments(
    estimates.map(({ n, mean, spread, effectiveN }) => ({ n, mean, errorVariance: spread / effectiveN })),
  );
  if (!welch.ok) return welch;
  const { f, numeratorDf, denominatorDf, pValue } = welch.value;
  return {
    ok: true,
    value: { method: 'welch', statistic: f, df: numeratorDf, denominatorDf, pValue, ...effect },
  };
}

/** η²: the part of the weighted variance that lies between the rows; null where the answers do not vary. */
function varianceBetween(rows: readonly DomainSums[], { design }: TableClusters): number | null {
  const totals = rows.map((row) => ({
    weight: weightedSum(design, row, row.n),
    sum: weightedSum(design, row, row.sum),
    squares: weightedSum(design, row, row.squares),
  }));
  const all = (of: 'weight' | 'sum' | 'squares'): number => totals.reduce((sum, row) => sum + row[of], 0);
  const grand = all('sum') / all('weight');
  const whole = all('squares') - grand * all('sum');
  const between = totals.reduce((sum, row) => sum + row.weight * (row.sum / row.weight - grand) ** 2, 0);
  return whole > 1e-9 * all('squares') ? Math.min(1, between / whole) : null;
}

const rowTotals = (clusters: TableClusters): number[] =>
  clusters.tallies.rows.map((_, row) => clusters.numberOf(row, clusters.columns));

function testCounts(
  clusters: TableClusters,
  cells: readonly (readonly TableCell[])[],
): Outcome<BreakdownTest> {
  const { rows, columns } = toldLines(clusters, cells);
  if (rows.length < 2 || columns.length < 2) return failure('tooFewGroups');
  const counts = rows.map((row) => columns.map((column) => cells[row]![column]!.count!));
  const small = smallCells(
    counts,
    columns.map((_, at) => counts.reduce((sum, row) => sum + row[at]!, 0)),
  );
  const size = (rows.length - 1) * (columns.length - 1);
  if (!isByUnit(clusters)) {
    if (size > MOST_CONTRASTS) return failure('tooManyCells');
    const table = proportionsOf(clusters, rows, columns);
    if (table && tellsOfUnits(table))
      return testOfClusters(table, Math.min(rows.length, columns.length) - 1, size, small);
  }
  return testOfCounts(counts, small);
}

/**
 * The rows and columns between which every count is told, without empty ones: lines with the most withheld counts go
 * first. A test over withheld counts would tell them.
 */
function toldLines(
  clusters: TableClusters,
  cells: readonly (readonly TableCell[])[],
): { rows: number[]; columns: number[] } {
  let rows = clusters.tallies.rows.map((_, row) => row);
  let columns = clusters.tallies.columns.map((_, column) => column);
  const count = (row: number, column: number): number | null => cells[row]![column]!.count;
  for (;;) {
    const hidden = {
      rows: rows.map((row) => columns.filter((column) => count(row, column) === null).length),
      columns: columns.map((column) => rows.filter((row) => count(row, column) === null).length),
    };
    const [worstRow, worstColumn] = [Math.max(0, ...hidden.rows), Math.max(0, ...hidden.columns)];
    if (worstRow === 0) break;
    // Of a line the part that is withheld counts: a short line loses less.
    if (worstRow / columns.length >= worstColumn / rows.length)
      rows = rows.filter((_, at) => at !== hidden.rows.indexOf(worstRow));
    else columns = columns.filter((_, at) => at !== hidden.columns.indexOf(worstColumn));
  }
  const filled = (row: number, column: number): boolean => count(row, column)! > 0;
  rows = rows.filter((row) => columns.some((column) => filled(row, column)));
  return { rows, columns: columns.filter((column) => rows.some((row) => filled(row, column))) };
}

function proportionsOf(clusters: TableClusters, rows: readonly number[], columns: readonly number[]) {
  const places = new Map<number, { place: number; cell: number[]; count: number[] }>();
  rows.forEach((row, r) =>
    columns.forEach((column, c) => {
      const persons = clusters.persons(clusters.numberOf(row, column));
      for (let k = 0; k < persons.place.length; k += 1) {
        const place = persons.place[k]!;
        let counts = places.get(place);
        if (!counts) places.set(place, (counts = { place, cell: [], count: [] }));
        counts.cell.push(r * columns.length + c);
        counts.count.push(persons.n[k]!);
      }
    }),
  );
  const all: PlaceCounts[] = [...places.values()];
  return tableProportions(clusters.design, all, rows.length, columns.length);
}
