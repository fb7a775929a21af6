import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { problem, problemBody, ProblemError } from './problem.js';
import { loggedError, loggedPath } from './request-log.js';

/** Whatever reaches the end of `/api`: 404 `not-found`. */
export const nothingHere: RequestHandler = () => {
  throw problem('not-found', 404);
};

/** Answers every failure below it with problem+json; logs those that are the server's own. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const known = asProblem(error);
    if (known.status >= 500) {
      logger.error(
        { err: loggedError(error), method: request.method, path: loggedPath(request.originalUrl) },
        'request failed',
      );
    }
    if (response.headersSent) {
      next(error); // Express cuts the connection, so that a half-sent answer is not taken for a whole one
      return;
    }
    if (known.code === 'store-unavailable') response.set('Retry-After', '3');
    response
      .status(known.status)
      .set('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problemBody(known, request)));
  };
}

/** What the rest of the stack throws, in the catalogue's terms. */
function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof Error)) return problem('internal', 500, { cause: error });
  const status = 'status' in error && typeof error.status === 'number' ? error.status : null;
  const type = 'type' in error && typeof error.type === 'string' ? error.type : '';
  if (type === 'entity.parse.failed') return problem('not-json', 400, { cause: error });
  if (status === 413) return problem('too-large', 413, { cause: error });
  if (status === 415) return problem('unsupported-media-type', 415, { cause: error });
  if (status === 404) return problem('not-found', 404, { cause: error });
  if (status !== null && status >= 400 && status < 500) return problem('bad-request', 400, { cause: error });
  if (isStoreAway(error)) return problem('store-unavailable', 503, { cause: error });
  return problem('internal', 500, { cause: error });
}

/** The driver's errors of a store that is down, restarting or out of reach. */
function isStoreAway(error: Error): boolean {
  return (
    /^(MongoNetwork|MongoServerSelection|MongoTopologyClosed|MongoPoolC|MongoNotConnected|MongoWaitQueue|MongooseServerSelection|MongoOperationTimeout)/.test(
      error.name,
    ) ||
    (error.name === 'MongooseError' && error.message.includes('buffering timed out'))
  );
}
