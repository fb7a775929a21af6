import { Router } from 'express';
import { qualityDecisionSchema } from '@duwen/shared/api';
import { QUALITY_FLAGS } from '@duwen/shared/coding';
import { asProblem } from '../analysis/answer-request.js';
import { audited } from '../http/audited.js';
import { parse, requireRole, requireSignIn, userOf } from '../http/guards.js';
import { problem } from '../http/problem.js';
import { campaignMatrix, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import { decide } from './decide.js';
import { MarkCounts } from './mark-counts.js';
import { qualityAnswer, qualityExclusion } from './quality-answer.js';

/** The marks of quality of a round, and what was decided on them. */
export function qualityRoutes(): Router {
  const routes = Router();
  routes.use('/campaigns/:id/quality', requireSignIn);

  routes.get('/campaigns/:id/quality', async (request, response) => {
    response.json(await answer(await campaignMatrix(request.params.id)));
  });

  routes.get('/campaigns/:id/quality/exclusion', async (request, response) => {
    response.json(await qualityExclusion(await campaignMatrix(request.params.id)));
  });

  routes.put(
    '/campaigns/:id/quality/:flag',
    requireRole('admin'),
    audited('quality decision'),
    async (request, response) => {
      const { id, flag: named } = request.params as { id: string; flag: string };
      const flag = QUALITY_FLAGS.find((known) => known === named);
      if (!flag) throw problem('not-found', 404);
      const asked = parse(qualityDecisionSchema, request.body);
      const matrix = await campaignMatrix(id);
      const by = userOf(response)!.username;
      await decide(matrix, await MarkCounts.of(matrix.columns), { flag, ...asked, by, at: new Date() });
      response.json(await answer(await campaignMatrix(id)));
    },
  );
  return routes;
}

async function answer(matrix: CampaignMatrix) {
  try {
    return await qualityAnswer(matrix);
  } catch (error) {
    throw asProblem(error);
  }
}
