import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BreakdownRequest, TableRequest } from '@duwen/shared/tabulation';
import { CampaignMatrices, type CampaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { connectStore } from '@duwen/server/store/connection';
import { MatrixChunks } from '@duwen/server/store/matrix-chunks';
import {
  breakdownJson,
  countBattery,
  countCells,
  stopTabulationWorkers,
  tableJson,
} from '@duwen/server/tabulation-workers/tabulation-workers';
import { handedCampaign } from '@duwen/server/tabulation-workers/handed-campaign';
import { progressOn } from '../seed/progress.js';
import { seedLargeRound } from './large-round.js';
import { median, timed } from './measure.js';

const ROUNDS = 7;

/** What a generated round of this size costs, in a store of its own that is thrown away: `npm run bench -- --scale 1000000`. */
export async function benchScale(responses: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'duwen-scale-'));
  const store = await connectStore(null, folder, (line) => console.error(line));
  try {
    await measureScale(responses, folder);
  } finally {
    await stopTabulationWorkers();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureScale(responses: number, folder: string): Promise<void> {
  const onProgress = progressOn(process.stderr, `Writing ${responses} responses`);
  let campaign = '';
  const seeding = await timed(async () => {
    campaign = await seedLargeRound({ responses, onProgress });
  });
  say('rows', responses);
  say('written to the store', seconds(seeding), `${Math.round(responses / (seeding / 1000))}/s`);
  say('store on disk', megabytes(await sizeOf(folder)));
  const fromResponses = await openCold(new CampaignMatrices(), campaign);
  say(
    'opened from responses',
    seconds(fromResponses.time),
    `event loop held ${fromResponses.held} ms at most`,
  );
  await allSealed();
  const matrices = new CampaignMatrices();
  const fromChunks = await openCold(matrices, campaign);
  say('opened from chunks', seconds(fromChunks.time), `event loop held ${fromChunks.held} ms at most`);
  say('chunks / responses', (fromChunks.time / fromResponses.time).toFixed(3));
  const matrix = await matrices.of(campaign);
  say('columns', megabytes(bytesOf(matrix)), `${(bytesOf(matrix) / responses).toFixed(1)} bytes a row`);
  say('process', megabytes(process.memoryUsage().rss));
  say('anything new?', ms(await typical(() => matrices.of(campaign))));
  await measureQuestions(matrix);
}

/** What analyses cost once the campaign is open. */
async function measureQuestions(matrix: CampaignMatrix): Promise<void> {
  const items = matrix.codebook.items.map(({ code }) => code);
  const people = { filter: {}, where: null, quality: 'all' } as const;
  const cube: BreakdownRequest = { ...people, items, by: 'unit', weighted: false };
  const table: TableRequest = {
    ...people,
    filter: { group: [matrix.campaign.groups[0]!.code] },
    rows: [{ item: items[0]! }],
    columns: [{ item: items[1]! }],
    measure: 'rowPercent',
    of: null,
    base: 'answered',
    weighted: false,
  };
  const handed = handedCampaign(matrix);
  say('cube, counted', ms(await typical(() => countBattery(handed, cube))));
  say('cube, protected with intervals', ms(await typical(() => breakdownJson(matrix, cube))));
  say('filtered crosstab, counted', ms(await typical(() => countCells(handed, table))));
  say('filtered crosstab, whole answer', ms(await typical(() => tableJson(matrix, table))));
}

async function openCold(
  matrices: CampaignMatrices,
  campaign: string,
): Promise<{ time: number; held: string }> {
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const time = await timed(() => matrices.of(campaign));
  delay.disable();
  return { time, held: (delay.max / 1e6).toFixed(0) };
}

/** Waits until no chunk has come for two seconds. */
async function allSealed(): Promise<void> {
  let known = -1;
  for (;;) {
    const now = await MatrixChunks.countDocuments();
    if (now === known) return;
    known = now;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

async function typical(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(work));
  return median(times);
}

function bytesOf({ columns, submittedAt, seconds }: CampaignMatrix): number {
  const strata = Object.values(columns.strata).map(({ codes }) => codes);
  return [...columns.items.values(), ...strata, columns.flags, columns.live, submittedAt, seconds].reduce(
    (sum, { BYTES_PER_ELEMENT }) => sum + BYTES_PER_ELEMENT * columns.length,
    0,
  );
}

async function sizeOf(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) sum += (await stat(join(entry.parentPath, entry.name))).size;
  return sum;
}

const seconds = (time: number): string => `${(time / 1000).toFixed(2)} s`;
const ms = (time: number): string => `${time.toFixed(1)} ms`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const say = (subject: string, ...figures: readonly (string | number)[]): void =>
  console.log(`${subject.padEnd(34)} ${figures.join('   ')}`);
