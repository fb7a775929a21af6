import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { CampaignMatrix } from '../../matrix/campaign-matrix.js';
import { sheetLines } from '../csv/sheet-csv.js';
import { BYTE_ORDER_MARK, csvParts } from '../csv/write-csv.js';
import { writeSav } from '../sav/write-sav.js';
import { SheetNames } from '../sheet-names.js';
import type { Cell, Sheet } from '../sheet.js';
import type { Texts } from '../texts.js';
import { whileReadBy } from '../write-at-pace.js';
import { writeWorkbook } from '../write-workbook.js';
import { ZipWriter } from '../zip/zip-writer.js';
import { respondentData, type RespondentData } from './respondent-data.js';
import { respondentSav } from './respondent-sav.js';
import { dataNotes, dataSheets, notesSheet, variablesSheet, type Requester } from './respondent-sheets.js';

/** How respondents' data can be written; `csv` comes in a zip, with its codebook and what must be said of it. */
export const RESPONDENT_FORMATS = ['csv', 'xlsx', 'sav'] as const;
export type RespondentFormat = (typeof RESPONDENT_FORMATS)[number];

/** What an export is told and tells. */
export interface WritingContext {
  readonly matrix: CampaignMatrix;
  readonly texts: Texts;
  readonly requester: Requester;
  /** Is told how much is done, 0 to 1; may throw to end the work. */
  readonly onProgress: (done: number) => void;
}

/**
 * Writes the responses of a campaign one by one, and ends the stream. Rows are made as they are written: memory holds a place and a
 * weight of each, never its values.
 *
 * @throws ReaderGone; what `onProgress` throws
 */
export async function writeRespondents(
  format: RespondentFormat,
  context: WritingContext,
  output: Writable,
): Promise<void> {
  const { matrix, texts, requester, onProgress } = context;
  const data = reporting(await respondentData(matrix, texts), onProgress);
  if (format === 'sav')
    return writeSav(respondentSav(data, texts.say(matrix.campaign.name), requester.at), output);
  return format === 'xlsx' ? writeWorkbook(workbook(data, context), output) : writeZip(data, context, output);
}

const REPORT_EVERY = 1000;

/** The same data; going through its rows tells how far one has come. */
export function reporting(data: RespondentData, onProgress: (done: number) => void): RespondentData {
  return {
    ...data,
    *rows() {
      let done = 0;
      for (const row of data.rows()) {
        yield row;
        done += 1;
        if (done % REPORT_EVERY === 0) onProgress(done / data.count);
      }
    },
  };
}

function* workbook(data: RespondentData, { matrix, texts, requester }: WritingContext): Generator<Sheet> {
  const names = new SheetNames();
  yield notesSheet(names.take(texts.text('sheet.cover')), dataNotes(matrix, data, requester, texts));
  yield* dataSheets(data, names, texts);
  yield variablesSheet(names.take(texts.text('sheet.variables')), data.variables, texts);
}

async function writeZip(
  data: RespondentData,
  { matrix, texts, requester }: WritingContext,
  output: Writable,
): Promise<void> {
  await whileReadBy(output, async () => {
    const zip = new ZipWriter(output);
    const notes = dataNotes(matrix, data, requester, texts);
    await zip.entry('README.txt', [readme(notes)]);
    await zip.entry('data.csv', csvFile(dataLines(data)));
    await zip.entry('codebook.csv', csvFile(sheetLines(variablesSheet('codebook', data.variables, texts))));
    await zip.close();
  });
}

/** Lines that Windows's own editor shows as lines. */
export const readme = (notes: readonly (readonly [string, Cell])[]): string =>
  `${BYTE_ORDER_MARK}${notes.map(([label, value]) => `${label}\r\n${String(value)}\r\n`).join('\r\n')}`;

/** The names of the variables, then the rows. */
export function* dataLines({ variables, rows }: RespondentData): Generator<readonly Cell[]> {
  yield variables.map(({ name }) => name);
  yield* rows();
}

/** A csv file's text in parts; others get their turn after each. */
export async function* csvFile(lines: Iterable<readonly Cell[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK;
  for (const part of csvParts(lines)) {
    yield part;
    await setImmediate();
  }
}
