import type { RequestHandler } from 'express';
import { problem } from './problem.js';

/**
 * Refuses a change that a page of another site sends (403 `forbidden`): for routes without a session, and so without a
 * token. A client that is no browser sends neither header, and carries nothing that another site could misuse.
 *
 * @param publicUrl where the site is reached; the request's own host counts as well
 */
export function sameOrigin(publicUrl: string | null): RequestHandler {
  const publicHost = publicUrl === null ? null : hostOf(publicUrl);
  return (request, _response, next) => {
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    if (site !== undefined) {
      if (site !== 'same-origin' && site !== 'none') throw problem('forbidden', 403);
    } else if (origin !== undefined) {
      // Browsers of before 2023, and all of them on plain http, say only where they come from.
      const host = hostOf(origin);
      if (host === null || (host !== request.host && host !== publicHost)) throw problem('forbidden', 403);
    }
    next();
  };
}

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null);
