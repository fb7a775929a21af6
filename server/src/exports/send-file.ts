import type { Response } from 'express';
import { ReaderGone } from './write-at-pace.js';

/** Answers with a file that is written as it is sent. A failure of the writing can but cut the download. */
export async function sendFile(
  response: Response,
  name: string,
  write: (output: Response) => Promise<void>,
): Promise<void> {
  response.attachment(name);
  try {
    await write(response);
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
}
