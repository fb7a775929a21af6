import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/** The reader went away before the end. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/**
 * Does a piece of writing, and gives up as soon as the stream is closed before its end (a download given up).
 *
 * @throws ReaderGone; the stream's own error; what `write` throws
 */
export async function whileReadBy(output: Writable, write: () => Promise<void>): Promise<void> {
  let fail: (error: Error) => void = () => undefined;
  const gone = new Promise<never>((_, reject) => (fail = reject));
  // Without a reader of the rejection it would end the process when writing has failed for another reason before.
  gone.catch(() => undefined);
  const onClose = (): void => {
    if (!output.writableFinished) fail(new ReaderGone());
  };
  output.once('close', onClose).once('error', fail);
  try {
    if (output.destroyed) throw new ReaderGone();
    await Promise.race([write(), gone]);
  } finally {
    output.off('close', onClose);
  }
}

/** Lets other requests have their turn, and waits while the reader is behind. */
export async function breathe(output: Writable): Promise<void> {
  await setImmediate();
  if (output.destroyed) throw new ReaderGone();
  if (output.writableNeedDrain) await once(output, 'drain');
}
