import { joinCodebooks, type CampaignCodebook, type Codebook, type Unit } from '@duwen/shared/codebook';
import { findCampaign } from '../campaigns/find-campaign.js';
import { publishedVersion } from '../questionnaires/versions.js';
import type { CampaignDocument } from '../store/campaigns.js';
import { Questionnaires } from '../store/questionnaires.js';
import { Units } from '../store/units.js';

/** What a campaign's columns are laid out by. */
export interface MatrixSource {
  readonly campaign: CampaignDocument;
  readonly units: readonly Unit[];
  readonly codebook: CampaignCodebook;
  /** The codebook of every published version. */
  readonly versions: ReadonlyMap<string, Codebook>;
  /** Differs when the columns would. */
  readonly signature: string;
}

const sources = new Map<string, MatrixSource>();
const MOST_SOURCES = 32;

/**
 * Reads what a campaign's matrix is made by; what has not changed since the last time is not read again.
 * @throws ProblemError `not-found`
 */
export async function matrixSource(campaignId: string): Promise<MatrixSource> {
  const campaign = await findCampaign(campaignId);
  const published = await Questionnaires.find(
    { campaign: campaign._id, status: 'published' },
    { version: 1, group: 1 },
  )
    .sort({ group: 1, number: 1 })
    .lean();
  const signature = JSON.stringify([
    campaign.groups,
    published.map(({ version }) => version),
    campaign.rosterImport,
    campaign.timeZone,
  ]);
  const known = sources.get(campaignId);
  if (known?.signature === signature) return { ...known, campaign };
  const units = await Units.find({ campaign: campaign._id }).sort({ position: 1 }).lean<Unit[]>();
  const versions = new Map<string, Codebook>();
  const order = campaign.groups.map(({ code }) => code);
  const byGroup = [...published].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
  const codebooks: [group: string, codebook: Codebook][] = [];
  for (const { version, group } of byGroup) {
    const compiled = await publishedVersion(campaign._id, version);
    if (!compiled) continue;
    versions.set(version, compiled.codebook);
    codebooks.push([group, compiled.codebook]);
  }
  const source: MatrixSource = {
    campaign,
    units,
    codebook: joinCodebooks(codebooks).codebook,
    versions,
    signature,
  };
  if (sources.size >= MOST_SOURCES) sources.clear();
  sources.set(campaignId, source);
  return source;
}
