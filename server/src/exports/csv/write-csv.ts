import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { formulaSafe } from '../formula-safe.js';
import type { Cell } from '../sheet.js';
import { breathe, whileReadBy } from '../write-at-pace.js';

/** By it Excel knows that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';
/** Cells turned into text before others get their turn: a few milliseconds. */
const CELLS_AT_ONCE = 12_000;

const field = (cell: Cell): string | number | null => {
  if (typeof cell === 'string') return formulaSafe(cell);
  return typeof cell === 'object' && cell !== null ? cell.value : cell;
};

/**
 * Rows as RFC 4180 has them: CRLF after each, quotes where they are needed. Texts can't be read as formulas; numbers stay
 * numbers, unrounded; what is null is empty.
 */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((cells) => cells.map(field)),
    // By itself it would quote only the whole CRLF.
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );

/**
 * Writes a table as csv (UTF-8 with a byte order mark) at the reader's pace, and ends the stream.
 *
 * @throws ReaderGone when the stream is closed before the end
 */
export async function writeCsv(rows: Iterable<readonly Cell[]>, output: Writable): Promise<void> {
  await whileReadBy(output, async () => {
    output.write(BYTE_ORDER_MARK);
    for (const text of csvParts(rows)) {
      output.write(text);
      await breathe(output);
    }
    const finished = once(output, 'finish');
    output.end();
    await finished;
  });
}

/** A table's text in parts of some 12,000 cells each, without the byte order mark. */
export function* csvParts(rows: Iterable<readonly Cell[]>): Generator<string> {
  let waiting: (readonly Cell[])[] = [];
  let cells = 0;
  for (const row of rows) {
    waiting.push(row);
    cells += row.length;
    if (cells < CELLS_AT_ONCE) continue;
    yield csvText(waiting);
    waiting = [];
    cells = 0;
  }
  if (waiting.length > 0) yield csvText(waiting);
}
