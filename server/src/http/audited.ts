import type { RequestHandler } from 'express';

/** Notes in the log that an admin made a change, once it is made: which, of what, and by which account's id. */
export function audited(action: string): RequestHandler {
  return (request, response, next) => {
    response.once('finish', () => {
      if (response.statusCode >= 400) return;
      const { id: campaign, group } = request.params;
      const user = (response.locals['user'] as { id: string } | undefined)?.id;
      request.log?.info({ audit: action, user, campaign, group }, action);
    });
    next();
  };
}
