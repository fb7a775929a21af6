import compression from 'compression';
import express, { Router, type Express } from 'express';
import type { Logger } from 'pino';
import { accountRoutes } from '../accounts/routes.js';
import { analysisRoutes } from '../analysis/routes.js';
import { campaignRoutes } from '../campaigns/routes.js';
import { collectionRoutes } from '../collection/routes.js';
import { evidenceRoutes } from '../evidence/routes.js';
import { EXPORT_RUNNER, ExportRunner } from '../exports/jobs/export-runner.js';
import { exportRoutes } from '../exports/routes.js';
import { qualityRoutes } from '../quality/routes.js';
import { savedViewRoutes } from '../saved-views/routes.js';
import { sharedSecret } from '../store/secrets.js';
import { StartError } from '../store/start-error.js';
import { withdrawalRoutes } from '../withdrawals/routes.js';
import { textRoutes } from '../texts/routes.js';
import { csrfProtection } from './csrf.js';
import { errorHandler, nothingHere } from './error-handler.js';
import { requireSignIn } from './guards.js';
import { health } from './health.js';
import { jsonBody } from './json-body.js';
import { problem } from './problem.js';
import { RATE_LIMITS, type RateLimits } from './rate-limits.js';
import { requestLog } from './request-log.js';
import { securityHeaders } from './security-headers.js';
import { sessions } from './sessions.js';
import { staticClient } from './static-client.js';

/** What an application is assembled from. The store is connected already (`connectStore`). */
export interface AppDependencies {
  readonly logger: Logger;
  /** The built client's folder; null serves the API alone. */
  readonly clientDirectory: string | null;
  /** Where the site is reached, `https://duwen.example.cn`; null: as each request says. */
  readonly publicUrl: string | null;
  /** Express's `trust proxy`: false, or which proxies' forwarding headers count. */
  readonly trustProxy: boolean | number | string;
  readonly version: string;
  readonly limits?: Partial<RateLimits>;
}

const NO_STORE = { 'Cache-Control': 'no-store' } as const;

/** Assembles the application. Under `/api` everything asks for a sign-in but health, the session, and the links' routes. */
export async function createApp(dependencies: AppDependencies): Promise<Express> {
  const { logger, clientDirectory, publicUrl, trustProxy } = dependencies;
  const https = publicUrl?.startsWith('https:') ?? false;
  const app = express();
  app.disable('x-powered-by');
  trustProxies(app, trustProxy);
  app.use(requestLog(logger));
  app.use(securityHeaders(https));
  // Server-sent events must leave at once, not when a compressor's block is full.
  app.use(
    compression({
      filter: (request, response) => !isEventStream(response) && compression.filter(request, response),
    }),
  );
  const exports = new ExportRunner(logger);
  app.set(EXPORT_RUNNER, exports);
  app.use('/api', await api(dependencies, https, exports));
  if (clientDirectory !== null) app.use(staticClient(clientDirectory));
  app.use(nothingHere);
  app.use(errorHandler(logger));
  return app;
}

/** @throws StartError for an address that is none */
function trustProxies(app: Express, proxies: AppDependencies['trustProxy']): void {
  try {
    app.set('trust proxy', proxies);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`The setting TRUST_PROXY is not right: ${reason}`, { cause: error });
  }
}

async function api(dependencies: AppDependencies, https: boolean, exports: ExportRunner): Promise<Router> {
  const limits = { ...RATE_LIMITS, ...dependencies.limits };
  const csrf = csrfProtection(await sharedSecret('csrf'), https);
  const routes = Router();
  routes.use((_request, response, next) => {
    response.set(NO_STORE);
    next();
  });
  routes.get('/health', health(dependencies.version));
  routes.use('/links', collectionRoutes(limits, dependencies.publicUrl), nothingHere);

  routes.use(sessions(await sharedSecret('session')));
  routes.use(csrf.readCookies);
  routes.use('/session', csrf.protect);
  routes.use(accountRoutes(csrf, limits));

  // In this order, so that a change sent after the session's end is told to sign in, not that its token is wrong.
  routes.use(requireSignIn);
  routes.use(csrf.protect);
  routes.use(jsonBody('2mb'));
  routes.use('/campaigns/:id', (request, _response, next) => {
    if (!/^[0-9a-f]{24}$/.test(request.params.id)) throw problem('not-found', 404);
    next();
  });
  routes.use(campaignRoutes(dependencies.publicUrl));
  routes.use(withdrawalRoutes());
  routes.use(analysisRoutes());
  routes.use(qualityRoutes());
  routes.use(textRoutes());
  routes.use(evidenceRoutes());
  routes.use(exportRoutes(exports));
  routes.use(savedViewRoutes());
  routes.use(nothingHere);
  return routes;
}

const isEventStream = (response: { getHeader(name: string): unknown }): boolean =>
  String(response.getHeader('content-type')).startsWith('text/event-stream');
