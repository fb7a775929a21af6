// What `npm start`, `npm test` and the other scripts need before any of the project's own code can run: the right
// Node, the packages of the lockfile, a build that is newer than the sources. Only Node's own modules are used here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules', '.cache', 'duwen');

/** Ends the process with one line that says what to do. */
export function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    refuse(
      `Duwen needs Node 20.19 or newer; this is ${process.versions.node}. Install it from nodejs.org and try again.`,
    );
}

/** Runs a command with its output on this terminal; ends the process when it fails. */
function run(title, command, args) {
  const started = Date.now();
  process.stderr.write(`▸ ${title} …\n`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) refuse(`✗ ${title} failed${error ? `: ${error.message}` : ''}. See the lines above.`);
  process.stderr.write(`✓ ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

const remembered = (name) => {
  const file = join(cache, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

function remember(name, value) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, name), value);
}

/** Installs the lockfile's packages where they are missing or the lockfile has changed. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (remembered('lock') === lock && existsSync(join(root, 'node_modules', 'express'))) return;
  run('Installing packages (once; about a minute)', 'npm', ['ci', '--loglevel=error']);
  remember('lock', lock);
}

// The methods page shows docs/methods.
const sourceFolders = ['shared', 'server', 'client', 'seeds', 'scripts', 'docs'];
const notSources = new Set(['node_modules', 'dist', 'dist-types']);

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notSources.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else yield path;
  }
}

/** Changes when any source file, the lockfile or the compiler's settings do. */
function fingerprint() {
  const hash = createHash('sha256').update(remembered('lock'));
  for (const folder of sourceFolders)
    for (const path of sources(join(root, folder))) {
      const { mtimeMs, size } = statSync(path);
      hash.update(`${path}\0${mtimeMs}\0${size}\n`);
    }
  return hash.update(readFileSync(join(root, 'tsconfig.base.json'))).digest('hex');
}

/** Compiles what has changed: the server's side by the TypeScript compiler, the client by Vite. */
export function build() {
  const now = fingerprint();
  const built =
    existsSync(join(root, 'server/dist/main.js')) && existsSync(join(root, 'client/dist/index.html'));
  if (built && remembered('build') === now) return;
  const bin = (name, script) => join(root, 'node_modules', name, script);
  run('Compiling the server', process.execPath, [
    bin('typescript', 'bin/tsc'),
    '-b',
    'shared',
    'server',
    'seeds',
    'scripts',
  ]);
  run('Building the pages', process.execPath, [
    bin('vite', 'bin/vite.js'),
    'build',
    'client',
    '--logLevel',
    'warn',
  ]);
  remember('build', now);
}

/** Everything, in order. */
export function prepare() {
  checkNode();
  install();
  build();
}

/**
 * npm runs scripts by a shell that passes no signal on: stopped by `kill`, npm would leave the server behind. So a long
 * running script ends itself when the shell above it is gone (unless a signal has reached it already).
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => clearInterval(watch));
}
