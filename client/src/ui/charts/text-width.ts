/** The width of a text in widths of a Chinese character (an em): near enough to lay a chart out before it is drawn. */
export const textEms = (text: string): number =>
  [...text].reduce((width, character) => width + (character > '\u2e7f' ? 1 : 0.55), 0);

/** A text cut to at most `ems`, with an ellipsis where something was cut. */
export function cutText(text: string, ems: number): string {
  if (textEms(text) <= ems) return text;
  let kept = '';
  for (const character of text) {
    if (textEms(kept + character) > ems - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A text in lines of at most `ems`, broken between words, or within Chinese. A longer word has a line of its own. */
export function wrapText(text: string, ems: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
    if (line !== '' && textEms(line + piece.trimEnd()) > ems) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
