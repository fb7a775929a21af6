import { Router, type Response } from 'express';
import { withdrawalSchema } from '@duwen/shared/api';
import { findCampaign } from '../campaigns/find-campaign.js';
import { audited } from '../http/audited.js';
import { parse, requireRole, userOf } from '../http/guards.js';
import { listWithdrawals, undoWithdrawal, withdraw } from './withdrawals.js';

/** Responses that are taken out of all counting, and back in: an admin's. */
export function withdrawalRoutes(): Router {
  const routes = Router();
  const admin = requireRole('admin');

  routes.get('/campaigns/:id/withdrawals', admin, async (request, response) => {
    const { _id } = await findCampaign(String(request.params['id']));
    response.json(await listWithdrawals(_id));
  });
  routes.post(
    '/campaigns/:id/withdrawals',
    admin,
    audited('response withdrawn'),
    async (request, response) => {
      const { _id } = await findCampaign(String(request.params['id']));
      const asked = parse(withdrawalSchema, request.body);
      const { withdrawal, repeated } = await withdraw(_id, asked, nameOf(response), new Date());
      response.status(repeated ? 200 : 201).json(withdrawal);
    },
  );
  routes.delete(
    '/campaigns/:id/withdrawals/:response',
    admin,
    audited('withdrawal undone'),
    async (request, response) => {
      const { _id } = await findCampaign(String(request.params['id']));
      await undoWithdrawal(_id, String(request.params['response']), nameOf(response), new Date());
      response.status(204).end();
    },
  );
  return routes;
}

/** `requireRole` has let only a signed-in user pass. */
const nameOf = (response: Response): string => userOf(response)!.username;
