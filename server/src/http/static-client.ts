import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type Response } from 'express';
import { problem } from './problem.js';

/**
 * The built client: its files under their hashed names for a year, the two pages always fresh. `/r/…` and `/preview/…`
 * are the respondent's page; every other path without a file is the inspector's.
 *
 * @param directory the client's `dist`
 */
export function staticClient(directory: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: '365d', index: false }),
    () => {
      throw problem('not-found', 404);
    },
  );
  router.use(express.static(directory, { index: false, setHeaders: alwaysFresh }));
  router.get(['/r/*rest', '/preview/*rest'], (_request, response) =>
    sendPage(response, directory, 'respond.html'),
  );
  router.get('/{*rest}', (_request, response) => sendPage(response, directory, 'index.html'));
  return router;
}

const alwaysFresh = (response: { setHeader(name: string, value: string): unknown }): void => {
  response.setHeader('Cache-Control', 'no-cache');
};

function sendPage(response: Response, directory: string, name: string): void {
  if (!existsSync(join(directory, name))) throw problem('not-found', 404);
  response.set('Cache-Control', 'no-cache');
  response.sendFile(name, { root: directory, cacheControl: false });
}
