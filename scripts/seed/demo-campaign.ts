import type { CampaignInput } from '@duwen/shared/api';
import { createCampaign } from '@duwen/server/campaigns/campaigns';
import { setFramework } from '@duwen/server/campaigns/framework';
import { putGroup } from '@duwen/server/campaigns/groups';
import { publishGroup } from '@duwen/server/campaigns/publish';
import { importRoster } from '@duwen/server/campaigns/roster';
import { Campaigns } from '@duwen/server/store/campaigns';
import { Links } from '@duwen/server/store/links';
import { MatrixChunkParts, MatrixChunks } from '@duwen/server/store/matrix-chunks';
import { Questionnaires } from '@duwen/server/store/questionnaires';
import { Responses } from '@duwen/server/store/responses';
import { Units } from '@duwen/server/store/units';
import { Withdrawals } from '@duwen/server/store/withdrawals';
import { scaledRosterCsv, USUAL_RESPONSES, yangpu2019 } from '#seeds/yangpu-2019/index';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Only a synthetic round of this very name is the demo round: a real one is never touched. */
const demoRounds = { synthetic: true, 'name.zh': yangpu2019.campaign.name.zh };

/**
 * How the store stands to the demo round. It is a draft until its last response is in, so a draft is one whose seeding
 * was cut off.
 */
export async function demoState(): Promise<'none' | 'unfinished' | 'complete'> {
  const found = await Campaigns.find(demoRounds, { status: 1 }).lean();
  if (found.length === 0) return 'none';
  return found.some(({ status }) => status === 'draft') ? 'unfinished' : 'complete';
}

/** Whether there is any campaign, the demo round or another. */
export const anyCampaign = async (): Promise<boolean> => (await Campaigns.exists({})) !== null;

/**
 * Removes every demo round with all that belongs to it. The campaign goes last and is a draft meanwhile, so that a
 * removal which is cut off is seen and finished by the next seeding.
 */
export async function removeDemoRounds(): Promise<void> {
  const rounds = await Campaigns.find(demoRounds, { _id: 1 }).lean();
  for (const { _id } of rounds) {
    await Campaigns.updateOne({ _id }, { $set: { status: 'draft' } });
    await Responses.deleteMany({ campaign: _id });
    await Withdrawals.deleteMany({ campaign: _id });
    await MatrixChunks.deleteMany({ campaign: _id });
    await MatrixChunkParts.deleteMany({ campaign: _id });
    await Links.deleteMany({ campaign: _id });
    await Questionnaires.deleteMany({ campaign: _id });
    await Units.deleteMany({ campaign: _id });
    await Campaigns.deleteOne({ _id });
  }
}

/** The draft of the demo round, its groups published. */
export interface DemoDraft {
  readonly id: string;
  /** The published version of each group. */
  readonly versions: ReadonlyMap<string, string>;
}

/**
 * Makes the demo round as an administrator would: campaign, framework, roster, groups. It closes a year from now, so
 * that a newcomer can answer it. Beyond the usual size the population grows with the responses, so that never more
 * answer than there are.
 */
export async function createDemoDraft(responses: number): Promise<DemoDraft> {
  const { campaign, framework, facts, groups, rosterCsv } = yangpu2019;
  const factor = Math.max(1, responses / USUAL_RESPONSES);
  const input: CampaignInput = { ...campaign, closesAt: new Date(Date.now() + YEAR_MS).toISOString() };
  const id = await createCampaign(input, { synthetic: true, facts });
  await setFramework(id, framework);
  const csv = factor === 1 ? rosterCsv : scaledRosterCsv(factor);
  await importRoster(id, { name: 'roster.csv', bytes: new TextEncoder().encode(csv) });
  const versions = new Map<string, string>();
  for (const { code, input: group } of groups) {
    const frame = group.frame === null ? null : Math.ceil(group.frame * factor);
    await putGroup(id, code, { ...group, frame });
    versions.set(code, (await publishGroup(id, code)).version);
  }
  return { id, versions };
}
