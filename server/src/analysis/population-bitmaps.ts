import { setImmediate } from 'node:timers/promises';
import { populationMask, PopulationBits, type Population } from '@duwen/shared/tabulation';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';

/** Responses looked at in one go; then others get their turn. */
const SLICE = 65_536;
/** Memory for the bitmaps of all campaigns together. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A campaign's bitmaps, for as long as what is known of its responses stays the same. */
interface CampaignBitmaps {
  readonly key: string;
  /** By population; the least recently used first. */
  readonly byPopulation: Map<string, Kept>;
}

interface Kept {
  readonly bits: PopulationBits;
  /** The extending under way, or done. */
  ready: Promise<unknown>;
}

const campaigns = new Map<string, CampaignBitmaps>();

/**
 * Who of a matrix belongs to a population, looked up or worked out in slices. Responses that have come since a bitmap was
 * made are added to it; it is made anew where a withdrawal or a mark may have changed earlier ones.
 *
 * @param canonical the population's canonical text
 * @throws TabulationError for what the campaign does not have (any more)
 */
export async function populationBits(
  matrix: CampaignMatrix,
  canonical: string,
  population: Population,
): Promise<PopulationBits> {
  const { byPopulation } = bitmapsOf(matrix);
  // A mark may come late, to a response that is in already: where marks count, only the very same responses will do.
  const marksCount = population.quality === 'unflagged' || (matrix.columns.excludedFlags ?? 0) > 0;
  const key = marksCount ? `${matrix.revision} ${canonical}` : canonical;
  const kept = byPopulation.get(key) ?? {
    bits: new PopulationBits(matrix.columns.length),
    ready: Promise.resolve(),
  };
  byPopulation.delete(key);
  byPopulation.set(key, kept);
  const ready = kept.ready.then(() => extend(matrix, population, kept.bits));
  kept.ready = ready.catch(() => byPopulation.delete(key));
  await ready;
  forgetTheOldest();
  return kept.bits;
}

/** Bitmaps hold for one state of withdrawals and dictionaries; responses that are added change none of it. */
function bitmapsOf({ campaign, columns, revision, generation }: CampaignMatrix): CampaignBitmaps {
  const id = String(campaign._id);
  const withdrawals = revision.slice(revision.indexOf('.') + 1);
  const key = `${generation} ${withdrawals} ${columns.excludedFlags ?? 0}`;
  let known = campaigns.get(id);
  if (known?.key !== key) known = { key, byPopulation: new Map() };
  campaigns.delete(id);
  campaigns.set(id, known);
  return known;
}

async function extend(
  { columns, codebook }: CampaignMatrix,
  population: Population,
  bits: PopulationBits,
): Promise<void> {
  if (bits.length >= columns.length) return;
  const mask = populationMask(columns, codebook, population);
  while (bits.length < columns.length) {
    bits.append(mask(bits.length, Math.min(columns.length, bits.length + SLICE)));
    if (bits.length < columns.length) await setImmediate();
  }
}

function forgetTheOldest(): void {
  let bytes = 0;
  for (const { byPopulation } of campaigns.values())
    for (const { bits } of byPopulation.values()) bytes += bits.bytes;
  for (const { byPopulation } of campaigns.values())
    for (const [key, { bits }] of byPopulation) {
      if (bytes <= MOST_BYTES) return;
      bytes -= bits.bytes;
      byPopulation.delete(key);
    }
}
