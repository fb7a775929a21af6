import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Sheet } from './sheet.js';
import { breathe, whileReadBy } from './write-at-pace.js';
import { packageParts, sheetPath, type SheetShape } from './xlsx/package-parts.js';
import { sheetXml } from './xlsx/sheet-xml.js';
import { stylesXml } from './xlsx/styles.js';
import { ZipWriter } from './zip/zip-writer.js';

/** Characters of XML made before others get their turn: a few milliseconds. */
const CHARACTERS_AT_ONCE = 200_000;

/**
 * Writes a workbook to a stream as it is made: a row at a time, at the reader's pace, whatever the number of rows.
 * Ends the stream.
 *
 * @param sheets at least one; each is asked for when the one before is written
 * @throws ReaderGone when the stream is closed before the end (a download given up)
 */
export async function writeWorkbook(sheets: Iterable<Sheet>, output: Writable): Promise<void> {
  await whileReadBy(output, async () => {
    const zip = new ZipWriter(output);
    const shapes: SheetShape[] = [];
    for (const sheet of sheets) {
      await zip.entry(sheetPath(shapes.length), inTurns(sheetXml(sheet)));
      shapes.push({ name: sheet.name, head: sheet.head, frozenColumns: sheet.frozenColumns });
      await breathe(output);
    }
    await zip.entry('xl/styles.xml', [stylesXml]);
    for (const [path, xml] of packageParts(shapes, new Date())) await zip.entry(path, [xml]);
    await zip.close();
  });
}

/** Gathers small pieces into large ones, and lets others have their turn after each. */
async function* inTurns(pieces: Iterable<string>): AsyncGenerator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHARACTERS_AT_ONCE) continue;
    yield text;
    text = '';
    await setImmediate();
  }
  yield text;
}
