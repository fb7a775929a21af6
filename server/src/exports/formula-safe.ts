/**
 * A text that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it (OWASP, CSV injection).
 * Full-width signs count too: some input methods write them, and some programs read them as the narrow ones.
 */
export const formulaSafe = (text: string): string =>
  /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
