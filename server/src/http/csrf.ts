import type { Request, RequestHandler, Response } from 'express';
import cookieParser from 'cookie-parser';
import { doubleCsrf } from 'csrf-csrf';
import { problem } from './problem.js';

/** Protection of changes that rest on the session cookie: a token tied to the session, sent back as `x-csrf-token`. */
export interface CsrfProtection {
  /** Must come before the rest: reads the cookie that the token is compared with. */
  readonly readCookies: RequestHandler;
  /** Refuses a change without the token: 403 `csrf-failed`. */
  readonly protect: RequestHandler;
  /** A token for the present session (or for a visitor who is about to sign in). */
  token(request: Request, response: Response, options?: { renew: boolean }): string;
}

/**
 * @param secret shared by all app servers
 * @param secureCookies whether the site is reached by https
 */
export function csrfProtection(secret: string, secureCookies: boolean): CsrfProtection {
  const csrf = doubleCsrf({
    getSecret: () => secret,
    getSessionIdentifier: (request) => (request.session.user ? request.sessionID : 'visitor'),
    cookieName: 'duwen.csrf',
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure: secureCookies, path: '/' },
  });
  const refuse: RequestHandler = (request, _response, next) => {
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (changes && !csrf.validateRequest(request)) throw problem('csrf-failed', 403);
    next();
  };
  return {
    readCookies: cookieParser(),
    protect: refuse,
    token: (request, response, { renew } = { renew: false }) =>
      csrf.generateCsrfToken(request, response, { overwrite: renew }),
  };
}
