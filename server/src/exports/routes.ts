import { Router, type Response } from 'express';
import { z } from 'zod';
import { breakdownQuerySchema } from '@duwen/shared/api';
import { breakdownAnswer } from '../analysis/routes.js';
import { parse, requireSignIn } from '../http/guards.js';
import { campaignMatrix, type CampaignMatrix } from '../matrix/campaign-matrix.js';
import { campaignWorkbook } from './campaign-workbook.js';
import { dayIn } from './local-time.js';
import type { Sheet } from './sheet.js';
import { textsIn, type Texts } from './texts.js';
import { viewWorkbook } from './view-workbook.js';
import { ReaderGone, writeWorkbook } from './write-workbook.js';

const localeSchema = z.enum(['zh', 'en']).default('zh');
const workbookQuerySchema = z.strictObject({ locale: localeSchema });

/** The tables as xlsx: the breakdown that is on the screen, and the whole campaign. */
export function exportRoutes(): Router {
  const routes = Router();

  routes.get('/campaigns/:id/breakdown.xlsx', requireSignIn, async (request, response) => {
    const { locale, ...query } = request.query;
    const texts = textsIn(parse(z.object({ locale: localeSchema }), { locale }).locale);
    const breakdownRequest = parse(breakdownQuerySchema, query);
    const matrix = await campaignMatrix(request.params['id'] as string);
    const sheets = viewWorkbook(matrix, breakdownAnswer(matrix, breakdownRequest), texts);
    await send(response, sheets, fileName('file.view', matrix, texts));
  });

  routes.get('/campaigns/:id/workbook.xlsx', requireSignIn, async (request, response) => {
    const texts = textsIn(parse(workbookQuerySchema, request.query).locale);
    const matrix = await campaignMatrix(request.params['id'] as string);
    const sheets = await campaignWorkbook(matrix, texts);
    await send(response, sheets, fileName('file.workbook', matrix, texts));
  });

  return routes;
}

function fileName(
  key: 'file.view' | 'file.workbook',
  { campaign, asOf }: CampaignMatrix,
  texts: Texts,
): string {
  const date = dayIn(campaign.timeZone, new Date(asOf));
  return `${texts.text(key, { campaign: texts.say(campaign.name), date }).replace(/[\\/:*?"<>|]/g, ' ')}.xlsx`;
}

/** Every figure is worked out by now: only the writing is left, so a failure of it can but cut the download. */
async function send(response: Response, sheets: readonly Sheet[], name: string): Promise<void> {
  response.attachment(name);
  try {
    await writeWorkbook(sheets, response);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
}
