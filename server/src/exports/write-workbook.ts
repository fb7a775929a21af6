import type { Writable } from 'node:stream';
import exceljs from 'exceljs';
import { cellText } from './cell-text.js';
import type { Cell, Format, Sheet, SheetRow } from './sheet.js';
import { breathe, whileReadBy } from './write-at-pace.js';

const FORMATS: Readonly<Record<Format, string>> = {
  text: 'General',
  count: '#,##0',
  percent: '0.0%',
  decimal: '0.00',
  oneDecimal: '0.0',
  pValue: '0.0000',
};

/** 微软雅黑 is there in Excel and WPS; elsewhere its charset (GB2312) finds another Chinese font. */
const FONT = { name: '微软雅黑', charset: 134, size: 10 } as const;
const INK = 'FF1B2430';
const ACCENT = 'FF0B4F8A';
const NOTICE = 'FFC2570C';
const RULE = { style: 'thin', color: { argb: 'FFC8CDD3' } } as const;
/** Rows between two looks at whether the reader keeps up. */
const ROWS_AT_ONCE = 500;

type RowStyles = Readonly<Record<Format, Partial<exceljs.Style>>>;

/** One style object per kind of cell: the writer keeps every distinct one. */
function rowStyles(emphasis: SheetRow['emphasis'] | 'head'): RowStyles {
  const color = { argb: emphasis === 'head' ? ACCENT : emphasis === 'notice' ? NOTICE : INK };
  const font = { ...FONT, bold: emphasis !== undefined, color };
  const ruled =
    emphasis === 'head' ? { border: { bottom: { style: 'medium', color: { argb: ACCENT } } } } : {};
  const line = emphasis === 'strong' ? { border: { top: RULE } } : ruled;
  return Object.fromEntries(
    Object.entries(FORMATS).map(([format, numFmt]) => [
      format,
      {
        font,
        numFmt,
        alignment: {
          vertical: 'top',
          wrapText: format === 'text' || emphasis === 'head',
          horizontal: format === 'text' ? 'left' : 'right',
          indent: format === 'text' ? 1 : 0,
        },
        ...line,
      },
    ]),
  ) as RowStyles;
}

const STYLES = {
  head: rowStyles('head'),
  plain: rowStyles(undefined),
  strong: rowStyles('strong'),
  notice: rowStyles('notice'),
} as const;

/**
 * Writes a workbook to a stream as it is made: a sheet at a time, at the reader's pace, without a table of shared strings.
 * Ends the stream.
 *
 * @throws ReaderGone when the stream is closed before the end (a download given up)
 */
export async function writeWorkbook(sheets: Iterable<Sheet>, output: Writable): Promise<void> {
  await whileReadBy(output, () => write(sheets, output));
}

async function write(sheets: Iterable<Sheet>, output: Writable): Promise<void> {
  const writer = new exceljs.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
  });
  writer.creator = 'Duwen';
  writer.lastModifiedBy = 'Duwen';
  for (const sheet of sheets) await writeSheet(writer, sheet, output);
  await writer.commit();
}

async function writeSheet(
  writer: exceljs.stream.xlsx.WorkbookWriter,
  sheet: Sheet,
  output: Writable,
): Promise<void> {
  const { head, rows, columns } = sheet;
  const worksheet = writer.addWorksheet(sheet.name, {
    views: [viewOf(sheet)],
    pageSetup: pageSetupOf(sheet),
    properties: { defaultRowHeight: LINE_HEIGHT + 3 },
    headerFooter: { oddFooter: '&L&A&R&P / &N' },
  });
  worksheet.columns = columns.map(({ width }) => ({ width }));
  if (head.length > 0) {
    worksheet.autoFilter = {
      from: { row: head.length, column: 1 },
      to: { row: head.length + rows.length, column: columns.length },
    };
  }
  for (const cells of head) writeRow(worksheet, sheet, cells, STYLES.head);
  for (const [index, { cells, emphasis }] of rows.entries()) {
    writeRow(worksheet, sheet, cells, STYLES[emphasis ?? 'plain']);
    if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await breathe(output);
  }
  worksheet.commit();
  await breathe(output);
}

/** Characters across a printed page that can still be read. */
const PAGE_WIDTH = 240;

/** A4 across, as many pages wide as it takes, each with the sheet's head and first columns. */
function pageSetupOf({ columns, head, frozenColumns }: Sheet): Partial<exceljs.PageSetup> {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: Math.ceil(width / PAGE_WIDTH),
    fitToHeight: 0,
    ...(head.length > 0 && { printTitlesRow: `1:${head.length}` }),
    ...(frozenColumns > 0 && { printTitlesColumn: `A:${String.fromCharCode(64 + frozenColumns)}` }),
  };
}

const viewOf = ({ head, frozenColumns }: Sheet): Partial<exceljs.WorksheetView> =>
  head.length === 0
    ? { showGridLines: false }
    : { state: 'frozen', xSplit: frozenColumns, ySplit: head.length, showGridLines: false };

function writeRow(
  worksheet: exceljs.Worksheet,
  { columns }: Sheet,
  cells: readonly Cell[],
  styles: RowStyles,
): void {
  const row = worksheet.addRow([]);
  let lines = 1;
  columns.forEach((column, index) => {
    const content = cells[index] ?? null;
    const cell = row.getCell(index + 1);
    const own = typeof content === 'object' && content !== null;
    const value = own ? content.value : content;
    cell.value = typeof value === 'string' ? cellText(value) : value;
    cell.style = styles[own ? content.format : column.format];
    const wraps = styles === STYLES.head || column.format === 'text';
    if (wraps && typeof value === 'string') lines = Math.max(lines, linesOf(value, column.width - 1));
  });
  row.height = LINE_HEIGHT * Math.min(lines, MOST_LINES) + 3;
  row.commit();
}

/** Points. */
const LINE_HEIGHT = 14;
const MOST_LINES = 12;

/** How many lines a text takes in a column: a program that opens the file doesn't fit the rows to wrapped text. */
function linesOf(text: string, width: number): number {
  return text
    .split('\n')
    .reduce((lines, part) => lines + Math.max(1, Math.ceil((displayWidth(part) * 0.95) / width)), 0);
}

/** In halves of a Chinese character. */
const displayWidth = (text: string): number =>
  text.length +
  (text.match(/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]/g) ?? [])
    .length;
