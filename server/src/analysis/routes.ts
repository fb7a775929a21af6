import { Router } from 'express';
import { breakdownQuerySchema, type BreakdownAnswer, type CodebookAnswer } from '@duwen/shared/api';
import { breakDown } from '@duwen/shared/breakdown';
import { STRATA, type BreakdownRequest } from '@duwen/shared/tabulation';
import { parse, requireSignIn } from '../http/guards.js';
import { problem } from '../http/problem.js';
import { campaignMatrix, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import { followRevision } from './live-revision.js';
import { overview } from './returns.js';

/** What inspectors ask of the matrix: returns, codebook, breakdown, and word of new responses. */
export function analysisRoutes(): Router {
  const routes = Router();
  routes.use('/campaigns/:id', requireSignIn);

  routes.get('/campaigns/:id/overview', async (request, response) => {
    response.json(overview(await campaignMatrix(request.params.id)));
  });

  routes.get('/campaigns/:id/codebook', async (request, response) => {
    response.json(codebookAnswer(await campaignMatrix(request.params.id)));
  });

  routes.get('/campaigns/:id/breakdown', async (request, response) => {
    const { locale: _, ...query } = request.query;
    response.json(
      breakdownAnswer(await campaignMatrix(request.params.id), parse(breakdownQuerySchema, query)),
    );
  });

  routes.get('/campaigns/:id/events', async (request, response) => {
    const { revision } = await campaignMatrix(request.params.id);
    response.set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const stop = followRevision(request.params.id, revision, (text) => response.write(text));
    response.on('close', stop);
  });

  return routes;
}

/**
 * A request answered from the matrix.
 * @throws 400 `bad-request` naming the items and categories that the campaign does not have
 */
export function breakdownAnswer(matrix: CampaignMatrix, request: BreakdownRequest): BreakdownAnswer {
  const { columns, codebook, campaign, asOf } = matrix;
  checkRequest(matrix, request);
  return {
    ...breakDown({ columns, codebook, request, minimumCell: campaign.minimumCell, asOf }),
    campaign: { id: String(campaign._id), name: campaign.name, synthetic: campaign.synthetic },
  };
}

function checkRequest({ codebook, columns }: CampaignMatrix, request: BreakdownRequest): void {
  const unknown = request.items.filter((code) => !codebook.byCode.has(code));
  const errors = unknown.map((code) => ({
    path: '/items',
    message: { zh: `没有题目 ${code}。`, en: `There is no item ${code}.` },
  }));
  for (const stratum of STRATA) {
    const known = new Set(columns.strata[stratum].categories.map(({ key }) => key));
    for (const key of request.filter[stratum] ?? [])
      if (!known.has(key))
        errors.push({
          path: `/filter.${stratum}`,
          message: { zh: `没有类别 ${key}。`, en: `There is no category ${key}.` },
        });
  }
  if (errors.length > 0) throw problem('bad-request', 400, { errors });
}

function codebookAnswer({ codebook, columns }: CampaignMatrix): CodebookAnswer {
  return {
    items: codebook.items.map(({ wording, ...item }) => ({ ...item, wording: Object.fromEntries(wording) })),
    strata: Object.fromEntries(
      STRATA.map((stratum) => [stratum, columns.strata[stratum].categories]),
    ) as unknown as CodebookAnswer['strata'],
  };
}
