import { Router } from 'express';
import type { EvidenceAnswer } from '@duwen/shared/api';
import type { OpenTheme } from '@duwen/shared/evidence';
import { evidenceTexts } from '@duwen/shared/i18n';
import { EVERYBODY, guardRequest } from '../analysis/disclosure-guard.js';
import { requireSignIn, signedInUser } from '../http/guards.js';
import { campaignMatrix, countedResponses, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import { Responses } from '../store/responses.js';
import { runEvidence } from '../tabulation-workers/tabulation-workers.js';
import { groupTerms } from './group-terms.js';
import { openThemes } from './open-themes.js';
import { readAnswers, type OpenAnswer } from './read-answers.js';
import { sectionVocabulary } from './section-vocabulary.js';

/** What the scores say of each section of the report. */
export function evidenceRoutes(): Router {
  const routes = Router();
  routes.get('/campaigns/:id/evidence', requireSignIn, async (request, response) => {
    const matrix = await campaignMatrix(request.params['id'] as string);
    const guarded = await guardRequest(signedInUser(response), matrix, EVERYBODY);
    response.json(await evidenceAnswer(guarded));
  });
  return routes;
}

/** The last evidence of each campaign; asked again without a new response, it is the same. */
const latest = new Map<string, { readonly key: string; readonly answer: Promise<EvidenceAnswer> }>();

export function evidenceAnswer(matrix: CampaignMatrix): Promise<EvidenceAnswer> {
  const id = String(matrix.campaign._id);
  const { status, minimumCell, framework } = matrix.campaign;
  const key = JSON.stringify([matrix.revision, status, minimumCell, framework]);
  const known = latest.get(id);
  if (known?.key === key) return known.answer;
  const answer = assemble(matrix);
  latest.set(id, { key, answer });
  answer.catch(() => latest.delete(id));
  return answer;
}

async function assemble(matrix: CampaignMatrix): Promise<EvidenceAnswer> {
  const { campaign, codebook, asOf } = matrix;
  const { framework, minimumCell } = campaign;
  const answers = framework ? await readAnswers(await openAnswers(matrix)) : [];
  const themes: ReadonlyMap<string, OpenTheme[]> = framework
    ? openThemes(answers, sectionVocabulary(framework, codebook), minimumCell)
    : new Map();
  const { responses, sections } = await runEvidence(matrix, themes);
  return {
    campaign: { id: String(campaign._id), name: campaign.name, synthetic: campaign.synthetic },
    responses,
    minimumCell,
    method: evidenceTexts.method,
    asOf,
    sections,
    groupTerms: groupTerms(answers, minimumCell).map((terms) => ({
      ...terms,
      itemTitle: codebook.byCode.get(terms.item)?.wording.get(terms.group) ?? { zh: terms.item },
    })),
  };
}

async function openAnswers({ campaign, codebook }: CampaignMatrix): Promise<OpenAnswer[]> {
  const items = codebook.items.filter(({ kind }) => kind === 'text').map(({ code }) => code);
  if (items.length === 0) return [];
  const projection = Object.fromEntries([
    ['group', 1],
    ['unit', 1],
    ...items.map((code) => [`answers.${code}`, 1]),
  ]);
  const counts = await countedResponses(String(campaign._id));
  const cursor = Responses.collection.find<{
    _id: string;
    group: string;
    unit: string | null;
    answers?: Record<string, unknown>;
  }>({ campaign: campaign._id }, { projection, batchSize: 10_000 });
  const answers: OpenAnswer[] = [];
  for await (const { _id, group, unit, answers: given } of cursor) {
    if (!counts(_id)) continue;
    for (const item of items) {
      const text = given?.[item];
      if (typeof text === 'string' && text.trim() !== '') answers.push({ item, group, unit, text });
    }
  }
  return answers;
}
