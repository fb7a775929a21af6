import { formulaSafe } from './formula-safe.js';

/** Longest text that a cell holds. */
const MAX_LENGTH = 32_000;

/**
 * A text as a cell of a workbook can hold it. A cell's text is never read as a formula, but a sheet that is saved as CSV and
 * opened again is: hence `formulaSafe`. Characters that XML can't hold are dropped, and `_x003D_` stays those seven
 * characters: a workbook's readers would take it for a `=`.
 */
export function cellText(text: string): string {
  const clean = text.slice(0, MAX_LENGTH).replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
  return formulaSafe(clean.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}
