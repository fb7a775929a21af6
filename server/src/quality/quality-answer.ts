import type { MarkedResponses, QualityAnswer, QualityExclusion } from '@duwen/shared/api';
import { effectOfExcluding, type ExclusionEffect, type WithoutMarked } from '@duwen/shared/breakdown';
import { flagBit, QUALITY_FLAGS, type QualityFlag } from '@duwen/shared/coding';
import type { BreakdownRequest } from '@duwen/shared/tabulation';
import { withholdSmall } from '../analysis/withhold-small.js';
import { excludedFlags } from '../matrix/excluded-flags.js';
import type { CampaignMatrix } from '../matrix/campaign-matrix.js';
import { runBreakdown } from '../tabulation-workers/tabulation-workers.js';
import { flagsLeftOut } from './decide.js';
import { MarkCounts } from './mark-counts.js';

/** Marks with their counts, their decisions, and what leaving them out does. */
export async function qualityAnswer(matrix: CampaignMatrix): Promise<QualityAnswer> {
  const { campaign, columns, asOf } = matrix;
  const { minimumCell } = campaign;
  const counts = await MarkCounts.of(columns);
  const decisions = campaign.qualityDecisions ?? [];
  const effects = await effectsOf(matrix);
  const effectOf = (flag: QualityFlag | 'any'): ExclusionEffect =>
    effects.find((each) => each.flag === flag)!;
  const sizes = counts.byGroup(() => true);
  return {
    responses: counts.count(() => true),
    minimumCell,
    groups: campaign.groups.map(({ code, title }, index) => ({ code, title, responses: sizes[index]! })),
    marks: QUALITY_FLAGS.map((flag) => ({
      flag,
      ...markedOf(counts, flagBit(flag), minimumCell),
      excluded: (excludedFlags(decisions) & flagBit(flag)) !== 0,
      decisions: decisions
        .filter((decision) => decision.flag === flag)
        .map(({ excluded, reason, by, at }) => ({ excluded, reason, by, at: at.toISOString() }))
        .reverse(),
      effect: effectOf(flag),
    })),
    any: { ...markedOf(counts, 255, minimumCell), effect: effectOf('any') },
    exclusion: exclusionOf(matrix, counts),
    asOf,
  };
}

/** What every table of the campaign leaves out at present. */
export async function qualityExclusion(matrix: CampaignMatrix): Promise<QualityExclusion> {
  const none = excludedFlags(matrix.campaign.qualityDecisions ?? []) === 0;
  return none ? { flags: [], responses: 0 } : exclusionOf(matrix, await MarkCounts.of(matrix.columns));
}

function exclusionOf({ campaign }: CampaignMatrix, counts: MarkCounts): QualityExclusion {
  const decisions = campaign.qualityDecisions ?? [];
  const bits = excludedFlags(decisions);
  return {
    flags: flagsLeftOut(decisions, QUALITY_FLAGS),
    responses: told(
      counts.count((marks) => (marks & bits) !== 0),
      campaign.minimumCell,
    ),
  };
}

/** As the overview does: a small count is withheld, and so is as much as it takes that the row's total does not give it away. */
function markedOf(counts: MarkCounts, bits: number, minimum: number): MarkedResponses {
  const has = (marks: number): boolean => (marks & bits) !== 0;
  return {
    responses: told(counts.count(has), minimum),
    groups: withholdSmall([counts.byGroup(has)], minimum)[0]!,
  };
}

const told = (count: number, minimum: number): number | null => (count > 0 && count < minimum ? null : count);

/** The last effects of each campaign: they stand as long as no response comes or goes, whatever is decided. */
const latest = new Map<string, { readonly key: string; readonly effects: Promise<ExclusionEffect[]> }>();

function effectsOf(matrix: CampaignMatrix): Promise<ExclusionEffect[]> {
  const id = String(matrix.campaign._id);
  const everything = leavingOut(matrix, 0);
  const key = JSON.stringify([everything.revision, matrix.generation, matrix.campaign.minimumCell]);
  const known = latest.get(id);
  if (known?.key === key) return known.effects;
  const effects = workOut(matrix);
  latest.set(id, { key, effects });
  effects.catch(() => latest.delete(id));
  return effects;
}

/** One after the other: each hands another set of responses to the threads. */
async function workOut(matrix: CampaignMatrix): Promise<ExclusionEffect[]> {
  const items = matrix.codebook.items
    .filter(({ options }) => options.some(({ favourable }) => favourable))
    .map(({ code }) => code);
  const request: BreakdownRequest = { items, by: null, filter: {}, quality: 'all' };
  const all = await runBreakdown(leavingOut(matrix, 0), request);
  const without: WithoutMarked[] = [];
  for (const flag of QUALITY_FLAGS)
    without.push({ flag, breakdown: await runBreakdown(leavingOut(matrix, flagBit(flag)), request) });
  const unflagged: BreakdownRequest = { ...request, quality: 'unflagged' };
  without.push({ flag: 'any', breakdown: await runBreakdown(leavingOut(matrix, 0), unflagged) });
  return effectOfExcluding(all, without);
}

/** The matrix as it would be if just these marks were left out, whatever is decided. */
function leavingOut(matrix: CampaignMatrix, bits: number): CampaignMatrix {
  // The revision ends with the marks left out.
  const revision = `${matrix.revision.slice(0, matrix.revision.lastIndexOf('.'))}.${bits}`;
  return { ...matrix, columns: { ...matrix.columns, excludedFlags: bits }, revision };
}
