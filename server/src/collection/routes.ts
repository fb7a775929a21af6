import { Router, type Request, type RequestHandler } from 'express';
import type { PublishedQuestionnaire } from '@duwen/shared/api';
import { linkInfo } from '../campaigns/link-info.js';
import { linkState, lookUpLink, normalCode, type LinkTarget } from '../campaigns/link-lookup.js';
import { unitChoices } from '../campaigns/unit-lookup.js';
import { jsonBody } from '../http/json-body.js';
import { problem } from '../http/problem.js';
import { addressOf, limitRate, type RateLimits } from '../http/rate-limits.js';
import { sameOrigin } from '../http/same-origin.js';
import { submit } from './submit.js';

/** More than the longest questionnaire's answers, less than what could hurt. */
const LARGEST_SUBMISSION = '256kb';

/** The respondents' side, mounted at `/api/links`: no account, no cookie, nothing kept of who asks. */
export function collectionRoutes(limits: RateLimits, publicUrl: string | null): Router {
  const routes = Router();
  const busy = { minutes: 1, code: 'too-many-requests' } as const;
  routes.use(limitRate({ ...busy, limit: limits.address, key: addressOf }));

  routes.get('/:code', async (request, response) => {
    const { campaign, group, latest } = await target(request);
    response.json(linkInfo(campaign, group, latest, linkState(campaign, new Date())));
  });

  routes.get('/:code/units', mayKeep, async (request, response) => {
    const { campaign, group } = await target(request);
    response.json(await unitChoices(campaign._id, group));
  });

  routes.get('/:code/questionnaire', mayKeep, async (request, response) => {
    const { campaign, latest } = await target(request);
    const state = linkState(campaign, new Date());
    if (state === 'closed') throw problem('link-closed', 403);
    if (state === 'not-open' || !latest) throw problem('link-not-open', 403);
    const body: PublishedQuestionnaire = { version: latest.version, json: latest.json };
    response.json(body);
  });

  routes.post(
    '/:code/responses',
    sameOrigin(publicUrl),
    limitRate({ ...busy, limit: limits.link, key: linkKey }),
    ...jsonBody(LARGEST_SUBMISSION),
    limitRate({ ...busy, limit: limits.submission, key: submissionKey }),
    async (request, response) => {
      const { answer, repeated } = await submit(await target(request), request.body, new Date());
      response.status(repeated ? 200 : 201).json(answer);
    },
  );
  return routes;
}

/** A phone that comes back asks whether its copy is still right, and loads it only when it is not. */
const mayKeep: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'private, no-cache');
  next();
};

async function target(request: Request): Promise<LinkTarget> {
  const found = await lookUpLink(String(request.params['code']));
  if (!found) throw problem('link-unknown', 404);
  return found;
}

/** However a code is written, it is one link; all that can be none count together. */
const linkKey = ({ params }: Request): string => normalCode(String(params['code'])) ?? '';

/** One submission's tries are counted by its id; what has none is refused anyway, and counts for its address. */
function submissionKey(request: Request): string {
  const body: unknown = request.body;
  const id = typeof body === 'object' && body !== null && 'submissionId' in body ? body.submissionId : null;
  return typeof id === 'string' && id.length === 36 ? id.toLowerCase() : addressOf(request);
}
