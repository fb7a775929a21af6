import { cellText } from '../cell-text.js';
import type { Cell } from '../sheet.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader of XML would make a line feed of each.
  '\r': '&#13;',
};

/** A text as XML's content or attribute. */
export const escapeXml = (text: string): string =>
  /[&<>"\r]/.test(text) ? text.replace(/[&<>"\r]/g, (sign) => ENTITIES[sign]!) : text;

/** `A`, `Z`, `AA` … for columns from 0. */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/**
 * A cell of a sheet's XML.
 *
 * @param reference `B7`
 * @param style place among the workbook's cell formats; 0 for none
 */
export function cellXml(reference: string, content: Cell, style: number): string {
  const at = style === 0 ? `<c r="${reference}"` : `<c r="${reference}" s="${style}"`;
  const value = typeof content === 'object' && content !== null ? content.value : content;
  if (value === null) return style === 0 ? '' : `${at}/>`;
  if (typeof value === 'number') return Number.isFinite(value) ? `${at}><v>${value}</v></c>` : `${at}/>`;
  const text = escapeXml(cellText(value));
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '';
  return `${at} t="inlineStr"><is><t${space}>${text}</t></is></c>`;
}
