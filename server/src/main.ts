import { pathToFileURL } from 'node:url';
import type { FirstAccount } from './accounts/accounts.js';
import { readConfig } from './config.js';
import { startServer, type RunningServer } from './start-server.js';
import { StartError } from './store/start-error.js';

export { readConfig, type Config } from './config.js';
export { startServer, type RunningServer } from './start-server.js';
export { StartError } from './store/start-error.js';

/** What a script adds to the server's run. */
export interface RunOptions {
  /** Work on the connected store before the first request is taken. */
  readonly prepare?: () => Promise<void>;
  /** Runs when requests are taken; what is printed, it prints. */
  readonly ready?: (server: RunningServer) => Promise<void>;
}

/**
 * Runs the server until SIGINT or SIGTERM: `listening on …` on standard output when it is ready; one line on standard
 * error and exit code 1 when it cannot start; exit code 0 after a clean end. A second signal ends it at once.
 */
export async function runServer({ prepare, ready = announce }: RunOptions = {}): Promise<void> {
  requireNode();
  const signalled = new Promise<void>((resolve) => {
    let signals = 0;
    const onSignal = (): void => {
      signals += 1;
      if (signals > 1) process.exit(130);
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
  let server: RunningServer | null = null;
  try {
    const starting = startServer(readConfig(process.env), prepare);
    server = await Promise.race([starting, signalled.then(() => null)]);
    // Stopped while it was getting ready: the embedded store ends by itself when its parent does.
    if (!server) process.exit(0);
    await ready(server);
  } catch (error) {
    await server?.close();
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  await signalled;
  await server.close();
  process.exit(0);
}

async function announce({ firstAccounts, url }: RunningServer): Promise<void> {
  showFirstAccounts(firstAccounts);
  process.stdout.write(`listening on ${url}\n`);
}

/** The one time that a password is shown. */
export function showFirstAccounts(accounts: readonly FirstAccount[]): void {
  for (const { username, password } of accounts) {
    process.stdout.write(
      password === null
        ? `account ${username}: the password is that of ADMIN_PASSWORD\n`
        : `account ${username}: password ${password} (shown this once; keep it safe)\n`,
    );
  }
}

function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(
    `Duwen needs Node 20.19 or newer, and this is ${process.versions.node}: install it from https://nodejs.org\n`,
  );
  process.exit(1);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  await runServer();
