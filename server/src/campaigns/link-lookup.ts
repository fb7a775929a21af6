import { LRUCache } from 'lru-cache';
import type { RespondentGroup } from '@duwen/shared/codebook';
import { Campaigns, type CampaignDocument } from '../store/campaigns.js';
import { Links } from '../store/links.js';
import { Questionnaires } from '../store/questionnaires.js';
import { publishedVersion, type CompiledVersion } from '../questionnaires/versions.js';

/** What a link leads to. */
export interface LinkTarget {
  readonly code: string;
  readonly campaign: CampaignDocument;
  readonly group: RespondentGroup;
  /** The version that a respondent who begins now is given; null before the first is published. */
  readonly latest: CompiledVersion | null;
}

/** Whether answers are taken. */
export type LinkState = 'open' | 'not-open' | 'closed';

/**
 * A submission should cost one write and no read, so what a link leads to is kept for two seconds. A change made here is
 * seen at once, one made by another app server within that time.
 */
const KEPT_MS = 2_000;
const noTargets = () =>
  new LRUCache<string, LinkTarget>({ max: 2_000, ttl: KEPT_MS, fetchMethod: readTarget });
let targets = noTargets();

/** What a link's code leads to; null for a code that is none. Capitals and spaces around it make no difference. */
export async function lookUpLink(code: string): Promise<LinkTarget | null> {
  const normal = normalCode(code);
  return normal === null ? null : ((await targets.fetch(normal)) ?? null);
}

/** A link's code as it is stored; null for what can be none. */
export function normalCode(code: string): string | null {
  const normal = code.trim().toLowerCase();
  return /^[a-z0-9]{6,20}$/.test(normal) ? normal : null;
}

/**
 * Forgets what links lead to: called after every change of a campaign. A respondent who waits for a target at this moment
 * still gets it: clearing the cache would fail the reading under way.
 */
export function forgetLinks(): void {
  targets = noTargets();
}

/** Whether a campaign takes answers at `now`: its status and its dates both say so. */
export function linkState(
  campaign: Pick<CampaignDocument, 'status' | 'opensAt' | 'closesAt'>,
  now: Date,
): LinkState {
  if (campaign.status === 'closed' || campaign.status === 'archived') return 'closed';
  if (campaign.status === 'draft' || now < campaign.opensAt) return 'not-open';
  return now < campaign.closesAt ? 'open' : 'closed';
}

async function readTarget(code: string): Promise<LinkTarget | undefined> {
  const link = await Links.findById(code).lean();
  if (!link) return undefined;
  const campaign = (await Campaigns.findById(link.campaign, {
    framework: 0,
    facts: 0,
  }).lean()) as CampaignDocument | null;
  const group = campaign?.groups.find((candidate) => candidate.code === link.group);
  if (!campaign || !group) return undefined;
  const newest = await Questionnaires.findOne(
    { campaign: link.campaign, group: link.group, status: 'published' },
    { version: 1 },
  )
    .sort({ number: -1 })
    .lean();
  const latest = newest && (await publishedVersion(link.campaign, newest.version));
  return { code, campaign, group, latest };
}
