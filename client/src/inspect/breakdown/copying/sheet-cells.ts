/** How a number is shown in a spreadsheet: a count, a share with one decimal, a mean with two. */
export type NumberFormat = 'count' | 'percent' | 'mean';

/** A cell to paste: text, a number with its format, or nothing. */
export type SheetCell = string | { readonly number: number; readonly as: NumberFormat } | null;

/** A table to paste. */
export interface SheetTable {
  readonly rows: readonly (readonly SheetCell[])[];
  /** How many of its first rows are heads. */
  readonly heads: number;
}

export const numberOr = (value: number | null | undefined, as: NumberFormat, withheld: string): SheetCell =>
  value === null || value === undefined ? withheld : { number: value, as };

/** Number formats as Excel and LibreOffice read them from a pasted table. */
const FORMAT: Readonly<Record<NumberFormat, string>> = { count: '#,##0', percent: '0.0%', mean: '0.00' };

/**
 * Text that a spreadsheet would take for a formula is put behind an apostrophe. Decimal digits enough for the figure to
 * survive, not so many that a binary fraction shows.
 */
const safeText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const written = (value: number): string => String(Number(value.toPrecision(12)));

/** The table as tab-separated lines: shares as percentages, so that a spreadsheet reads them as such. */
export function plainText({ rows }: SheetTable): string {
  return rows.map((row) => row.map(plainCell).join('\t')).join('\n');
}

function plainCell(cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return safeText(cell.replace(/[\t\r\n]+/g, ' '));
  return cell.as === 'percent' ? `${written(cell.number * 100)}%` : written(cell.number);
}

/** The table as HTML whose numbers keep all their digits and show as their format says. */
export function htmlTable({ rows, heads }: SheetTable): string {
  const body = rows.map(
    (row, index) => `<tr>${row.map((cell) => htmlCell(cell, index < heads ? 'th' : 'td')).join('')}</tr>`,
  );
  return `<meta charset="utf-8"><table>${body.join('')}</table>`;
}

function htmlCell(cell: SheetCell, tag: 'th' | 'td'): string {
  if (cell === null) return `<${tag}></${tag}>`;
  if (typeof cell === 'string') return `<${tag} style="mso-number-format:'\\@'">${escaped(cell)}</${tag}>`;
  const format = FORMAT[cell.as];
  const value = written(cell.number);
  // What stands in the cell is read where the attributes are not known: a percentage then, not a bare fraction.
  const shown = cell.as === 'percent' ? `${written(cell.number * 100)}%` : value;
  return `<${tag} style="mso-number-format:'${format.replace(/%/g, '\\%')}'" sdval="${value}" sdnum="1033;0;${format}">${shown}</${tag}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);
