import type { Writable } from 'node:stream';
import { campaignMatrix } from '../../matrix/campaign-matrix.js';
import type { ExportJobDocument } from '../../store/export-jobs.js';
import { campaignTables, guardedFor } from '../campaign-tables.js';
import { campaignWorkbook } from '../campaign-workbook.js';
import { fileName } from '../file-name.js';
import { writeRespondents, type WritingContext } from '../respondents/write-respondents.js';
import { textsIn } from '../texts.js';
import { writeWorkbook } from '../write-workbook.js';
import { writeBundle } from '../bundle/write-bundle.js';

/**
 * Makes the file of a job, and ends the stream.
 *
 * @param onProgress is told how much is done, 0 to 1; may throw to end the work
 * @returns the file's name
 */
export async function makeExport(
  job: ExportJobDocument,
  output: Writable,
  onProgress: (done: number) => void,
): Promise<string> {
  const matrix = await campaignMatrix(String(job.campaign));
  const texts = textsIn(job.locale);
  const requester = { username: job.username, at: job.createdAt };
  await write(job, { matrix, texts, requester, onProgress }, output);
  return fileName(`file.${job.kind}`, matrix, texts, extensionOf(job));
}

async function write(job: ExportJobDocument, context: WritingContext, output: Writable): Promise<void> {
  switch (job.kind) {
    case 'workbook':
      return writeTables(job, context, output);
    case 'respondents':
      return writeRespondents(job.format as 'csv' | 'xlsx' | 'sav', context, output);
    case 'bundle':
      return writeBundle(context, output);
  }
}

async function writeTables(
  { user: id }: ExportJobDocument,
  { matrix, texts, onProgress }: WritingContext,
  output: Writable,
): Promise<void> {
  const tables = await campaignTables(matrix, { guard: guardedFor({ id }) });
  onProgress(0.5);
  await writeWorkbook(campaignWorkbook(matrix, tables, texts), output);
}

/** Data as csv come in a zip, with their codebook. */
const extensionOf = ({ kind, format }: ExportJobDocument): string =>
  kind === 'respondents' && format === 'csv' ? 'zip' : format;
