// npm run store | seed | bench | check-fixtures | simulate-coverage | screenshots: builds what has changed, then runs that script with its arguments.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithNpm, prepare, refuse, root } from './prepare.mjs';

const scripts = {
  store: 'server/dist/embedded-mongodb/main.js',
  seed: 'scripts/dist/seed.js',
  bench: 'scripts/dist/bench/main.js',
  'check-fixtures': 'scripts/dist/check-fixtures.js',
  'simulate-coverage': 'scripts/dist/simulate-coverage.js',
  screenshots: 'scripts/dist/screenshots.js',
};

const [name, ...args] = process.argv.slice(2);
const script = scripts[name];
if (!script) refuse(`Say which: npm run ${Object.keys(scripts).join(' | npm run ')}`);
prepare();
if (name === 'store') endWithNpm();
const path = join(root, script);
process.argv = [process.argv[0], path, ...args];
await import(pathToFileURL(path).href);
