/** Longest text that a cell holds. */
const MAX_LENGTH = 32_000;

/**
 * A text as a cell can hold it. A cell's text is never read as a formula, but a sheet that is saved as CSV and opened
 * again is: so what begins like one gets an apostrophe before it (OWASP, CSV injection). Characters that XML can't hold
 * are dropped.
 */
export function cellText(text: string): string {
  const clean = text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '').slice(0, MAX_LENGTH);
  return /^[=+\-@\t\r＝＋－＠]/.test(clean) ? `'${clean}` : clean;
}
