import { parentPort, workerData } from 'node:worker_threads';
import exceljs from 'exceljs';
import jszip, { type JSZipObject } from 'jszip';

/** A row with its number in the sheet, and its cells' trimmed texts. */
export interface WorkbookRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** What the worker answers, in its one message. */
export type WorkbookReading =
  | { readonly outcome: 'rows'; readonly rows: WorkbookRow[] }
  | { readonly outcome: 'too-large' | 'unreadable' };

/** Bytes of all of the workbook's files, inflated: 20,000 units take a fifth. */
const MOST_BYTES = 48_000_000;
const MOST_ROWS = 30_000;
const MOST_COLUMNS = 200;
/** Characters of all rows together. A text that many cells share is sent once for each of them. */
const MOST_TEXT = 20_000_000;
/** A roster has no longer value: a cut one is refused for its length all the same. */
const LONGEST_CELL = 1_000;

/** Thrown where a limit is passed. */
class TooLarge extends Error {}

async function read(bytes: Uint8Array): Promise<WorkbookRow[]> {
  await checkInflatedSize(bytes);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer, {
    ignoreNodes: ['dataValidations', 'conditionalFormatting', 'autoFilter', 'drawing', 'tableParts'],
  });
  return rowsOf(workbook.worksheets[0]);
}

/** With exceljs's own unzipper: what another one finds in a file that is made to mislead may be something else. */
async function checkInflatedSize(bytes: Uint8Array): Promise<void> {
  const { files } = await jszip.loadAsync(bytes);
  let left = MOST_BYTES;
  for (const file of Object.values(files)) left -= await inflatedSize(file, left);
}

/** @throws TooLarge as soon as there is more than `most` */
function inflatedSize(file: JSZipObject, most: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let size = 0;
    const stream = file.nodeStream();
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) return;
      stream.pause();
      reject(new TooLarge());
    });
    stream.on('error', reject);
    stream.on('end', () => resolve(size));
  });
}

function rowsOf(sheet: exceljs.Worksheet | undefined): WorkbookRow[] {
  const rows: WorkbookRow[] = [];
  let text = 0;
  sheet?.eachRow((row, number) => {
    const width = Math.min(row.cellCount, MOST_COLUMNS);
    const cells = Array.from({ length: width }, (_, index) =>
      row
        .getCell(index + 1)
        .text.slice(0, LONGEST_CELL)
        .trim(),
    );
    rows.push({ number, cells });
    text += cells.reduce((sum, cell) => sum + cell.length, 0);
    if (rows.length > MOST_ROWS || text > MOST_TEXT) throw new TooLarge();
  });
  return rows;
}

/** The one answer, whatever the file is. */
async function answer(): Promise<WorkbookReading> {
  try {
    return { outcome: 'rows', rows: await read(workerData as Uint8Array) };
  } catch (error) {
    return { outcome: error instanceof TooLarge ? 'too-large' : 'unreadable' };
  }
}

parentPort?.postMessage(await answer());
