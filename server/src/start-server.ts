import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createFirstAccounts, type FirstAccount } from './accounts/accounts.js';
import { NETWORK_ORIGIN, networkOrigin } from './campaigns/respondent-origin.js';
import type { Config } from './config.js';
import { EXPORT_RUNNER, type ExportRunner } from './exports/jobs/export-runner.js';
import { createApp } from './http/app.js';
import { listen, type Listener } from './http/listener.js';
import { StartingGate } from './http/starting-gate.js';
import { configureMatrices } from './matrix/matrix-settings.js';
import { connectStore, type StoreConnection } from './store/connection.js';
import { setAnalysisThreads, stopTabulationWorkers } from './tabulation-workers/tabulation-workers.js';

/** A server that takes requests. */
export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly store: StoreConnection;
  /** The accounts made because the store had none: their passwords are to be shown once, and nowhere kept. */
  readonly firstAccounts: readonly FirstAccount[];
  /** Stops taking requests, finishes those under way, then closes the connections and the embedded store. */
  close(): Promise<void>;
}

/** This server speaks http: where people come by https, something stands before it. */
const UNKNOWN_PROXY =
  'PUBLIC_URL is https, but TRUST_PROXY names no proxy: all requests seem to come from one address, whose limits hold for everybody together, and the session cookie is not kept to https';
const PATIENCE_MS = 10_000;
const CLIENT = fileURLToPath(new URL('../../client/dist', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../package.json', import.meta.url));

/**
 * Starts the whole server: store, port, accounts, application. Until all is ready the port answers 503 `not-ready`: whoever
 * waits for the server sees that it comes.
 *
 * @param prepare work on the connected store before the first request is taken: a script's seeding, say
 * @throws StartError with one line that says what to do
 */
export async function startServer(
  config: Config,
  prepare: () => Promise<void> = async () => {},
): Promise<RunningServer> {
  const logger = pino({ level: config.logLevel, base: null });
  const isBehindUnknownProxy = config.publicUrl?.startsWith('https:') === true && config.trustProxy === false;
  if (isBehindUnknownProxy) logger.warn(UNKNOWN_PROXY);
  await setAnalysisThreads(config.analysisThreads);
  configureMatrices({
    memoryBytes: config.matrixMemoryMb * 2 ** 20,
    warn: (line) => logger.warn(line),
  });
  const store = await connectStore(config.mongodbUri, config.dataDir, (line) => logger.error(line));
  let listener: Listener | null = null;
  try {
    const gate = new StartingGate();
    listener = await listen(gate.app, config.host, config.port);
    const { port, close: closeListener } = listener;
    const firstAccounts = await createFirstAccounts(config.adminPassword);
    await prepare();
    const app = await createApp({
      logger,
      clientDirectory: existsSync(join(CLIENT, 'index.html')) ? CLIENT : null,
      publicUrl: config.publicUrl,
      trustProxy: config.trustProxy,
      version: (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version,
    });
    app.set(NETWORK_ORIGIN, networkOrigin(config.host, port));
    gate.open(app);
    const close = async (): Promise<void> => {
      await closeListener(PATIENCE_MS);
      await (app.get(EXPORT_RUNNER) as ExportRunner).stop();
      await stopTabulationWorkers();
      await store.close();
    };
    let closing: Promise<void> | null = null;
    const url = config.publicUrl ?? `http://${shownHost(config.host)}:${port}`;
    return { url, port, store, firstAccounts, close: () => (closing ??= close()) };
  } catch (error) {
    await listener?.close(0);
    await stopTabulationWorkers();
    await store.close();
    throw error;
  }
}

/** An address that a browser on this machine can open. */
const shownHost = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
