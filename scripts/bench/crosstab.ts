import type { DuckDBConnection } from '@duckdb/node-api';
import { FIRST_CODE } from '@duwen/shared/coding';
import { joinTable, planTable, type TableRequest } from '@duwen/shared/tabulation';
import {
  countCells,
  setAnalysisThreads,
  stopTabulationWorkers,
} from '@duwen/server/tabulation-workers/tabulation-workers';
import type { HandedCampaign } from '@duwen/server/tabulation-workers/worker-pool';
import { duckdb, loadAnswers } from './duckdb-table.js';
import { madeUpCampaign } from './made-up-columns.js';
import { inTurn, median, report, timed } from './measure.js';

const THREADS = 2;
const ROUNDS = 41;

const REQUEST: TableRequest = {
  rows: [{ item: 'q0' }],
  columns: [{ item: 'q1' }],
  measure: 'count',
  of: null,
  base: 'answered',
  weighted: false,
  filter: {},
  where: { variable: { item: 'q2' }, in: ['5', '4'] },
  quality: 'all',
};
const WHERE = `q2 IN (${FIRST_CODE}, ${FIRST_CODE + 1}) AND q0 BETWEEN ${FIRST_CODE} AND ${FIRST_CODE + 4} AND q1 BETWEEN ${FIRST_CODE} AND ${FIRST_CODE + 4}`;

/**
 * One filtered crosstab of two items, against DuckDB in memory on the same data and as many threads. Ours is counted by
 * group and unit, since errors are made from those; DuckDB's once alike, and once the bare table.
 */
export async function benchCrosstab(rows = 1_000_000): Promise<void> {
  await setAnalysisThreads(THREADS);
  const connection = await duckdb(THREADS);
  try {
    const campaign = madeUpCampaign({ rows, items: 6, groups: 7, units: 150 });
    await loadAnswers(connection, campaign.held.columns);
    await checkCrosstab(connection, campaign);
    for (const [by, subject] of [
      ['q0, q1, grp, unit', 'by group and unit'],
      ['q0, q1', 'against the bare table'],
    ] as const) {
      const query = `SELECT ${by}, count(*) FROM answers WHERE ${WHERE} GROUP BY ${by}`;
      const { ours, theirs } = await inTurn(
        ROUNDS,
        () => timed(() => countCells(campaign, REQUEST)),
        () => timed(() => connection.run(query)),
      );
      report(
        `crosstab of ${rows}, ${subject}`,
        `${median(ours).toFixed(2)} ms`,
        `DuckDB, ${THREADS} threads too, ${median(theirs).toFixed(2)} ms`,
        median(ours) / median(theirs),
      );
    }
  } finally {
    connection.closeSync();
    await stopTabulationWorkers();
  }
}

/** @throws Error where the two count differently */
async function checkCrosstab(connection: DuckDBConnection, campaign: HandedCampaign): Promise<void> {
  const { columns, codebook } = campaign.held;
  const parts = await countCells(campaign, REQUEST);
  const {
    cells,
    clusterPersons,
    rows,
    columns: heads,
  } = joinTable(planTable(columns, codebook, REQUEST), parts);
  const result = await connection.runAndReadAll(
    `SELECT q0, q1, grp, unit, count(*)::INTEGER AS n FROM answers WHERE ${WHERE} GROUP BY ALL`,
  );
  const theirs = new Map((result.getRows() as number[][]).map((row) => [row.slice(0, 4).join(' '), row[4]]));
  const codeOf = (key: string): number => FIRST_CODE + 5 - Number(key);
  let compared = 0;
  for (let cell = 0; cell < clusterPersons.length; cell += 1) {
    const [row, column] = [rows[cells.row[cell]!], heads[cells.column[cell]!]];
    if (!row || !column) continue; // a total
    const key = [codeOf(row[0]!.key), codeOf(column[0]!.key), cells.group[cell], cells.unit[cell]].join(' ');
    if (theirs.get(key) !== clusterPersons[cell])
      throw new Error(`the crosstab is counted differently by DuckDB`);
    compared += 1;
  }
  if (compared !== theirs.size) throw new Error('DuckDB finds cells that are not in the crosstab');
}
