import { Router } from 'express';
import { z } from 'zod';
import { parse, requireSignIn, signedInUser } from '../http/guards.js';
import { campaignMatrix } from '../matrix/campaign-matrix.js';
import { campaignTables, guardedFor } from './campaign-tables.js';
import { campaignWorkbook } from './campaign-workbook.js';
import { fileName } from './file-name.js';
import type { ExportRunner } from './jobs/export-runner.js';
import { exportJobRoutes } from './jobs/job-routes.js';
import { sendFile } from './send-file.js';
import { textsIn } from './texts.js';
import { localeSchema, viewRoutes } from './view-routes.js';
import { writeWorkbook } from './write-workbook.js';

const workbookQuerySchema = z.strictObject({ locale: localeSchema });

/**
 * What leaves the system as a file: at once the view that is on the screen and the whole campaign's tables; by the runner's jobs what
 * takes longer.
 */
export function exportRoutes(runner: ExportRunner): Router {
  const routes = Router();
  routes.use(exportJobRoutes(runner));
  routes.use(viewRoutes());

  routes.get('/campaigns/:id/workbook.xlsx', requireSignIn, async (request, response) => {
    const texts = textsIn(parse(workbookQuerySchema, request.query).locale);
    const matrix = await campaignMatrix(request.params['id'] as string);
    const tables = await campaignTables(matrix, { guard: guardedFor(signedInUser(response)) });
    await sendFile(response, fileName('file.workbook', matrix, texts, 'xlsx'), (output) =>
      writeWorkbook(campaignWorkbook(matrix, tables, texts), output),
    );
  });

  return routes;
}
