import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { WorkbookReading, WorkbookRow } from './roster-workbook-worker.js';

/** The built worker, from this file's place in `src` and in `dist` alike. */
const WORKER = fileURLToPath(new URL('../../dist/campaigns/roster-workbook-worker.js', import.meta.url));
/** A district's roster takes a hundredth of the memory and of the time. */
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 } as const;
const PATIENCE_MS = 15_000;

/** A workbook that inflates, or unfolds, to more than a roster can be. */
export class WorkbookTooLarge extends Error {
  override readonly name = 'WorkbookTooLarge';
}

/** A file that is not what its name says. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

/**
 * Reads the rows of a workbook's first sheet, in a thread of its own: a few kilobytes can hold gigabytes, or merge all
 * seventeen thousand million cells of a sheet, and must neither fill the server's memory nor hold up its respondents.
 *
 * @throws WorkbookTooLarge above the limits of size, memory or time; FileUnreadable
 */
export async function readWorkbook(bytes: Uint8Array): Promise<WorkbookRow[]> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new FileUnreadable(); // every zip begins with PK
  const worker = new Worker(WORKER, { workerData: bytes, resourceLimits: LIMITS });
  try {
    const reading = await readingOf(worker);
    if (reading.outcome === 'rows') return reading.rows;
    throw reading.outcome === 'too-large' ? new WorkbookTooLarge() : new FileUnreadable();
  } finally {
    await worker.terminate();
  }
}

function readingOf(worker: Worker): Promise<WorkbookReading> {
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => resolve({ outcome: 'too-large' }), PATIENCE_MS);
    worker.once('message', resolve);
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ outcome: 'too-large' });
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(tooLate);
      resolve({ outcome: 'unreadable' });
    });
  });
}
