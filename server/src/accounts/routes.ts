import { Router, type Request, type Response } from 'express';
import { signInSchema, type SessionInfo } from '@duwen/shared/api';
import type { CsrfProtection } from '../http/csrf.js';
import { parse, userOf, type SignedInUser } from '../http/guards.js';
import { jsonBody } from '../http/json-body.js';
import { problem } from '../http/problem.js';
import { addressOf, limitRate, type RateLimits } from '../http/rate-limits.js';
import { SESSION_COOKIE } from '../http/sessions.js';
import { checkCredentials, normalUsername, type SessionUser } from './accounts.js';

/** GET, POST and DELETE of `/session`: who is signed in, signing in, signing out. */
export function accountRoutes(csrf: CsrfProtection, limits: RateLimits): Router {
  const router = Router();

  router.get('/session', (request, response) => {
    response.json(sessionInfo(userOf(response), csrf.token(request, response)));
  });

  router.post(
    '/session',
    ...jsonBody('16kb'),
    checkShape,
    ...throttles(limits),
    async (request, response) => {
      const { username, password } = parse(signInSchema, request.body);
      const account = await checkCredentials(username, password);
      if (!account) throw problem('wrong-credentials', 401);
      await beginSession(request, account.session);
      request.log?.info({ user: account.user.id, role: account.user.role }, 'signed in');
      response.json(sessionInfo(account.user, csrf.token(request, response, { renew: true })));
    },
  );

  router.delete('/session', async (request, response) => {
    await endSession(request, response);
    response.json(sessionInfo(null, csrf.token(request, response, { renew: true })));
  });

  return router;
}

const sessionInfo = (user: SignedInUser | null, csrfToken: string): SessionInfo => ({
  user: user && { username: user.username, role: user.role },
  csrfToken,
});

/** A malformed request is no attempt: it is refused before it counts. */
function checkShape(request: Request, _response: Response, next: () => void): void {
  parse(signInSchema, request.body);
  next();
}

function throttles(limits: RateLimits) {
  const username = (request: Request): string => normalUsername(parse(signInSchema, request.body).username);
  const common = { code: 'too-many-attempts', failuresOnly: true } as const;
  return [
    limitRate({ ...common, minutes: 15, limit: limits.signInAddress, key: addressOf }),
    limitRate({ ...common, minutes: 60, limit: limits.signInUsername, key: username }),
    limitRate({
      ...common,
      minutes: 15,
      limit: limits.signInPair,
      key: (request) => `${addressOf(request)} ${username(request)}`,
    }),
  ];
}

/** A new session id at every sign-in: one planted beforehand is worth nothing. */
async function beginSession(request: Request, user: SessionUser): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    request.session.regenerate((error?: unknown) => (error ? reject(error as Error) : resolve())),
  );
  request.session.user = user;
  await new Promise<void>((resolve, reject) =>
    request.session.save((error?: unknown) => (error ? reject(error as Error) : resolve())),
  );
}

async function endSession(request: Request, response: Response): Promise<void> {
  if (request.session.user) {
    await new Promise<void>((resolve, reject) =>
      request.session.regenerate((error?: unknown) => (error ? reject(error as Error) : resolve())),
    );
  }
  response.clearCookie(SESSION_COOKIE, { path: '/' });
}
