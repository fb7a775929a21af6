/** The worker at a request came to its end before it had an answer: out of memory, taking too long, or the server stops. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost';

  constructor(cause?: unknown) {
    super('the worker at this request came to its end', cause === undefined ? undefined : { cause });
  }
}
