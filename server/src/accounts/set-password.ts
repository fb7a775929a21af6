import { parseArgs } from 'node:util';
import type { Role } from '@duwen/shared/api';
import { readConfig } from '../config.js';
import { connectStore } from '../store/connection.js';
import { StartError } from '../store/start-error.js';
import { normalUsername, setPassword } from './accounts.js';
import { randomPassword } from './passwords.js';

const USAGE =
  'Usage: node server/dist/accounts/set-password.js USERNAME [--role admin|inspector]\n' +
  'Gives the account a new random password and ends its sessions; an account that does not exist is made.';

/**
 * The operator's way back in: sets a random password and shows it once. It uses the store that the environment names; an
 * embedded store must not be in use by a running server.
 *
 * @throws StartError with one clear line
 */
async function run(): Promise<void> {
  const { username, role } = readArguments();
  const config = readConfig(process.env);
  const store = await connectStore(config.mongodbUri, config.dataDir, (line) =>
    process.stderr.write(`${line}\n`),
  );
  try {
    const password = randomPassword();
    await setPassword(username, password, role);
    process.stdout.write(
      `account ${normalUsername(username)}: password ${password} (shown this once; keep it safe)\n`,
    );
  } finally {
    await store.close();
  }
}

/** @throws StartError with the usage */
function readArguments(): { username: string; role: Role } {
  try {
    const { values, positionals } = parseArgs({
      options: { role: { type: 'string', default: 'inspector' } },
      allowPositionals: true,
    });
    const [username, ...more] = positionals;
    const { role } = values;
    if (username && more.length === 0 && (role === 'admin' || role === 'inspector'))
      return { username, role };
  } catch (error) {
    throw new StartError(USAGE, { cause: error });
  }
  throw new StartError(USAGE);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
