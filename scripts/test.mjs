// npm test: everything that can be checked, in the order in which a failure is cheapest to see.
// Ends with `N passed, N failed, N skipped`: Jest's tests, and one for each of the checks before them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkNode, install, build, root } from './prepare.mjs';

checkNode();
install();

const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const LONGEST_STEP_MS = 15 * 60_000;

function step(title, args, env = {}) {
  const started = Date.now();
  process.stdout.write(`\n▸ ${title}\n`);
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    // What hangs is a failure, and is said to be one.
    timeout: LONGEST_STEP_MS,
  });
  process.stdout.write(
    `${status === 0 ? '✓' : '✗'} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  return status === 0;
}

/** A check that passes or fails as a whole. */
function check(title, args) {
  if (step(title, args)) totals.passed += 1;
  else {
    totals.failed += 1;
    failures.push(title);
  }
}

const bin = (path) => join(root, 'node_modules', path);

check('Lint: eslint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']);
check('Format: prettier', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']);
check('Data walks one way: dependency-cruiser', [
  bin('dependency-cruiser/bin/dependency-cruise.mjs'),
  ...['server/src', 'shared/src', 'client/src', 'seeds', 'scripts'],
]);
check('Nothing unused: knip', [bin('knip/bin/knip.js')]);
build();
check('Types: client', [bin('typescript/bin/tsc'), '-b', 'client']);
check('Types: tests', [bin('typescript/bin/tsc'), '-p', 'tests']);

/** Runs one of Jest's projects and adds its counts; a run that leaves no counts has failed. */
function jest(title, project, ...options) {
  const folder = join(root, 'node_modules', '.cache', 'duwen');
  const report = join(folder, `jest-${project}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const ok = step(
    title,
    [bin('jest/bin/jest.js'), '--selectProjects', project, '--json', '--outputFile', report, ...options],
    {
      NODE_OPTIONS:
        `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
    },
  );
  if (!existsSync(report)) {
    totals.failed += 1;
    failures.push(title);
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  totals.passed += result.numPassedTests;
  totals.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  totals.skipped += result.numPendingTests + result.numTodoTests;
  if (!ok) failures.push(title);
  if (!ok && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) totals.failed += 1;
}

jest('Unit tests', 'unit');
// A kept-alive socket of a test that has ended must not hold up the end of the run.
jest('Integration, conformance and crash tests, over the wire', 'integration', '--runInBand', '--forceExit');

const chromium = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));
if (!chromium)
  process.stdout.write(
    '\n! No Chromium found: the browser tests are skipped. Install it, or set CHROMIUM to its path.\n',
  );
jest('Browser tests', 'browser', '--runInBand', '--forceExit');

for (const title of failures) process.stdout.write(`\n✗ ${title}`);
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exit(totals.failed === 0 ? 0 : 1);
