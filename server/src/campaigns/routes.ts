import express, { Router, type Request, type RequestHandler } from 'express';
import { statusSchema, type CampaignDetail } from '@duwen/shared/api';
import { audited } from '../http/audited.js';
import { parse, requireRole, requireSignIn } from '../http/guards.js';
import { problem } from '../http/problem.js';
import { Links } from '../store/links.js';
import { changeCampaign, createCampaign, listCampaigns } from './campaigns.js';
import { campaignDetail } from './detail.js';
import { findCampaign, findGroup } from './find-campaign.js';
import { setFramework } from './framework.js';
import { putGroup, removeGroup } from './groups.js';
import { previewGroup } from './preview.js';
import { publishGroup } from './publish.js';
import { qrPng, qrSvg } from './qr-code.js';
import { importRoster } from './roster.js';
import { respondentOrigin } from './respondent-origin.js';
import { setStatus } from './status.js';
import { template } from './templates.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Spreadsheet programs and browsers name CSV in several ways. */
const CSV = ['text/csv', 'application/csv', 'application/vnd.ms-excel'];

/**
 * Campaigns and all that sets them up. Every signed-in user reads; only an admin changes.
 *
 * @param publicUrl where respondents reach the site; null takes it from the request
 */
export function campaignRoutes(publicUrl: string | null): Router {
  const routes = Router();
  const admin = requireRole('admin');
  const detail = detailFor(publicUrl);
  routes.use(['/campaigns', '/templates'], requireSignIn);

  routes.get('/campaigns', async (_request, response) => {
    response.json(await listCampaigns());
  });
  routes.post('/campaigns', admin, audited('campaign created'), async (request, response) => {
    const id = await createCampaign(request.body);
    response
      .status(201)
      .location(`/api/campaigns/${id}`)
      .json(await detail(request, id));
  });
  routes.get('/campaigns/:id', async (request, response) => {
    response.json(await detail(request, request.params.id));
  });
  routes.patch('/campaigns/:id', admin, audited('campaign changed'), async (request, response) => {
    await changeCampaign(request.params['id'] as string, request.body);
    response.json(await detail(request, request.params['id'] as string));
  });
  routes.post('/campaigns/:id/status', admin, audited('status changed'), async (request, response) => {
    const { status } = parse(statusSchema, request.body);
    await setStatus(request.params['id'] as string, status);
    response.json(await detail(request, request.params['id'] as string));
  });
  routes.put('/campaigns/:id/framework', admin, audited('framework set'), async (request, response) => {
    await setFramework(request.params['id'] as string, request.body);
    response.json(await detail(request, request.params['id'] as string));
  });
  routes.put(
    '/campaigns/:id/roster',
    admin,
    express.raw({ type: [XLSX, ...CSV], limit: '5mb' }),
    audited('roster imported'),
    async (request, response) => {
      if (!Buffer.isBuffer(request.body)) throw problem('unsupported-media-type', 415);
      const name = request.is(XLSX) ? 'roster.xlsx' : 'roster.csv';
      response.json(await importRoster(request.params['id'] as string, { name, bytes: request.body }));
    },
  );
  groupRoutes(routes, admin, publicUrl);

  routes.get('/templates/:name', async (request, response) => {
    const found = await template(request.params.name);
    if (!found) throw problem('not-found', 404);
    response.attachment(request.params.name).type(found.type).send(found.body);
  });
  return routes;
}

function groupRoutes(routes: Router, admin: RequestHandler, publicUrl: string | null): void {
  const detail = detailFor(publicUrl);
  const place = (request: Request): [id: string, group: string] => [
    request.params['id'] as string,
    request.params['group'] as string,
  ];
  routes.put('/campaigns/:id/groups/:group', admin, audited('group set'), async (request, response) => {
    await putGroup(...place(request), request.body);
    response.json(await detail(request, place(request)[0]));
  });
  routes.delete(
    '/campaigns/:id/groups/:group',
    admin,
    audited('group removed'),
    async (request, response) => {
      await removeGroup(...place(request));
      response.json(await detail(request, place(request)[0]));
    },
  );
  routes.post(
    '/campaigns/:id/groups/:group/publish',
    admin,
    audited('questionnaire published'),
    async (request, response) => {
      await publishGroup(...place(request));
      response.json(await detail(request, place(request)[0]));
    },
  );
  routes.get('/campaigns/:id/groups/:group/preview', async (request, response) => {
    response.json(await previewGroup(...place(request)));
  });
  routes.get('/campaigns/:id/groups/:group/qr.svg', async (request, response) => {
    const url = await linkUrl(request, publicUrl, ...place(request));
    response.type('image/svg+xml').send(await qrSvg(url));
  });
  routes.get('/campaigns/:id/groups/:group/qr.png', async (request, response) => {
    const url = await linkUrl(request, publicUrl, ...place(request));
    response.type('image/png').send(await qrPng(url));
  });
}

/** Answers with a campaign whole, as a request sees it. */
const detailFor =
  (publicUrl: string | null) =>
  async (request: Request, id: string): Promise<CampaignDetail> =>
    campaignDetail(await findCampaign(id), respondentOrigin(request, publicUrl));

/** The address that a group's QR code holds; 404 before its first publication. */
async function linkUrl(
  request: Request,
  publicUrl: string | null,
  id: string,
  code: string,
): Promise<string> {
  const campaign = await findCampaign(id);
  const group = findGroup(campaign, code);
  const link = await Links.findOne({ campaign: campaign._id, group: group.code }).lean();
  if (!link) throw problem('not-found', 404);
  return `${respondentOrigin(request, publicUrl)}/r/${link._id}`;
}
