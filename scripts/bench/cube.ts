import type { DuckDBConnection } from '@duckdb/node-api';
import type { BreakdownRequest, CountedItems } from '@duwen/shared/tabulation';
import {
  countBattery,
  setAnalysisThreads,
  stopTabulationWorkers,
} from '@duwen/server/tabulation-workers/tabulation-workers';
import type { HandedCampaign } from '@duwen/server/tabulation-workers/worker-pool';
import { duckdb, loadAnswers } from './duckdb-table.js';
import { madeUpCampaign } from './made-up-columns.js';
import { inTurn, median, report, timed } from './measure.js';

const SHAPE = { items: 60, groups: 7, units: 150 } as const;
const THREADS = 2;
const ROUNDS = 9;

/**
 * The whole cube, every item by group and unit, counted on worker threads, against DuckDB in memory on the same data and as
 * many threads; and what a row takes of that when there are few of them.
 */
export async function benchCube(few = 30_000, many = 1_000_000): Promise<void> {
  await setAnalysisThreads(THREADS);
  const connection = await duckdb(THREADS);
  try {
    const ofFew = await measureCube(connection, few);
    const ofMany = await measureCube(connection, many);
    report(
      `time per row, ${many} to ${few} rows`,
      `${((ofMany / many) * 1e6).toFixed(0)} ns`,
      `${((ofFew / few) * 1e6).toFixed(0)} ns`,
      ofMany / many / (ofFew / few),
    );
  } finally {
    connection.closeSync();
    await stopTabulationWorkers();
  }
}

/** @returns our milliseconds */
async function measureCube(connection: DuckDBConnection, rows: number): Promise<number> {
  const campaign = madeUpCampaign({ rows, ...SHAPE });
  const items = [...campaign.held.columns.items.keys()];
  const request: BreakdownRequest = { items, by: 'unit', filter: {}, quality: 'all' };
  await loadAnswers(connection, campaign.held.columns);
  await checkCube(connection, campaign, request);
  // A query for each item: of the ways to write it in SQL (one query, filters, grouping sets), DuckDB's quickest by far.
  const queries = items.map((item) => `SELECT grp, unit, ${item}, count(*) FROM answers GROUP BY ALL`);
  const { ours, theirs } = await inTurn(
    ROUNDS,
    () => timed(() => countBattery(campaign, request)),
    () =>
      timed(async () => {
        for (const query of queries) await connection.run(query);
      }),
  );
  report(
    `cube of ${rows} × ${items.length} items`,
    `${median(ours).toFixed(1)} ms`,
    `DuckDB, ${THREADS} threads too, ${median(theirs).toFixed(1)} ms`,
    median(ours) / median(theirs),
  );
  return median(ours);
}

/** @throws Error where the two count differently */
async function checkCube(
  connection: DuckDBConnection,
  campaign: HandedCampaign,
  request: BreakdownRequest,
): Promise<void> {
  const parts = await countBattery(campaign, request);
  const clusters = parts.flatMap((part) => part.clusters);
  for (const [index, item] of request.items.entries()) {
    const result = await connection.runAndReadAll(
      `SELECT grp, unit, ${item} AS code, count(*)::INTEGER AS n FROM answers GROUP BY ALL`,
    );
    const theirs = result.getRows() as [number, number, number, number][];
    const ours = ofItem(parts[0]!, clusters[index]!);
    if (
      theirs.length !== ours.size ||
      theirs.some(([grp, unit, code, n]) => ours.get(`${grp} ${unit} ${code}`) !== n)
    )
      throw new Error(`${item} is counted differently by DuckDB`);
  }
}

function ofItem(
  { shared: { cells } }: CountedItems,
  counts: NonNullable<CountedItems['clusters'][number]>,
): Map<string, number> {
  const found = new Map<string, number>();
  for (let cell = 0; cell < cells.row.length; cell += 1)
    for (let code = 0; code < counts.width; code += 1) {
      const n = counts.figures[cell * counts.width + code] as number;
      if (n > 0) found.set(`${cells.group[cell]} ${cells.unit[cell]} ${code}`, n);
    }
  return found;
}
