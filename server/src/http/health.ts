import type { RequestHandler } from 'express';
import type { Health } from '@duwen/shared/api';
import { storeIsUp } from '../store/connection.js';

/** GET /api/health: 200 when requests can be served, 503 while the store is away. */
export function health(version: string): RequestHandler {
  return async (_request, response) => {
    const up = await storeIsUp();
    const body: Health = {
      status: up ? 'ok' : 'unavailable',
      store: up ? 'up' : 'down',
      version,
      uptimeSeconds: Math.floor(process.uptime()),
    };
    response.status(up ? 200 : 503).json(body);
  };
}
