import type { Cell, Column, Format, Sheet } from '../sheet.js';
import { cellXml, columnName } from './cell-xml.js';
import { styleOf, type Look } from './styles.js';

/** Points. */
const LINE_HEIGHT = 14;
const MOST_LINES = 12;
/** Characters across a printed page that can still be read. */
const PAGE_WIDTH = 240;
const FIRST_LETTER = 'A';

/** A sheet's XML, piece by piece: the pieces of a long sheet are never all in memory. */
export function* sheetXml(sheet: Sheet): Generator<string> {
  const { head, columns } = sheet;
  yield opening(sheet);
  const names = columns.map((_, index) => columnName(index));
  let row = 0;
  for (const cells of head) yield rowXml((row += 1), sheet, names, cells, 'head');
  for (const { cells, emphasis } of sheet.rows)
    yield rowXml((row += 1), sheet, names, cells, emphasis ?? 'plain');
  yield closing(sheet, row);
}

function opening({ columns, head, frozenColumns }: Sheet): string {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView showGridLines="0" workbookViewId="0">${pane(head.length, frozenColumns)}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="${LINE_HEIGHT + 3}" customHeight="1"/>` +
    `<cols>${widths.join('')}</cols><sheetData>`
  );
}

/** What stays in view: the head's rows, and the first columns. */
function pane(rows: number, columns: number): string {
  if (rows === 0) return '';
  const split = columns > 0 ? `xSplit="${columns}" ySplit="${rows}"` : `ySplit="${rows}"`;
  const active = columns > 0 ? 'bottomRight' : 'bottomLeft';
  return `<pane ${split} topLeftCell="${columnName(columns)}${rows + 1}" activePane="${active}" state="frozen"/>`;
}

/** Filters over the head's last row; A4 across, as many pages wide as it takes. */
function closing({ columns, head }: Sheet, rows: number): string {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const filter =
    head.length > 0
      ? `<autoFilter ref="${FIRST_LETTER}${head.length}:${columnName(columns.length - 1)}${Math.max(rows, head.length)}"/>`
      : '';
  return (
    `</sheetData>${filter}` +
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="landscape" fitToWidth="${Math.ceil(width / PAGE_WIDTH)}" fitToHeight="0"/>` +
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>'
  );
}

function rowXml(
  row: number,
  { columns, bare = false }: Sheet,
  names: readonly string[],
  cells: readonly Cell[],
  look: Look,
): string {
  const styled = !bare || look === 'head';
  let xml = '';
  let lines = 1;
  for (let index = 0; index < columns.length; index += 1) {
    const content = cells[index] ?? null;
    const column = columns[index]!;
    xml += cellXml(`${names[index]}${row}`, content, styled ? styleOf(look, formatOf(content, column)) : 0);
    if (styled && typeof content === 'string' && (look === 'head' || column.format === 'text'))
      lines = Math.max(lines, linesOf(content, column.width - 1));
  }
  const height = styled ? ` ht="${LINE_HEIGHT * Math.min(lines, MOST_LINES) + 3}" customHeight="1"` : '';
  return `<row r="${row}"${height}>${xml}</row>`;
}

const formatOf = (content: Cell, column: Column): Format =>
  typeof content === 'object' && content !== null ? content.format : column.format;

/** How many lines a text takes in a column: a program that opens the file doesn't fit the rows to wrapped text. */
function linesOf(text: string, width: number): number {
  if (text.length * 2 <= width && !text.includes('\n')) return 1;
  return text
    .split('\n')
    .reduce((lines, part) => lines + Math.max(1, Math.ceil((displayWidth(part) * 0.95) / width)), 0);
}

/** In halves of a Chinese character. */
const displayWidth = (text: string): number =>
  text.length +
  (text.match(/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]/g) ?? [])
    .length;
