import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { BreakdownAnswer, TableAnswer } from '@duwen/shared/api';
import type { BothWays, ItemBreakdown } from '@duwen/shared/breakdown';
import type { EvidenceInput } from '@duwen/shared/evidence';
import type { BreakdownRequest, CountedItems, TablePart, TableRequest } from '@duwen/shared/tabulation';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { matrixSettings } from '../matrix/matrix-settings.js';
import { campaignsTooMany, handedCampaign } from './handed-campaign.js';
import type { ScoredSections } from './messages.js';
import { WorkerPool, type HandedCampaign } from './worker-pool.js';

/** Threads that analyses run on where the setting ANALYSIS_THREADS says nothing. */
const DEFAULT_THREADS = Math.min(4, availableParallelism());
/** Below so many codes to look at, handing parts round takes longer than counting them. */
const WORTH_SPLITTING = 400_000;
/** Items of which one thread makes the tables sooner than two. */
const FEW_ITEMS = 8;
/** Items whose tables come to this thread as objects in one go. */
const ITEMS_AT_ONCE = 6;

const decoder = new TextDecoder();

let threads = DEFAULT_THREADS;
let pool: WorkerPool | null = null;

/** Sets on how many threads analyses run from now on; null: on as many as there are cores, four at most. */
export async function setAnalysisThreads(number: number | null): Promise<void> {
  await stopTabulationWorkers();
  threads = number ?? DEFAULT_THREADS;
}

/** Ends the threads; the next request starts new ones. */
export async function stopTabulationWorkers(): Promise<void> {
  const stopping = pool;
  pool = null;
  await stopping?.close();
}

const workers = (): WorkerPool => (pool ??= new WorkerPool(threads));

/** The campaign as the threads take it; others leave their memory, where there is too little for all. */
function hand(matrix: CampaignMatrix): HandedCampaign {
  const campaign = handedCampaign(matrix);
  for (const id of campaignsTooMany(matrixSettings().memoryBytes)) pool?.forget(id);
  return campaign;
}

/**
 * A request answered on the worker threads.
 *
 * @param signal aborted when nobody waits for the answer any more: what waits is dropped, what runs stops
 * @throws TabulationError for what the campaign does not have; WorkerLost; the signal's reason
 */
export async function runBreakdown(
  matrix: CampaignMatrix,
  request: BreakdownRequest,
  signal?: AbortSignal,
): Promise<BreakdownAnswer> {
  // What comes in many small messages does not hold this thread up for long.
  const parts = Math.max(threads, Math.ceil(request.items.length / ITEMS_AT_ONCE));
  const answers = (await breakdownParts('value', parts, matrix, request, signal)) as BreakdownAnswer[];
  return { ...answers[0]!, items: answers.flatMap(({ items }) => items) };
}

/** `runBreakdown`'s answer as the bytes of its JSON: this thread passes them on and never sees the figures. */
export async function breakdownJson(
  matrix: CampaignMatrix,
  request: BreakdownRequest,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const parts = request.items.length < FEW_ITEMS ? 1 : threads;
  return Buffer.concat((await breakdownParts('json', parts, matrix, request, signal)) as Uint8Array[]);
}

/**
 * A request answered without and with weights, for less than twice the work: all rows without, the totals alone with them.
 * Parameters and errors as `runBreakdown`.
 */
export async function runBothWays(
  matrix: CampaignMatrix,
  request: BreakdownRequest,
  signal?: AbortSignal,
): Promise<BothWays> {
  // One part: whole tables by the dozen keep all threads busy, and what is withheld is decided over all items anyhow.
  const { plain, weighted, items } = await workers().run(
    hand(matrix),
    { kind: 'bothWays', request, asOf: matrix.asOf },
    signal,
  );
  const pairs: [plain: ItemBreakdown, weighted: ItemBreakdown][] = [];
  for (const bytes of items) {
    pairs.push(JSON.parse(decoder.decode(bytes)) as [ItemBreakdown, ItemBreakdown]);
    await setImmediate();
  }
  return {
    plain: { ...plain, items: pairs.map(([item]) => item) },
    weighted: { ...weighted, items: pairs.map(([, item]) => item) },
  };
}

/** A table answered on the worker threads; parameters and errors as `runBreakdown`. */
export async function runTable(
  matrix: CampaignMatrix,
  request: TableRequest,
  signal?: AbortSignal,
): Promise<TableAnswer> {
  return (await tableAs('value', matrix, request, signal)) as TableAnswer;
}

/** `runTable`'s answer as the bytes of its JSON. */
export async function tableJson(
  matrix: CampaignMatrix,
  request: TableRequest,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return (await tableAs('json', matrix, request, signal)) as Uint8Array;
}

/** What the scores say of each section of the framework; without one, of how many responses they are. */
export function runEvidence(
  matrix: CampaignMatrix,
  themes: EvidenceInput['themes'],
  signal?: AbortSignal,
): Promise<ScoredSections> {
  const { framework, groups, facts } = matrix.campaign;
  const input = framework ? { framework, groups, facts, themes } : null;
  return workers().run(hand(matrix), { kind: 'evidence', input }, signal);
}

/** Counts all items, then answers each part's: intervals and disclosure control take longer than counting. */
async function breakdownParts(
  as: 'json' | 'value',
  parts: number,
  matrix: CampaignMatrix,
  request: BreakdownRequest,
  signal?: AbortSignal,
): Promise<(BreakdownAnswer | Uint8Array)[]> {
  const campaign = hand(matrix);
  const { asOf } = matrix;
  const number = request.items.length;
  const isWorthSplitting = number > 1 && matrix.columns.length * number >= WORTH_SPLITTING;
  const counted = isWorthSplitting ? await countBattery(campaign, request, signal) : null;
  return together(signal, (each) =>
    shares(number, parts).map(([from, to]) =>
      workers().run(campaign, { kind: 'breakdown', request, counted, part: { from, to }, asOf, as }, each),
    ),
  );
}

/** Counts a battery's items, a share of them on each thread. */
export function countBattery(
  campaign: HandedCampaign,
  request: BreakdownRequest,
  signal?: AbortSignal,
): Promise<CountedItems[]> {
  const parts = shares(request.items.length).map(([from, to]) => request.items.slice(from, to));
  return together(signal, (each) =>
    parts.map((items) =>
      workers().run(campaign, { kind: 'countItems', request: { ...request, items } }, each),
    ),
  );
}

async function tableAs(
  as: 'json' | 'value',
  matrix: CampaignMatrix,
  request: TableRequest,
  signal?: AbortSignal,
): Promise<TableAnswer | Uint8Array> {
  const campaign = hand(matrix);
  const counted =
    matrix.columns.length < WORTH_SPLITTING ? null : await countCells(campaign, request, signal);
  return workers().run(campaign, { kind: 'table', request, counted, asOf: matrix.asOf, as }, signal);
}

/** Counts a table's cells, a share of the responses on each thread. */
export function countCells(
  campaign: HandedCampaign,
  request: TableRequest,
  signal?: AbortSignal,
): Promise<TablePart[]> {
  const parts = shares(campaign.held.columns.length);
  return together(signal, (each) =>
    parts.map(([from, to]) => workers().run(campaign, { kind: 'countTable', request, from, to }, each)),
  );
}

/** 0 to `whole` in parts, one for each thread where nothing else is said, none of them empty. */
function shares(whole: number, most = threads): [from: number, to: number][] {
  const parts = Math.max(1, Math.min(most, whole));
  return Array.from({ length: parts }, (_, part) => [
    Math.floor((whole * part) / parts),
    Math.floor((whole * (part + 1)) / parts),
  ]);
}

/** Waits for all parts; when one fails, the others are dropped. */
async function together<T>(
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => readonly Promise<T>[],
): Promise<T[]> {
  const failed = new AbortController();
  const each = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  try {
    return await Promise.all(start(each));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
}
