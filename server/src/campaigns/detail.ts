import type { CampaignDetail, GroupDetail } from '@duwen/shared/api';
import { belongsTo, checkIndicators, type RespondentGroup } from '@duwen/shared/codebook';
import type { LocalizedText } from '@duwen/shared/i18n';
import { compileVersion, publishedVersion, type CompiledVersion } from '../questionnaires/versions.js';
import type { CampaignDocument } from '../store/campaigns.js';
import { Links } from '../store/links.js';
import { Questionnaires, type QuestionnaireDocument } from '../store/questionnaires.js';
import { Units, type UnitDocument } from '../store/units.js';
import { summarise } from './campaigns.js';
import { message } from './message.js';

/** A group's newest version: its draft where there is one. */
export interface NewestVersion {
  readonly status: QuestionnaireDocument['status'];
  /** Whether this or an earlier version is published. */
  readonly everPublished: boolean;
  readonly compiled: CompiledVersion;
}

/**
 * A campaign with its groups, and what it still lacks.
 * @param origin what respondents' addresses begin with
 */
export async function campaignDetail(campaign: CampaignDocument, origin: string): Promise<CampaignDetail> {
  const [summary, versions, links, units] = await Promise.all([
    summarise(campaign),
    newestVersions(campaign),
    Links.find({ campaign: campaign._id }).lean(),
    Units.find({ campaign: campaign._id }, { kind: 1, stages: 1 }).lean(),
  ]);
  const groups = campaign.groups.map((group): GroupDetail => {
    const newest = versions.get(group.code);
    const link = links.find((candidate) => candidate.group === group.code);
    return {
      ...group,
      questionnaire: newest
        ? {
            version: newest.compiled.version,
            status: newest.status,
            itemCount: newest.compiled.codebook.items.length,
            title: newest.compiled.codebook.title,
          }
        : null,
      link: link ? { code: link._id, url: `${origin}/r/${link._id}` } : null,
    };
  });
  return {
    ...summary,
    framework: campaign.framework,
    groups,
    unitCount: units.length,
    missing: [
      ...missingParts(campaign, versions),
      ...missingUnits(campaign.groups, units as unknown as UnitDocument[]),
      ...unknownIndicators(campaign, versions),
    ],
  };
}

/** By group: the newest version, the draft where there is one. */
export async function newestVersions(campaign: CampaignDocument): Promise<Map<string, NewestVersion>> {
  const stored = await Questionnaires.find({ campaign: campaign._id }).sort({ number: 1 }).lean();
  const newest = new Map(stored.map((version) => [version.group, version]));
  const published = new Set(stored.filter(({ status }) => status === 'published').map(({ group }) => group));
  const compiled = new Map<string, NewestVersion>();
  for (const [group, version] of newest) {
    const { status } = version;
    const kept = status === 'published' ? await publishedVersion(campaign._id, version.version) : null;
    compiled.set(group, {
      status,
      everPublished: published.has(group),
      compiled: kept ?? compileVersion(version),
    });
  }
  return compiled;
}

function missingParts(
  { framework, groups }: CampaignDocument,
  versions: ReadonlyMap<string, NewestVersion>,
): LocalizedText[] {
  const missing: LocalizedText[] = [];
  if (!framework) missing.push(message('missing-framework'));
  if (groups.length === 0) missing.push(message('missing-groups'));
  for (const { code, title } of groups) {
    // A draft that follows a published version is not in the way.
    if (!versions.get(code)?.everPublished) missing.push(message('missing-publication', { group: title }));
  }
  return missing;
}

function missingUnits(groups: readonly RespondentGroup[], units: readonly UnitDocument[]): LocalizedText[] {
  const choosing = groups.filter((group) => group.units);
  const lacking = choosing.filter((group) => !units.some((unit) => belongsTo(unit, group)));
  const first = lacking[0];
  if (units.length === 0) return first ? [message('missing-roster', { group: first.title })] : [];
  return lacking.map((group) => message('missing-units', { group: group.title }));
}

function unknownIndicators(
  { framework, groups }: CampaignDocument,
  versions: ReadonlyMap<string, NewestVersion>,
): LocalizedText[] {
  if (!framework) return [];
  return groups.flatMap((group) => {
    const newest = versions.get(group.code);
    const problems = newest ? checkIndicators(newest.compiled.codebook, framework) : [];
    return problems.map(({ message: text }) => text);
  });
}
