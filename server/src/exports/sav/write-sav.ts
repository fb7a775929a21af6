import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { breathe, whileReadBy } from '../write-at-pace.js';
import { compressCases } from './compress-cases.js';
import { savDictionary } from './dictionary.js';
import type { SavFile } from './variable.js';

/**
 * Writes an SPSS system file at the reader's pace, and ends the stream.
 *
 * @throws ReaderGone when the stream is closed before the end
 */
export async function writeSav(file: SavFile, output: Writable): Promise<void> {
  await whileReadBy(output, async () => {
    output.write(savDictionary(file));
    for (const part of compressCases(file.variables, file.rows)) {
      output.write(part);
      await breathe(output);
    }
    const finished = once(output, 'finish');
    output.end();
    await finished;
  });
}
