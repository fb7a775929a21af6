import {
  checkIndicators,
  compileQuestionnaire,
  joinCodebooks,
  type Codebook,
  type RespondentGroup,
} from '@duwen/shared/codebook';
import { groupSchema, type GroupInput } from '@duwen/shared/api';
import type { LocalizedText } from '@duwen/shared/i18n';
import { parse } from '../http/guards.js';
import { problem } from '../http/problem.js';
import { compileVersion } from '../questionnaires/versions.js';
import { Campaigns, type CampaignDocument } from '../store/campaigns.js';
import { isDuplicateKey } from '../store/duplicate-key.js';
import { Questionnaires } from '../store/questionnaires.js';
import { exclusively } from './exclusively.js';
import { findGroup, requireStatus, statusConflict } from './find-campaign.js';
import { forgetLinks } from './link-lookup.js';
import { message } from './message.js';

const GROUP_CODE = /^[a-z][a-z0-9_]{0,39}$/;
const LARGEST_QUESTIONNAIRE = 1_000_000;

/**
 * Defines a respondent group with its draft questionnaire, or changes them. Published versions stay as they are: the
 * draft becomes the next one.
 *
 * @param input checked here: a seed's as well as a request's
 * @throws 400 for the group itself; 422 `upload-invalid` with JSON pointers into the questionnaire; 409 by status
 */
export async function putGroup(id: string, code: string, input: unknown): Promise<void> {
  await exclusively(id, async (campaign) => {
    requireStatus(campaign, 'draft', 'open');
    checkCode(code);
    const { questionnaire, ...rest } = parse(groupSchema, input);
    const group = { code, ...rest } as RespondentGroup;
    requireSameUnits(campaign, group);
    await checkQuestionnaire(campaign, code, questionnaire);
    await writeDraft(campaign, code, questionnaire);
    await writeGroup(campaign, group);
    forgetLinks();
  });
}

function checkCode(code: string): void {
  const refuse = (reason: LocalizedText) =>
    problem('bad-request', 400, { errors: [{ path: '/group', message: reason }] });
  if (!GROUP_CODE.test(code)) throw refuse(message('bad-group-code'));
  // `constructor`: counts are kept by group, in objects that would seem to have one of that name already.
  if (code in {}) throw refuse(message('reserved-group-code', { code }));
}

/**
 * Removes a group that was never published, with its draft.
 *
 * @throws 404; 409 when it has a published version
 */
export async function removeGroup(id: string, code: string): Promise<void> {
  await exclusively(id, async (campaign) => {
    requireStatus(campaign, 'draft', 'open');
    findGroup(campaign, code);
    const owner = { campaign: campaign._id, group: code };
    if (await Questionnaires.exists({ ...owner, status: 'published' })) {
      throw statusConflict(message('group-published'));
    }
    await Campaigns.updateOne({ _id: campaign._id }, { $pull: { groups: { code } } } as never);
    await Questionnaires.deleteMany({ ...owner, status: 'draft' });
  });
}

/** Responses name units, so what a group chooses from is fixed once it can be answered. */
function requireSameUnits(campaign: CampaignDocument, group: RespondentGroup): void {
  const present = campaign.groups.find(({ code }) => code === group.code);
  if (campaign.status === 'draft' || !present) return;
  if (unitsText(present) !== unitsText(group)) throw statusConflict(message('units-changed'));
}

const unitsText = ({ units }: RespondentGroup): string =>
  units ? `${units.kind} ${[...units.stages].sort().join()}` : '';

async function checkQuestionnaire(
  campaign: CampaignDocument,
  group: string,
  questionnaire: GroupInput['questionnaire'],
): Promise<void> {
  if (JSON.stringify(questionnaire).length > LARGEST_QUESTIONNAIRE) {
    const text = message('questionnaire-too-large', { max: LARGEST_QUESTIONNAIRE / 1000 });
    throw problem('upload-invalid', 422, { errors: [{ path: '', message: text }] });
  }
  const { codebook, problems } = compileQuestionnaire(questionnaire);
  const errors = codebook
    ? [
        ...(campaign.framework ? checkIndicators(codebook, campaign.framework) : []),
        ...(await clashes(campaign, group, codebook)),
      ]
    : problems;
  if (errors.length > 0) throw problem('upload-invalid', 422, { errors });
}

/** Items that have the code of another construct: in another group, or in what this group was asked before. */
async function clashes(campaign: CampaignDocument, group: string, codebook: Codebook) {
  const stored = await Questionnaires.find({ campaign: campaign._id }).sort({ group: 1, number: 1 }).lean();
  const others = stored.filter((version) => version.group !== group || version.status === 'published');
  const pairs = others.map((version) => [version.group, compileVersion(version).codebook] as const);
  const { problems } = joinCodebooks([...pairs, [group, codebook]]);
  return problems
    .filter((found) => found.group === group)
    .map(({ path, message: text }) => ({ path, message: text }));
}

async function writeDraft(
  { _id: campaign }: CampaignDocument,
  group: string,
  questionnaire: GroupInput['questionnaire'],
): Promise<void> {
  const newest = await Questionnaires.findOne({ campaign, group, status: 'published' }, { number: 1 })
    .sort({ number: -1 })
    .lean();
  const number = (newest?.number ?? 0) + 1;
  try {
    await Questionnaires.updateOne(
      { campaign, group, version: `${group}.${number}`, number, status: 'draft' },
      {
        $set: { json: JSON.stringify(questionnaire), createdAt: new Date() },
        $setOnInsert: { publishedAt: null },
      },
      { upsert: true },
    );
  } catch (error) {
    // Published in the meantime: what was read is out of date.
    if (isDuplicateKey(error)) throw problem('status-conflict', 409, { cause: error });
    throw error;
  }
}

async function writeGroup({ _id }: CampaignDocument, group: RespondentGroup): Promise<void> {
  const changed = await Campaigns.updateOne({ _id, 'groups.code': group.code }, {
    $set: { 'groups.$': group },
  } as never);
  if (changed.matchedCount > 0) return;
  await Campaigns.updateOne({ _id, 'groups.code': { $ne: group.code } }, {
    $push: { groups: group },
  } as never);
}
