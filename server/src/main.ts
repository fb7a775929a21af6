import { pathToFileURL } from 'node:url';
import type { FirstAccount } from './accounts/accounts.js';
import { readConfig } from './config.js';
import { startServer, type RunningServer } from './start-server.js';
import { StartError } from './store/start-error.js';

export { readConfig, type Config } from './config.js';
export { startServer, type RunningServer } from './start-server.js';
export { StartError } from './store/start-error.js';

/**
 * Runs the server until SIGINT or SIGTERM: `listening on …` on standard output when it is ready; one line on standard
 * error and exit code 1 when it cannot start; exit code 0 after a clean end. A second signal ends it at once.
 *
 * @param ready runs before the line is printed: a script's own work on the running server
 */
export async function runServer(
  ready: (server: RunningServer) => Promise<void> = async () => {},
): Promise<void> {
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
    server = await startServer(readConfig(process.env));
    await ready(server);
  } catch (error) {
    await server?.close();
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  showFirstAccounts(server.firstAccounts);
  process.stdout.write(`listening on ${server.url}\n`);
  await signalled;
  await server.close();
  process.exit(0);
}

/** The one time that a password is shown. */
function showFirstAccounts(accounts: readonly FirstAccount[]): void {
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
