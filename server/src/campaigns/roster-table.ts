import { parse as parseCsv } from 'csv-parse/sync';
import type { ProblemDetail } from '@duwen/shared/api';
import { message } from './message.js';
import { FileUnreadable, readWorkbook, WorkbookTooLarge } from './roster-workbook.js';

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

/**
 * Reads a roster's file, CSV (UTF-8 or GB18030, as Excel saves it in China) or the first sheet of an xlsx workbook.
 * Rows without any value are left out.
 */
export async function readRosterTable(file: RosterFile): Promise<RosterTable | ProblemDetail> {
  try {
    const rows = /\.xlsx$/i.test(file.name) ? await readWorkbook(file.bytes) : readCsv(file.bytes);
    const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
    const [header, ...rest] = filled;
    if (!header) return { path: file.name, message: message('roster-empty') };
    return { header: header.cells, rows: rest };
  } catch (error) {
    if (error instanceof WorkbookTooLarge) return { path: file.name, message: message('roster-too-large') };
    if (error instanceof FileUnreadable) return { path: file.name, message: message('roster-unreadable') };
    throw error;
  }
}

function readCsv(bytes: Uint8Array): RosterTable['rows'] {
  const records = parseRecords(bytes);
  // `lines` counts to the record's end: one value of several lines stands in the row where it ends.
  return records.map(({ record, info }) => ({ number: info.lines, cells: record }));
}

interface CsvRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/** @throws FileUnreadable for bytes that are no text, or quotes without an end */
function parseRecords(bytes: Uint8Array): CsvRecord[] {
  try {
    return parseCsv(decode(bytes), {
      bom: true,
      relax_column_count: true,
      trim: true,
      info: true,
      max_record_size: 100_000,
    }) as unknown as CsvRecord[];
  } catch (error) {
    throw new FileUnreadable(undefined, { cause: error });
  }
}

/** Excel in China saves CSV as GB18030 (GBK); anything that is not UTF-8 is taken for it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}
