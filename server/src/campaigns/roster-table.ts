import { parse as parseCsv } from 'csv-parse/sync';
import exceljs from 'exceljs';
import type { ProblemDetail } from '@duwen/shared/api';
import { message } from './message.js';

/** A roster's file as rows of trimmed texts. */
export interface RosterTable {
  readonly header: readonly string[];
  /** `number`: the row's number in the file, as an editor or a spreadsheet shows it. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** The file as it was sent: the name says which kind it is. */
export interface RosterFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MOST_COLUMNS = 200;

/**
 * Reads a roster's file, CSV (UTF-8 or GB18030, as Excel saves it in China) or the first sheet of an xlsx workbook.
 * Rows without any value are left out.
 */
export async function readRosterTable(file: RosterFile): Promise<RosterTable | ProblemDetail> {
  try {
    const rows = /\.xlsx$/i.test(file.name) ? await readXlsx(file.bytes) : readCsv(file.bytes);
    const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
    const [header, ...rest] = filled;
    if (!header) return { path: file.name, message: message('roster-empty') };
    return { header: header.cells, rows: rest };
  } catch {
    return { path: file.name, message: message('roster-unreadable') };
  }
}

function readCsv(bytes: Uint8Array): RosterTable['rows'] {
  const records = parseCsv(decode(bytes), {
    bom: true,
    relax_column_count: true,
    trim: true,
    info: true,
    max_record_size: 100_000,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  // `lines` counts to the record's end: one value of several lines stands in the row where it ends.
  return records.map(({ record, info }) => ({ number: info.lines, cells: record }));
}

/** Excel in China saves CSV as GB18030 (GBK); anything that is not UTF-8 is taken for it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

async function readXlsx(bytes: Uint8Array): Promise<RosterTable['rows']> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  const sheet = workbook.worksheets[0];
  const rows: { number: number; cells: string[] }[] = [];
  sheet?.eachRow((row, number) => {
    const width = Math.min(row.cellCount, MOST_COLUMNS);
    const cells = Array.from({ length: width }, (_, index) => row.getCell(index + 1).text.trim());
    rows.push({ number, cells });
  });
  return rows;
}
