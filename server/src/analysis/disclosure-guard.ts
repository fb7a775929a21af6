import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  canonicalPopulation,
  isolates,
  regionsOf,
  TabulationError,
  type Population,
  type PopulationAt,
  type PopulationBits,
} from '@duwen/shared/tabulation';
import type { SignedInUser } from '../http/guards.js';
import { problem } from '../http/problem.js';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { PopulationsAsked, type ToldAt } from '../store/populations-asked.js';
import { inTurn } from './in-turn.js';
import { populationBits } from './population-bitmaps.js';

/** Populations that are remembered of one person and campaign: the latest. */
export const MOST_REMEMBERED = 500;
/** States of the matrix at which one population's figures are remembered to have been told: the latest. */
const MOST_TOLD = 4;
/** Earlier states of the matrix that an answer may be made from. */
const MOST_TRIED = 6;
/** The clocks of several servers may lie this far apart. */
const CLOCKS_APART_MS = 60_000;
/** Time for comparing populations before others get their turn, milliseconds. */
const SLICE_MS = 8;

/** Everybody: counts as asked before, by anybody. */
export const EVERYBODY: Population = { filter: {}, quality: 'all' };

/** What somebody was told before. */
interface Told {
  readonly digest: string;
  readonly bits: PopulationBits;
  readonly at: readonly ToldAt[];
}

/**
 * Lets a person see figures of a population only where these, beside what the same person was told before and the figures
 * of everybody, isolate no 1 to minimum − 1 responses: neither by another filter, nor by what has newly come in.
 *
 * Where only newcomers are too few, the answer is made from the responses of an earlier time; `asOf` says which.
 *
 * @param user who asks
 * @param matrix the campaign's matrix as of now
 * @param population whose answers are asked for
 * @returns the matrix to answer from: this one, or as it was
 * @throws 403 `differencing`
 * @throws TabulationError for conditions on what the campaign does not have
 */
export function guardRequest(
  user: Pick<SignedInUser, 'id'>,
  matrix: CampaignMatrix,
  population: Population,
): Promise<CampaignMatrix> {
  // Two requests at once must not both find that the other has not been answered yet.
  return inTurn(`${user.id} ${String(matrix.campaign._id)}`, () => guard(user.id, matrix, population));
}

async function guard(user: string, matrix: CampaignMatrix, population: Population): Promise<CampaignMatrix> {
  const canonical = canonicalPopulation(population);
  const asked = { user, campaign: matrix.campaign._id, digest: digestOf(canonical) };
  const [bits, whole] = await Promise.all([
    populationBits(matrix, canonical, population),
    populationBits(matrix, canonicalPopulation(EVERYBODY), EVERYBODY),
  ]);
  const { minimumCell } = matrix.campaign;
  // Of so few nothing is told, so nothing need be remembered.
  if (membersOf({ bits, length: matrix.columns.length }, whole) < minimumCell) return matrix;
  const begun = new Date(Date.now() - CLOCKS_APART_MS);
  const history = await toldBefore(matrix, user, null);
  const own = history.find(({ digest }) => digest === asked.digest);
  const answer = await firstSafe(matrix, bits, whole, history);
  if (!answer) throw problem('differencing', 403);
  await remember(asked, population, own?.at ?? [], answer);
  const meanwhile = await toldBefore(matrix, user, begun);
  const others = meanwhile.filter(({ digest }) => digest !== asked.digest);
  if (!(await isSafe(matrix, { bits, length: answer.rows }, whole, others))) {
    // Another server answered at the same moment: neither figure has left the house yet.
    if (own) await PopulationsAsked.updateOne(asked, { $set: { told: own.at } });
    else await PopulationsAsked.deleteOne(asked);
    throw problem('differencing', 403);
  }
  return asItWas(matrix, answer);
}

const digestOf = (canonical: string): string => createHash('sha256').update(canonical).digest('hex');

/** The latest state of the matrix from which an answer isolates nobody; null where there is none. */
async function firstSafe(
  matrix: CampaignMatrix,
  bits: PopulationBits,
  whole: PopulationBits,
  history: readonly Told[],
): Promise<ToldAt | null> {
  const now = { rows: matrix.columns.length, asOf: matrix.asOf };
  const earlier = history.flatMap(({ at }) => at.filter(({ rows }) => rows < now.rows));
  const byRows = new Map(earlier.map((at) => [at.rows, at]));
  const latestFirst = [...byRows.values()].sort((a, b) => b.rows - a.rows).slice(0, MOST_TRIED);
  for (const at of [now, ...latestFirst])
    if (await isSafe(matrix, { bits, length: at.rows }, whole, history)) return at;
  return null;
}

async function isSafe(
  { campaign }: CampaignMatrix,
  asked: PopulationAt,
  whole: PopulationBits,
  history: readonly Told[],
): Promise<boolean> {
  const { minimumCell } = campaign;
  const everybody = { bits: whole, length: asked.length };
  if (isolates(regionsOf(asked, everybody, whole), minimumCell)) return false;
  let since = performance.now();
  for (const { bits, at } of history)
    for (const { rows } of at) {
      if (isolates(regionsOf(asked, { bits, length: rows }, whole), minimumCell)) return false;
      if (performance.now() - since < SLICE_MS) continue;
      await setImmediate();
      since = performance.now();
    }
  return true;
}

/** How many a population has. */
const membersOf = (asked: PopulationAt, whole: PopulationBits): number =>
  regionsOf(asked, { bits: whole, length: 0 }, whole).onlyFirst;

/** What a person was told of a campaign; with `since`, only what was from then on. */
async function toldBefore(matrix: CampaignMatrix, user: string, since: Date | null): Promise<Told[]> {
  const documents = await PopulationsAsked.find({
    user,
    campaign: matrix.campaign._id,
    ...(since && { at: { $gte: since } }),
  })
    .sort({ at: -1 })
    .limit(MOST_REMEMBERED)
    .lean();
  const told: Told[] = [];
  for (const { digest, population, told: at } of documents) {
    const bits = await knownBits(matrix, JSON.parse(population) as Population);
    if (bits) told.push({ digest, bits, at });
  }
  return told;
}

/** null for a population on what the campaign had once: another roster or questionnaire, so other figures. */
async function knownBits(matrix: CampaignMatrix, population: Population): Promise<PopulationBits | null> {
  try {
    return await populationBits(matrix, canonicalPopulation(population), population);
  } catch (error) {
    if (error instanceof TabulationError) return null;
    throw error;
  }
}

async function remember(
  asked: PopulationKey,
  { filter, where = null, quality }: Population,
  before: readonly ToldAt[],
  now: ToldAt,
): Promise<void> {
  const told = [...before.filter(({ rows }) => rows !== now.rows), now].slice(-MOST_TOLD);
  const population = JSON.stringify({ filter, where, quality });
  await PopulationsAsked.updateOne(asked, { $set: { population, told, at: new Date() } }, { upsert: true });
  const { user, campaign } = asked;
  const tooMany = await PopulationsAsked.find({ user, campaign }, { _id: 1 })
    .sort({ at: -1 })
    .skip(MOST_REMEMBERED)
    .lean();
  if (tooMany.length > 0) await PopulationsAsked.deleteMany({ _id: { $in: tooMany.map(({ _id }) => _id) } });
}

interface PopulationKey {
  readonly user: string;
  readonly campaign: CampaignMatrix['campaign']['_id'];
  readonly digest: string;
}

/** The matrix when it had so many responses. */
function asItWas(matrix: CampaignMatrix, { rows, asOf }: ToldAt): CampaignMatrix {
  if (rows === matrix.columns.length) return matrix;
  const marks = matrix.revision.slice(matrix.revision.indexOf('.'));
  return { ...matrix, columns: { ...matrix.columns, length: rows }, asOf, revision: `${rows}${marks}` };
}
