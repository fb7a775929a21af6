import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createApp } from '@duwen/server/http/app';
import { setUpRound, type Round } from './round.test-support';
import { startTestServer, type Browser, type TestServer } from './server.test-support';

/** Who may use a route of the API: everybody; who has signed in; an admin. */
type Access = 'everybody' | 'signed in' | 'admin';

/** Every route there is. A new one must be put in here, and is then tried by a visitor, an inspector and an admin. */
const ACCESS: Readonly<Record<string, Access>> = {
  'GET /api/health': 'everybody',
  'GET /api/links/:code': 'everybody',
  'GET /api/links/:code/units': 'everybody',
  'GET /api/links/:code/questionnaire': 'everybody',
  'POST /api/links/:code/responses': 'everybody',
  'GET /api/session': 'everybody',
  'POST /api/session': 'everybody',
  'DELETE /api/session': 'everybody',
  'GET /api/campaigns': 'signed in',
  'POST /api/campaigns': 'admin',
  'GET /api/campaigns/:id': 'signed in',
  'PATCH /api/campaigns/:id': 'admin',
  'POST /api/campaigns/:id/status': 'admin',
  'PUT /api/campaigns/:id/framework': 'admin',
  'PUT /api/campaigns/:id/roster': 'admin',
  'PUT /api/campaigns/:id/groups/:group': 'admin',
  'DELETE /api/campaigns/:id/groups/:group': 'admin',
  'POST /api/campaigns/:id/groups/:group/publish': 'admin',
  'GET /api/campaigns/:id/groups/:group/preview': 'signed in',
  'GET /api/campaigns/:id/groups/:group/qr.svg': 'signed in',
  'GET /api/campaigns/:id/groups/:group/qr.png': 'signed in',
  'GET /api/templates/:name': 'signed in',
  'GET /api/campaigns/:id/overview': 'signed in',
  'GET /api/campaigns/:id/codebook': 'signed in',
  'GET /api/campaigns/:id/breakdown': 'signed in',
  'GET /api/campaigns/:id/events': 'signed in',
  'GET /api/campaigns/:id/evidence': 'signed in',
  'GET /api/campaigns/:id/breakdown.xlsx': 'signed in',
  'GET /api/campaigns/:id/workbook.xlsx': 'signed in',
  'GET /api/campaigns/:id/breakdown.csv': 'signed in',
  'GET /api/campaigns/:id/table': 'signed in',
  'GET /api/campaigns/:id/table.xlsx': 'signed in',
  'GET /api/campaigns/:id/table.csv': 'signed in',
  'GET /api/campaigns/:id/views': 'signed in',
  'POST /api/campaigns/:id/views': 'signed in',
  'PUT /api/campaigns/:id/views/:view': 'signed in',
  'DELETE /api/campaigns/:id/views/:view': 'signed in',
  'GET /api/campaigns/:id/exports': 'signed in',
  'POST /api/campaigns/:id/exports': 'signed in',
  'GET /api/campaigns/:id/exports/:job': 'signed in',
  'GET /api/campaigns/:id/exports/:job/file': 'signed in',
  'DELETE /api/campaigns/:id/exports/:job': 'signed in',
  'GET /api/campaigns/:id/quality': 'signed in',
  'GET /api/campaigns/:id/quality/exclusion': 'signed in',
  'PUT /api/campaigns/:id/quality/:flag': 'admin',
  'GET /api/campaigns/:id/texts': 'signed in',
  'GET /api/campaigns/:id/texts/:item': 'signed in',
  'GET /api/campaigns/:id/texts/:item/terms': 'signed in',
  'GET /api/campaigns/:id/texts/:item/themes': 'signed in',
  'POST /api/campaigns/:id/texts/:item/themes': 'signed in',
  'PUT /api/campaigns/:id/texts/:item/themes/:theme': 'signed in',
  'PUT /api/campaigns/:id/texts/:item/codes/:key': 'signed in',
  'GET /api/campaigns/:id/texts/:item/agreement': 'signed in',
  'GET /api/campaigns/:id/texts/:item/counts': 'signed in',
  'GET /api/campaigns/:id/withdrawals': 'admin',
  'POST /api/campaigns/:id/withdrawals': 'admin',
  'DELETE /api/campaigns/:id/withdrawals/:response': 'admin',
};

const routes = Object.entries(ACCESS).map(
  ([route, access]) => [...(route.split(' ') as [string, string]), access] as const,
);
const changes = routes.filter(([method]) => method !== 'GET');
const rests = changes.filter(([, path]) => !path.startsWith('/api/links/'));

let server: TestServer;
let round: Round;
let visitor: Browser;
let inspector: Browser;
let admin: Browser;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.signedIn('admin');
  round = await setUpRound(admin);
  inspector = await server.signedIn('inspector');
  visitor = await server.visitor();
}, 60_000);
afterAll(() => server.close());

test('the table above has every route', async () => {
  const app = await createApp({
    logger: pino({ level: 'silent' }),
    clientDirectory: null,
    publicUrl: null,
    trustProxy: false,
    version: '0',
  });
  expect(routesOf(app.router.stack as unknown as Layer[], '').sort()).toEqual(Object.keys(ACCESS).sort());
});

describe.each(routes)('%s %s', (method, path, access) => {
  if (method === 'DELETE' && path === '/api/session') return; // would end the sessions of the others

  test(`is for ${access}`, async () => {
    const answers = [
      await ask(visitor, method, path),
      await ask(inspector, method, path),
      await ask(admin, method, path),
    ];
    const refused = answers.map(({ status, code }) =>
      [401, 403].includes(status) ? `${status} ${code}` : 'let in',
    );
    const unknown = path === '/api/session' && method === 'POST' ? '401 wrong-credentials' : 'let in';
    expect(refused).toEqual(
      {
        everybody: [unknown, unknown, unknown],
        'signed in': ['401 sign-in-required', 'let in', 'let in'],
        admin: ['401 sign-in-required', '403 forbidden', 'let in'],
      }[access],
    );
  });
});

test.each(rests)('%s %s needs the token of the session', async (method, path) => {
  for (const csrfToken of ['', visitor.csrfToken, inspector.csrfToken, `${admin.csrfToken}0`]) {
    const { status, code } = await ask({ ...admin, csrfToken }, method, path);
    expect(`${status} ${code}`).toBe('403 csrf-failed');
  }
});

test.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
])('a page of another site (%j) sends no response', async (headers) => {
  const { status, code } = await ask(visitor, 'POST', '/api/links/:code/responses', headers);
  expect(`${status} ${code}`).toBe('403 forbidden');
});

test('signing out is no change that a stranger could make, and is possible without a session', async () => {
  const stranger = await server.visitor();
  expect((await ask({ ...stranger, csrfToken: '' }, 'DELETE', '/api/session')).status).toBe(403);
  expect((await ask(stranger, 'DELETE', '/api/session')).status).toBe(200);
});

/** Sends a request as a browser would, with a body that no change accepts. */
async function ask(
  { agent, csrfToken }: Browser,
  method: string,
  path: string,
  more: Record<string, string> = {},
): Promise<{ status: number; code: string | undefined }> {
  const at = path
    .replace(':id', round.id)
    .replace(':group', 'parent')
    .replace(':code', round.code)
    .replace(':name', 'roster.csv')
    .replace(':item', 'OPN1')
    .replace(':flag', 'speeding')
    .replace(/:(job|view|theme|key|response)/, '65f0c0ffee65f0c0ffee65f0');
  const cookie = agent.jar
    .getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false })
    .toValueString();
  const headers = { cookie, 'x-csrf-token': csrfToken, 'content-type': 'application/json', ...more };
  const credentials = { username: 'admin', password: 'not this' };
  const body = path === '/api/session' ? credentials : { minimumCell: 0 };
  const answer = await fetch(server.url + at, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (isProblem) return { status: answer.status, code: ((await answer.json()) as { code: string }).code };
  await answer.body?.cancel(); // a stream has no end
  return { status: answer.status, code: undefined };
}

/** What Express keeps of a route or of a router that is mounted. */
interface Layer {
  readonly slash: boolean;
  readonly route?: {
    readonly path: string | readonly string[];
    readonly methods: Readonly<Record<string, boolean>>;
  };
  readonly handle: { readonly stack?: readonly Layer[] };
  match(path: string): boolean;
}

/** Routes by method and path. */
function routesOf(stack: readonly Layer[], prefix: string): string[] {
  return stack.flatMap((layer) => {
    const { route, handle } = layer;
    if (route) {
      const methods = Object.keys(route.methods).map((method) => method.toUpperCase());
      return [route.path].flat().flatMap((path) => methods.map((method) => `${method} ${prefix}${path}`));
    }
    return handle.stack ? routesOf(handle.stack, prefix + mountOf(layer)) : [];
  });
}

/** Express forgets where a router is mounted, but knows it when it sees it. */
function mountOf(layer: Layer): string {
  const mount = layer.slash ? '' : ['/api', '/links'].find((path) => layer.match(path));
  if (mount === undefined) throw new Error('a router is mounted at an address that this test does not know');
  return mount;
}
