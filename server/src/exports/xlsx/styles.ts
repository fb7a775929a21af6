import type { Format, SheetRow } from '../sheet.js';
import { escapeXml } from './cell-xml.js';

/** How numbers are shown: a format of Excel's own (below 164) or one of ours. */
const NUMBER_FORMATS: Readonly<Record<Format, { readonly id: number; readonly code: string | null }>> = {
  text: { id: 0, code: null },
  count: { id: 3, code: null },
  percent: { id: 164, code: '0.0%' },
  decimal: { id: 2, code: null },
  oneDecimal: { id: 165, code: '0.0' },
  pValue: { id: 166, code: '0.0000' },
};
const FORMATS = Object.keys(NUMBER_FORMATS) as Format[];

/** What a row is, as far as its looks go. */
export type Look = 'head' | 'plain' | NonNullable<SheetRow['emphasis']>;
const LOOKS: readonly Look[] = ['head', 'plain', 'strong', 'notice'];

const INK = 'FF1B2430';
const ACCENT = 'FF0B4F8A';
const NOTICE = 'FFC2570C';
const RULE = 'FFC8CDD3';

/** 微软雅黑 is there in Excel and WPS; elsewhere its charset (GB2312) finds another Chinese font. */
const font = (color: string, bold: boolean): string =>
  `<font>${bold ? '<b/>' : ''}<sz val="10"/><color rgb="${color}"/><name val="微软雅黑"/><charset val="134"/></font>`;
const FONTS = [font(INK, false), font(ACCENT, true), font(INK, true), font(NOTICE, true)];
const FONT_OF: Readonly<Record<Look, number>> = { plain: 0, head: 1, strong: 2, notice: 3 };

const border = (top: string, bottom: string): string =>
  `<border><left/><right/>${top}${bottom}<diagonal/></border>`;
const line = (side: 'top' | 'bottom', style: string, color: string): string =>
  `<${side} style="${style}"><color rgb="${color}"/></${side}>`;
const BORDERS = [
  border('<top/>', '<bottom/>'),
  border('<top/>', line('bottom', 'medium', ACCENT)),
  border(line('top', 'thin', RULE), '<bottom/>'),
];
const BORDER_OF: Readonly<Record<Look, number>> = { plain: 0, head: 1, strong: 2, notice: 0 };

/** Place of a cell's format among those of `stylesXml`; 0 is the bare one. */
export const styleOf = (look: Look, format: Format): number =>
  1 + LOOKS.indexOf(look) * FORMATS.length + FORMATS.indexOf(format);

function cellFormat(look: Look, format: Format): string {
  const isText = format === 'text';
  const wrap = isText || look === 'head' ? ' wrapText="1"' : '';
  const alignment = `<alignment horizontal="${isText ? 'left' : 'right'}" vertical="top"${wrap}${isText ? ' indent="1"' : ''}/>`;
  return (
    `<xf numFmtId="${NUMBER_FORMATS[format].id}" fontId="${FONT_OF[look]}" fillId="0" borderId="${BORDER_OF[look]}" xfId="0" ` +
    `applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
  );
}

const list = (name: string, parts: readonly string[]): string =>
  `<${name} count="${parts.length}">${parts.join('')}</${name}>`;

/** `xl/styles.xml`: the same for every workbook. */
export const stylesXml: string =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  list(
    'numFmts',
    Object.values(NUMBER_FORMATS).flatMap(({ id, code }) =>
      code === null ? [] : [`<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`],
    ),
  ) +
  list('fonts', FONTS) +
  list('fills', [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  ]) +
  list('borders', BORDERS) +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  list('cellXfs', [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    ...LOOKS.flatMap((look) => FORMATS.map((format) => cellFormat(look, format))),
  ]) +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  '</styleSheet>';
