import { isNativeError } from 'node:util/types';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';

/**
 * One line a request: method, path, status, time. Nothing that leads to a person: no address, no headers, no query, no
 * body, and no access code of a link.
 */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    serializers: {
      req: (request: { method?: string; url?: string }) => ({
        method: request.method,
        path: loggedPath(request.url ?? ''),
      }),
      res: (response: { statusCode?: number }) => ({ status: response.statusCode }),
      err: loggedError,
    },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'warn' : 'info',
    // The log line of a failure is written where it is caught, with its cause.
    customErrorObject: (_request, _response, _error, value: Record<string, unknown>) => ({
      ...value,
      err: undefined,
    }),
    autoLogging: {
      ignore: (request) => !/^\/api\//i.test(request.url ?? '') || request.url === '/api/health',
    },
  });
}

/** The path without its query, without the code of a link, and without the id of somebody's response. */
export function loggedPath(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  // Routes know no capitals, and a request may name the host as well.
  return path
    .replace(/\/(api\/links|r)\/[^/]+/i, '/$1/:code')
    .replace(/\/withdrawals\/[^/]+/i, '/withdrawals/:response');
}

/** A failure without its message where the store wrote it: those repeat the values of the document. */
export function loggedError(error: unknown): Record<string, unknown> {
  if (!isNativeError(error)) return { type: typeof error };
  const ofStore = /^(Mongo|Validation|Cast|Version|Document)/.test(error.name);
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return {
    type: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...(ofStore ? {} : { message: error.message }),
    stack: frames.join('\n'),
  };
}
