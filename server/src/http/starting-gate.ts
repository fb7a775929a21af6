import express, { type Express } from 'express';
import { errors } from '@duwen/shared/i18n';
import { problem, problemBody } from './problem.js';

/** Seconds after which to ask again. */
const RETRY_AFTER = '2';

/** Holds the port while the server gets ready, and hands requests to the application from then on. */
export class StartingGate {
  readonly app: Express = express();
  #application: Express | null = null;

  constructor() {
    this.app.disable('x-powered-by');
    this.app.use((request, response, next) => {
      if (this.#application) {
        this.#application(request, response, next);
        return;
      }
      response.status(503).set({ 'Retry-After': RETRY_AFTER, 'Cache-Control': 'no-store' });
      if (request.path.startsWith('/api') || !request.accepts('html'))
        response
          .type('application/problem+json')
          .send(JSON.stringify(problemBody(problem('not-ready', 503), request)));
      else response.send(PAGE);
    });
  }

  open(application: Express): void {
    this.#application = application;
  }
}

/** What a browser shows meanwhile; it asks again by itself. */
const PAGE = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${RETRY_AFTER}"><title>督问 Duwen</title>
<p style="font:18px/1.6 system-ui,sans-serif;margin:20vh auto;max-width:24em;padding:0 1em">${errors['not-ready'].zh}<br>${errors['not-ready'].en}</p></html>
`;
