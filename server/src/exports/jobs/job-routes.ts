import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { exportRequestSchema } from '@duwen/shared/api';
import { findCampaign } from '../../campaigns/find-campaign.js';
import { parse, requireSignIn, signedInUser } from '../../http/guards.js';
import { problem } from '../../http/problem.js';
import { createJob, findJob, jobAnswer, listJobs, record, removeJob, requireRight } from './export-jobs.js';
import type { ExportRunner } from './export-runner.js';
import { readJobFile } from './job-file.js';

/** Exports as jobs: asked for, watched, fetched, ended. */
export function exportJobRoutes(runner: ExportRunner): Router {
  const routes = Router();
  routes.use('/campaigns/:id/exports', requireSignIn);

  routes.get('/campaigns/:id/exports', async (request, response) => {
    const { _id } = await findCampaign(request.params.id);
    response.json(await listJobs(_id, signedInUser(response)));
  });
  routes.post('/campaigns/:id/exports', async (request, response) => {
    const { _id } = await findCampaign(request.params.id);
    const user = signedInUser(response);
    const job = await createJob(_id, user, parse(exportRequestSchema, request.body));
    request.log.info(
      { user: user.id, export: job.id, kind: job.kind, format: job.format },
      'export asked for',
    );
    runner.look();
    response.status(202).location(`/api/campaigns/${request.params.id}/exports/${job.id}`).json(job);
  });
  routes.get('/campaigns/:id/exports/:job', async (request, response) => {
    const { _id } = await findCampaign(request.params.id);
    response.json(jobAnswer(await findJob(_id, request.params.job, signedInUser(response))));
  });
  routes.delete('/campaigns/:id/exports/:job', async (request, response) => {
    const { _id } = await findCampaign(request.params.id);
    await removeJob(_id, request.params.job, signedInUser(response));
    response.status(204).end();
  });
  routes.get('/campaigns/:id/exports/:job/file', async (request, response) => {
    const { _id } = await findCampaign(request.params.id);
    const user = signedInUser(response);
    const job = await findJob(_id, request.params.job, user);
    // The role may be another by now.
    requireRight(user, job.kind);
    if (job.state !== 'done' || job.name === null) throw problem('not-found', 404);
    await record(job, user, 'downloaded');
    request.log.info({ user: user.id, export: job._id, kind: job.kind }, 'export downloaded');
    response.attachment(job.name).set('Content-Length', String(job.bytes));
    await pipeline(readJobFile(job), response).catch((error: unknown) => {
      if (!response.destroyed) throw error;
    });
  });
  return routes;
}
