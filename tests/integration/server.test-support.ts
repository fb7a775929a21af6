import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import type { SessionInfo } from '@duwen/shared/api';
import { createFirstAccounts } from '@duwen/server/accounts/accounts';
import { createApp, type AppDependencies } from '@duwen/server/http/app';
import { listen, type Listener } from '@duwen/server/http/listener';
import { connectStore, type StoreConnection } from '@duwen/server/store/connection';
import { stopTabulationWorkers } from '@duwen/server/tabulation-workers/tabulation-workers';

/** Requests of one browser: its cookies, and the CSRF token with every change. */
export interface Browser {
  readonly agent: ReturnType<typeof request.agent>;
  csrfToken: string;
  get(path: string): request.Test;
  post(path: string, body?: object): request.Test;
  put(path: string, body?: object): request.Test;
  patch(path: string, body?: object): request.Test;
  delete(path: string): request.Test;
}

/** A real server over a real embedded store in a folder of its own. */
export interface TestServer {
  readonly url: string;
  readonly store: StoreConnection;
  readonly dataDir: string;
  readonly passwords: Readonly<Record<'admin' | 'inspector', string>>;
  /** What the server wrote to its log. */
  readonly log: string[];
  visitor(): Promise<Browser>;
  signedIn(username: 'admin' | 'inspector'): Promise<Browser>;
  /** Another app server on the same store. */
  another(overrides?: Partial<AppDependencies>): Promise<Listener & { url: string }>;
  close(): Promise<void>;
}

const ADMIN_PASSWORD = 'correct horse battery';

/** Starts a store (a child process, as in production), the application, and its two first accounts. */
export async function startTestServer(overrides: Partial<AppDependencies> = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'duwen-'));
  const dataDir = join(folder, 'store');
  const log: string[] = [];
  const logger = pino({ level: 'info', base: null }, { write: (line: string) => void log.push(line) });
  const store = await connectStore(process.env['TEST_MONGODB_URI'] ?? null, dataDir, (line) =>
    logger.error(line),
  );
  const accounts = await createFirstAccounts(ADMIN_PASSWORD);
  const inspector = accounts.find(({ username }) => username === 'inspector')?.password ?? '';
  const passwords = { admin: ADMIN_PASSWORD, inspector };
  const dependencies: AppDependencies = {
    logger,
    clientDirectory: await writeClient(join(folder, 'client')),
    publicUrl: null,
    trustProxy: false,
    version: '0.0.0-test',
    ...overrides,
  };
  const start = async (more: Partial<AppDependencies> = {}) => {
    const listener = await listen(await createApp({ ...dependencies, ...more }), '127.0.0.1', 0);
    return { ...listener, url: `http://127.0.0.1:${listener.port}` };
  };
  const first = await start();
  const listeners = [first];
  return {
    url: first.url,
    store,
    dataDir,
    passwords,
    log,
    visitor: () => openBrowser(first.url),
    signedIn: async (username) => {
      const browser = await openBrowser(first.url);
      await signIn(browser, username, passwords[username]);
      return browser;
    },
    another: async (more) => {
      const listener = await start(more);
      listeners.push(listener);
      return listener;
    },
    close: async () => {
      for (const listener of listeners) await listener.close(1_000);
      await stopTabulationWorkers();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A browser that has loaded the page: it has the CSRF cookie and its token. */
export async function openBrowser(url: string): Promise<Browser> {
  const agent = request.agent(url);
  const browser: Browser = {
    agent,
    csrfToken: '',
    get: (path) => agent.get(path),
    post: (path, body) => send(agent.post(path), body),
    put: (path, body) => send(agent.put(path), body),
    patch: (path, body) => send(agent.patch(path), body),
    delete: (path) => send(agent.delete(path), undefined),
  };
  const send = (test: request.Test, body: object | undefined): request.Test => {
    test.set('x-csrf-token', browser.csrfToken);
    return body === undefined ? test : test.send(body);
  };
  const { body } = await agent.get('/api/session').expect(200);
  browser.csrfToken = (body as SessionInfo).csrfToken;
  return browser;
}

export async function signIn(browser: Browser, username: string, password: string): Promise<void> {
  const { body } = await browser.post('/api/session', { username, password }).expect(200);
  browser.csrfToken = (body as SessionInfo).csrfToken;
}

/** A client's folder with two pages and one hashed asset. */
async function writeClient(directory: string): Promise<string> {
  await mkdir(join(directory, 'assets'), { recursive: true });
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>inspect</title>');
  await writeFile(join(directory, 'respond.html'), '<!doctype html><title>respond</title>');
  await writeFile(join(directory, 'assets', 'main-a1b2c3.js'), 'export {};');
  return directory;
}
