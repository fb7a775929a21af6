import { frameworkSchema, type ProblemDetail } from '@duwen/shared/api';
import { indicatorsOf, type Framework } from '@duwen/shared/codebook';
import { issueDetail } from '../http/guards.js';
import { problem } from '../http/problem.js';
import { compileVersion } from '../questionnaires/versions.js';
import { Campaigns, type CampaignDocument } from '../store/campaigns.js';
import { Questionnaires } from '../store/questionnaires.js';
import { exclusively } from './exclusively.js';
import { requireStatus } from './find-campaign.js';
import { message } from './message.js';

/**
 * Sets a campaign's framework.
 *
 * @throws 422 `upload-invalid` with a JSON pointer for each problem; 409 once archived
 */
export async function setFramework(id: string, input: unknown): Promise<void> {
  await exclusively(id, async (campaign) => {
    requireStatus(campaign, 'draft', 'open', 'closed');
    const result = frameworkSchema.safeParse(input);
    if (!result.success) {
      throw problem('upload-invalid', 422, { errors: result.error.issues.map(issueDetail) });
    }
    const framework = result.data as Framework;
    const errors = [...repeatedCodes(framework), ...(await indicatorsLost(campaign, framework))];
    if (errors.length > 0) throw problem('upload-invalid', 422, { errors });
    await Campaigns.updateOne({ _id: campaign._id }, { $set: { framework } } as never);
  });
}

/** Codes are unique among parts, among sections, and among indicators. */
function repeatedCodes(framework: Framework): ProblemDetail[] {
  const details: ProblemDetail[] = [];
  const seen = { part: new Set<string>(), section: new Set<string>(), indicator: new Set<string>() };
  const note = (kind: keyof typeof seen, code: string, path: string): void => {
    if (seen[kind].has(code))
      details.push({ path: `${path}/code`, message: message('code-twice', { code }) });
    seen[kind].add(code);
  };
  framework.parts.forEach((part, p) => {
    note('part', part.code, `/parts/${p}`);
    part.sections.forEach((section, s) => {
      note('section', section.code, `/parts/${p}/sections/${s}`);
      section.indicators.forEach((indicator, i) =>
        note('indicator', indicator.code, `/parts/${p}/sections/${s}/indicators/${i}`),
      );
    });
  });
  return details;
}

/** Indicators that questionnaires name already must stay. */
async function indicatorsLost(campaign: CampaignDocument, framework: Framework): Promise<ProblemDetail[]> {
  const known = new Set(indicatorsOf(framework).map(({ indicator }) => indicator.code));
  const titles = new Map(campaign.groups.map(({ code, title }) => [code, title]));
  const lost = new Map<string, ProblemDetail>();
  for (const stored of await Questionnaires.find({ campaign: campaign._id }).lean()) {
    const group = titles.get(stored.group) ?? stored.group;
    for (const item of compileVersion(stored).codebook.items) {
      for (const code of item.indicators) {
        if (known.has(code)) continue;
        const values = { group, item: item.code, code };
        lost.set(`${stored.group} ${item.code} ${code}`, { message: message('indicator-in-use', values) });
      }
    }
  }
  return [...lost.values()];
}
