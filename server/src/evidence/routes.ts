import { Router } from 'express';
import type { EvidenceAnswer } from '@duwen/shared/api';
import { breakDown, type ItemBreakdown } from '@duwen/shared/breakdown';
import { sectionEvidence, type OpenTheme } from '@duwen/shared/evidence';
import { evidenceTexts } from '@duwen/shared/i18n';
import type { Stratum } from '@duwen/shared/tabulation';
import { requireSignIn } from '../http/guards.js';
import { campaignMatrix, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import { Responses } from '../store/responses.js';
import { openThemes, type OpenAnswer } from './open-themes.js';
import { sectionVocabulary } from './section-vocabulary.js';

/** What the scores say of each section of the report. */
export function evidenceRoutes(): Router {
  const routes = Router();
  routes.get('/campaigns/:id/evidence', requireSignIn, async (request, response) => {
    const matrix = await campaignMatrix(request.params['id'] as string);
    response.json(await evidenceAnswer(matrix));
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
  // The tables are read off the matrix before anything is awaited: it may grow meanwhile.
  const tables = {
    byGroup: tableBy(matrix, 'group'),
    byStage: tableBy(matrix, 'stage'),
    byStreet: tableBy(matrix, 'street'),
  };
  const answer = assemble(matrix, tables);
  latest.set(id, { key, answer });
  answer.catch(() => latest.delete(id));
  return answer;
}

type Tables = Readonly<Record<'byGroup' | 'byStage' | 'byStreet', ReadonlyMap<string, ItemBreakdown>>>;

async function assemble(matrix: CampaignMatrix, tables: Tables): Promise<EvidenceAnswer> {
  const { campaign, codebook, columns, asOf } = matrix;
  const responses = columns.length;
  const { framework, groups, facts, minimumCell } = campaign;
  const themes: ReadonlyMap<string, OpenTheme[]> = framework
    ? openThemes(await openAnswers(matrix), sectionVocabulary(framework, codebook), minimumCell)
    : new Map();
  return {
    campaign: { id: String(campaign._id), name: campaign.name, synthetic: campaign.synthetic },
    responses,
    minimumCell,
    method: evidenceTexts.method,
    asOf,
    sections: framework
      ? sectionEvidence({ framework, codebook, groups, facts, ...tables, themes, minimumCell })
      : [],
  };
}

function tableBy(
  { columns, codebook, campaign, asOf }: CampaignMatrix,
  by: Stratum,
): Map<string, ItemBreakdown> {
  const items = codebook.items.filter(({ kind }) => kind !== 'text').map(({ code }) => code);
  const request = { items, by, filter: {}, quality: 'all' } as const;
  const table = breakDown({ columns, codebook, request, minimumCell: campaign.minimumCell, asOf });
  return new Map(table.items.map((item) => [item.code, item]));
}

async function openAnswers({ campaign, codebook }: CampaignMatrix): Promise<OpenAnswer[]> {
  const items = codebook.items.filter(({ kind }) => kind === 'text').map(({ code }) => code);
  if (items.length === 0) return [];
  const projection = Object.fromEntries([['group', 1], ...items.map((code) => [`answers.${code}`, 1])]);
  const cursor = Responses.collection.find<{ group: string; answers?: Record<string, unknown> }>(
    { campaign: campaign._id },
    { projection, batchSize: 10_000 },
  );
  const answers: OpenAnswer[] = [];
  for await (const { group, answers: given } of cursor)
    for (const item of items) {
      const text = given?.[item];
      if (typeof text === 'string' && text.trim() !== '') answers.push({ item, group, text });
    }
  return answers;
}
