import type { Cell, Sheet } from '../sheet.js';

/** A sheet as the lines of a csv file: its head, then its rows. */
export function* sheetLines({ head, rows }: Sheet): Generator<readonly Cell[]> {
  yield* head;
  for (const { cells } of rows) yield cells;
}
