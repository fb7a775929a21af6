import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { breakdownQuerySchema, tableQuerySchema } from '@duwen/shared/api';
import type { Breakdown, Table } from '@duwen/shared/breakdown';
import type { BreakdownRequest, Population, TableRequest } from '@duwen/shared/tabulation';
import { guardRequest } from '../analysis/disclosure-guard.js';
import { whileClientWaits } from '../analysis/answer-request.js';
import { breakdownAnswer, tableAnswer } from '../analysis/routes.js';
import { checkBreakdown, checkTable } from '../analysis/tabulation-problem.js';
import { parse, requireSignIn, signedInUser } from '../http/guards.js';
import { campaignMatrix, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import { sheetLines } from './csv/sheet-csv.js';
import { writeCsv } from './csv/write-csv.js';
import { fileName } from './file-name.js';
import { sendFile } from './send-file.js';
import type { Sheet } from './sheet.js';
import { cellSheet, tableWorkbook } from './table-sheets.js';
import { textsIn, type Texts } from './texts.js';
import { viewTable } from './view-sheets.js';
import { viewWorkbook } from './view-workbook.js';
import { writeWorkbook } from './write-workbook.js';

export const localeSchema = z.enum(['zh', 'en']).default('zh');

/** How one kind of view becomes a file. */
interface View<Asked extends Population, Answer> {
  readonly path: 'breakdown' | 'table';
  readonly file: 'file.view' | 'file.table';
  readonly read: (query: unknown) => Asked;
  readonly check: (matrix: CampaignMatrix, asked: Asked) => void;
  readonly answer: (matrix: CampaignMatrix, asked: Asked, signal: AbortSignal) => Promise<Answer>;
  readonly workbook: (matrix: CampaignMatrix, answer: Answer, texts: Texts) => Sheet[];
  /** The one table of a csv file. */
  readonly table: (matrix: CampaignMatrix, answer: Answer, texts: Texts) => Sheet;
}

const BREAKDOWN: View<BreakdownRequest, Breakdown> = {
  path: 'breakdown',
  file: 'file.view',
  read: (query) => parse(breakdownQuerySchema, query),
  check: checkBreakdown,
  answer: breakdownAnswer,
  workbook: viewWorkbook,
  table: (_matrix, breakdown, texts) => viewTable(breakdown, texts),
};

const TABLE: View<TableRequest, Table> = {
  path: 'table',
  file: 'file.table',
  read: (query) => parse(tableQuerySchema, query),
  check: checkTable,
  answer: tableAnswer,
  workbook: tableWorkbook,
  table: (matrix, table, texts) => cellSheet(texts.text('sheet.cells'), matrix, table, texts),
};

/** What is on the screen, as a workbook and as csv. */
export function viewRoutes(): Router {
  const routes = Router();
  addView(routes, BREAKDOWN);
  addView(routes, TABLE);
  return routes;
}

function addView<Asked extends Population, Answer>(routes: Router, view: View<Asked, Answer>): void {
  const asked = async (request: Request, response: Response): Promise<Answered<Answer> | null> => {
    const { locale, ...query } = request.query;
    const texts = textsIn(parse(z.object({ locale: localeSchema }), { locale }).locale);
    const wanted = view.read(query);
    const now = await campaignMatrix(request.params['id'] as string);
    view.check(now, wanted);
    const matrix = await guardRequest(signedInUser(response), now, wanted);
    const answer = await whileClientWaits(response, (signal) => view.answer(matrix, wanted, signal));
    return answer && { matrix, answer, texts };
  };

  routes.get(`/campaigns/:id/${view.path}.xlsx`, requireSignIn, async (request, response) => {
    const found = await asked(request, response);
    if (!found) return;
    const { matrix, answer, texts } = found;
    const sheets = view.workbook(matrix, answer, texts);
    await sendFile(response, fileName(view.file, matrix, texts, 'xlsx'), (output) =>
      writeWorkbook(sheets, output),
    );
  });

  routes.get(`/campaigns/:id/${view.path}.csv`, requireSignIn, async (request, response) => {
    const found = await asked(request, response);
    if (!found) return;
    const { matrix, answer, texts } = found;
    const table = view.table(matrix, answer, texts);
    await sendFile(response, fileName(view.file, matrix, texts, 'csv'), (output) =>
      writeCsv(sheetLines(table), output),
    );
  });
}

interface Answered<Answer> {
  readonly matrix: CampaignMatrix;
  readonly answer: Answer;
  readonly texts: Texts;
}
