import { isNativeError } from 'node:util/types';
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
  // Not `instanceof`: an error of Node's own may come from another realm.
  if (!isNativeError(error)) return problem('internal', 500, { cause: error });
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

/** Errors of the driver's that lie in what was asked of it, not in the way to the store. */
const ASKED_WRONGLY =
  /^Mongo(API|BatchReExecution|BulkWrite|InvalidArgument|MissingCredentials|Parse|Server)Error$/;
/** The store's own words for "not now": shutting down, stepping down, interrupted, no primary, network. */
const NOT_NOW = new Set([6, 7, 89, 91, 189, 9001, 10107, 11600, 11602, 13435, 13436]);
const CONNECTION_LOST = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** Whether a failure is that of a store that is down, restarting or out of reach. */
function isStoreAway(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  return (
    (error.name.startsWith('Mongo') && error.name !== 'MongooseError' && !ASKED_WRONGLY.test(error.name)) ||
    (error.name === 'MongoServerError' && typeof code === 'number' && NOT_NOW.has(code)) ||
    (error.name === 'MongooseError' && error.message.includes('buffering timed out')) ||
    (typeof code === 'string' && CONNECTION_LOST.test(code)) ||
    isStoreAway(error.cause)
  );
}
