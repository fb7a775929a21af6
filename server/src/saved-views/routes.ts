import { Router, type Response } from 'express';
import { savedViewSchema } from '@duwen/shared/api';
import { findCampaign } from '../campaigns/find-campaign.js';
import { parse, requireSignIn, userOf, type SignedInUser } from '../http/guards.js';
import { problem } from '../http/problem.js';
import { changeView, createView, deleteView, listViews } from './saved-views.js';

/** The explorer's views that inspectors keep, each of a campaign and an owner. */
export function savedViewRoutes(): Router {
  const routes = Router();
  routes.use('/campaigns/:id/views', requireSignIn);

  routes.get('/campaigns/:id/views', async (request, response) => {
    const { _id } = await findCampaign(request.params.id);
    response.json(await listViews(_id, signedIn(response)));
  });
  routes.post('/campaigns/:id/views', async (request, response) => {
    const { _id } = await findCampaign(request.params.id);
    const view = await createView(_id, signedIn(response), parse(savedViewSchema, request.body));
    response.status(201).location(`/api/campaigns/${request.params.id}/views/${view.id}`).json(view);
  });
  routes.put('/campaigns/:id/views/:view', async (request, response) => {
    const { id, view } = request.params;
    const { _id } = await findCampaign(id);
    response.json(await changeView(_id, view, signedIn(response), parse(savedViewSchema, request.body)));
  });
  routes.delete('/campaigns/:id/views/:view', async (request, response) => {
    const { id, view } = request.params;
    await deleteView((await findCampaign(id))._id, view, signedIn(response));
    response.status(204).end();
  });
  return routes;
}

function signedIn(response: Response): SignedInUser {
  const user = userOf(response);
  if (!user) throw problem('sign-in-required', 401);
  return user;
}
