import type { Response } from 'express';
import { TabulationError } from '@duwen/shared/tabulation';
import { problem } from '../http/problem.js';
import { WorkerLost } from '../tabulation-workers/worker-lost.js';
import { tabulationProblem } from './tabulation-problem.js';

/** The client went away before its answer was there. */
const GONE = new Error('the client is gone');

/**
 * Waits for work that is done for one client only: when the client goes away, the work is cancelled.
 *
 * @param work gets the signal that says so
 * @returns what the work gave; null when the client is gone
 * @throws 400 naming what cannot be tabulated; 503 `analysis-interrupted` when the work's thread came to its end
 */
export async function whileClientWaits<T>(
  response: Response,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const gone = new AbortController();
  const leave = (): void => gone.abort(GONE);
  // It may have left while what came before was waited for.
  if (response.destroyed) return null;
  response.once('close', leave);
  try {
    return await work(gone.signal);
  } catch (error) {
    if (gone.signal.aborted) return null;
    throw asProblem(error);
  } finally {
    response.off('close', leave);
  }
}

/** What the workers' errors are to a client. */
export function asProblem(error: unknown): unknown {
  if (error instanceof TabulationError) return tabulationProblem(error);
  if (error instanceof WorkerLost) return problem('analysis-interrupted', 503, { cause: error });
  return error;
}

/** Answers with JSON that a worker wrote: this thread passes the bytes on. */
export async function sendJson(
  response: Response,
  work: (signal: AbortSignal) => Promise<Uint8Array>,
): Promise<void> {
  const bytes = await whileClientWaits(response, work);
  if (bytes) response.type('json').end(bytes);
}
