import { Router } from 'express';
import {
  breakdownQuerySchema,
  tableQuerySchema,
  type BreakdownAnswer,
  type CodebookAnswer,
  type TableAnswer,
} from '@duwen/shared/api';
import { STRATA, type BreakdownRequest, type TableRequest } from '@duwen/shared/tabulation';
import { parse, requireSignIn, signedInUser } from '../http/guards.js';
import { campaignMatrix, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import {
  breakdownJson,
  runBreakdown,
  runTable,
  tableJson,
} from '../tabulation-workers/tabulation-workers.js';
import { asProblem, sendJson } from './answer-request.js';
import { guardRequest } from './disclosure-guard.js';
import { followRevision } from './live-revision.js';
import { overview } from './returns.js';
import { checkBreakdown, checkTable } from './tabulation-problem.js';

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
    const asked = parse(breakdownQuerySchema, query);
    const matrix = await campaignMatrix(request.params.id);
    checkBreakdown(matrix, asked);
    const guarded = await guardRequest(signedInUser(response), matrix, asked);
    await sendJson(response, (signal) => breakdownJson(guarded, asked, signal));
  });

  routes.get('/campaigns/:id/table', async (request, response) => {
    const { locale: _, ...query } = request.query;
    const asked = parse(tableQuerySchema, query);
    const matrix = await campaignMatrix(request.params.id);
    checkTable(matrix, asked);
    const guarded = await guardRequest(signedInUser(response), matrix, asked);
    await sendJson(response, (signal) => tableJson(guarded, asked, signal));
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
 * A request answered from the matrix, on the worker threads.
 *
 * @param signal aborted when nobody waits for the answer any more
 * @throws 400 `bad-request` naming the items and categories that the campaign does not have; 503 `analysis-interrupted`
 */
export async function breakdownAnswer(
  matrix: CampaignMatrix,
  request: BreakdownRequest,
  signal?: AbortSignal,
): Promise<BreakdownAnswer> {
  checkBreakdown(matrix, request);
  try {
    return await runBreakdown(matrix, request, signal);
  } catch (error) {
    throw asProblem(error);
  }
}

/** A table answered from the matrix; parameters and errors as `breakdownAnswer`. */
export async function tableAnswer(
  matrix: CampaignMatrix,
  request: TableRequest,
  signal?: AbortSignal,
): Promise<TableAnswer> {
  checkTable(matrix, request);
  try {
    return await runTable(matrix, request, signal);
  } catch (error) {
    throw asProblem(error);
  }
}

function codebookAnswer({ codebook, columns }: CampaignMatrix): CodebookAnswer {
  return {
    items: codebook.items.map(({ wording, ...item }) => ({ ...item, wording: Object.fromEntries(wording) })),
    strata: Object.fromEntries(
      STRATA.map((stratum) => [stratum, columns.strata[stratum].categories]),
    ) as unknown as CodebookAnswer['strata'],
  };
}
