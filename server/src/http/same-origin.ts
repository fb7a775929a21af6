import type { RequestHandler } from 'express';
import { problem } from './problem.js';

/**
 * Refuses a change that a page of another site sends (403 `forbidden`): for routes without a session, and so without a
 * token. A client that is no browser sends neither header, and carries nothing that another site could misuse.
 */
export const sameOrigin: RequestHandler = (request, _response, next) => {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw problem('forbidden', 403);
  const origin = request.get('origin');
  if (site === undefined && origin !== undefined && hostOf(origin) !== request.host) {
    throw problem('forbidden', 403);
  }
  next();
};

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
