import { Router, type Response } from 'express';
import { z } from 'zod';
import { breakdownQuerySchema } from '@duwen/shared/api';
import { breakdownAnswer } from '../analysis/routes.js';
import { parse, requireSignIn } from '../http/guards.js';
import { campaignMatrix } from '../matrix/campaign-matrix.js';
import { campaignTables } from './campaign-tables.js';
import { campaignWorkbook } from './campaign-workbook.js';
import type { ExportRunner } from './jobs/export-runner.js';
import { exportJobRoutes } from './jobs/job-routes.js';
import { fileName } from './file-name.js';
import { sheetLines } from './csv/sheet-csv.js';
import { writeCsv } from './csv/write-csv.js';
import { textsIn } from './texts.js';
import { viewTable } from './view-sheets.js';
import { viewWorkbook } from './view-workbook.js';
import { ReaderGone } from './write-at-pace.js';
import { writeWorkbook } from './write-workbook.js';

const localeSchema = z.enum(['zh', 'en']).default('zh');
const workbookQuerySchema = z.strictObject({ locale: localeSchema });

/**
 * What leaves the system as a file: at once the breakdown that is on the screen and the whole campaign's tables; by the runner's jobs
 * what takes longer.
 */
export function exportRoutes(runner: ExportRunner): Router {
  const routes = Router();
  routes.use(exportJobRoutes(runner));

  routes.get('/campaigns/:id/breakdown.xlsx', requireSignIn, async (request, response) => {
    const { locale, ...query } = request.query;
    const texts = textsIn(parse(z.object({ locale: localeSchema }), { locale }).locale);
    const breakdownRequest = parse(breakdownQuerySchema, query);
    const matrix = await campaignMatrix(request.params['id'] as string);
    const sheets = viewWorkbook(matrix, await breakdownAnswer(matrix, breakdownRequest), texts);
    await send(response, fileName('file.view', matrix, texts, 'xlsx'), (output) =>
      writeWorkbook(sheets, output),
    );
  });

  routes.get('/campaigns/:id/breakdown.csv', requireSignIn, async (request, response) => {
    const { locale, ...query } = request.query;
    const texts = textsIn(parse(z.object({ locale: localeSchema }), { locale }).locale);
    const breakdownRequest = parse(breakdownQuerySchema, query);
    const matrix = await campaignMatrix(request.params['id'] as string);
    const table = viewTable(await breakdownAnswer(matrix, breakdownRequest), texts);
    await send(response, fileName('file.view', matrix, texts, 'csv'), (output) =>
      writeCsv(sheetLines(table), output),
    );
  });

  routes.get('/campaigns/:id/workbook.xlsx', requireSignIn, async (request, response) => {
    const texts = textsIn(parse(workbookQuerySchema, request.query).locale);
    const matrix = await campaignMatrix(request.params['id'] as string);
    const tables = await campaignTables(matrix);
    await send(response, fileName('file.workbook', matrix, texts, 'xlsx'), (output) =>
      writeWorkbook(campaignWorkbook(matrix, tables, texts), output),
    );
  });

  return routes;
}

/** Every figure is worked out by now: only the writing is left, so a failure of it can but cut the download. */
async function send(
  response: Response,
  name: string,
  write: (output: Response) => Promise<void>,
): Promise<void> {
  response.attachment(name);
  try {
    await write(response);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
}
