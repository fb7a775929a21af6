import type { ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MAIN, run as runScript, SET_PASSWORD, type Run } from './main.test-support';

let folder: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duwen-start-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Runs a script on this test's data folder; it is killed after the test. */
function run(settings: Record<string, string>, script = MAIN, args: string[] = []): Run {
  const started = runScript({ DATA_DIR: join(folder, 'store'), ...settings }, script, args);
  running.push(started.child);
  return started;
}

test.each([
  [{ PUBLIC_URL: 'https://duwen.example.cn' }, true],
  [{ PUBLIC_URL: 'https://duwen.example.cn', TRUST_PROXY: 'loopback' }, false],
  [{}, false],
])(
  'a start with %j warns of a proxy that nobody named: %p',
  async (settings, warns) => {
    const { output, errors, ended, child } = run({ ...settings, LOG_LEVEL: 'warn' });
    // With PUBLIC_URL it is that address which is shown.
    while (!/listening on/.test(output())) {
      if (child.exitCode !== null) throw new Error(errors());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(output().includes('TRUST_PROXY names no proxy')).toBe(warns);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  },
  30_000,
);

describe('a start that fails says what to do, in one line, and ends with 1', () => {
  const failing = async (settings: Record<string, string>): Promise<string> => {
    const { ended, errors, output } = run(settings);
    expect(await ended).toBe(1);
    expect(errors().trimEnd().split('\n')).toHaveLength(1);
    expect(output()).toBe('');
    return errors();
  };

  test('a port in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    try {
      expect(await failing({ PORT: String(port) })).toContain(`Port ${port} is in use`);
    } finally {
      taken.close();
    }
  }, 30_000);

  test('a data folder that cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const line = await failing({ DATA_DIR: join(folder, 'file', 'store') });
    expect(line).toContain(join(folder, 'file', 'store'));
  }, 30_000);

  test('a data folder that cannot be written', async () => {
    if (process.getuid?.() === 0) return; // root writes everywhere
    await chmod(folder, 0o500);
    expect(await failing({ DATA_DIR: join(folder, 'store') })).toContain('store');
  }, 30_000);

  test('a data folder that another server uses', async () => {
    const first = run({});
    await first.ready();
    expect(await failing({})).toContain(join(folder, 'store'));
  }, 30_000);

  test('a MONGODB_URI that nobody answers', async () => {
    const started = performance.now();
    const line = await failing({ MONGODB_URI: 'mongodb://user:hidden@127.0.0.1:9/duwen' });
    expect(line).toContain('MONGODB_URI cannot be reached');
    expect(line).not.toContain('hidden');
    expect(performance.now() - started).toBeLessThan(8_000);
  }, 30_000);

  test.each([
    [{ PORT: 'many' }, 'PORT'],
    [{ MONGODB_URI: 'localhost' }, 'MONGODB_URI'],
    [{ ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD'],
    [{ PUBLIC_URL: 'duwen' }, 'PUBLIC_URL'],
    [{ TRUST_PROXY: 'the proxy' }, 'TRUST_PROXY'],
  ])(
    'the setting %j',
    async (settings, name) => {
      expect(await failing(settings)).toContain(`The setting ${name} is not right`);
    },
    30_000,
  );
});

test('the first start shows its passwords once; a signal ends it cleanly, and the next start is quick', async () => {
  const first = run({});
  const url = await first.ready();
  expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'ok' });
  const shown = [...first.output().matchAll(/^account (\w+): password ([a-z2-9-]{23}) /gm)];
  expect(shown.map(([, username]) => username)).toEqual(['admin', 'inspector']);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  await expect(fetch(`${url}/api/health`)).rejects.toThrow();

  const started = performance.now();
  const second = run({});
  await second.ready();
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(second.output()).not.toContain('password');
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(second.errors()).toBe('');
}, 60_000);

test('the chosen password of admin is not shown, and a lost one can be set', async () => {
  const server = run({ ADMIN_PASSWORD: 'a chosen password' });
  await server.ready();
  expect(server.output()).toContain('account admin: the password is that of ADMIN_PASSWORD');
  expect(server.output()).not.toContain('a chosen password');
  server.child.kill('SIGTERM');
  await server.ended;

  const reset = run({}, SET_PASSWORD, ['admin']);
  expect(await reset.ended).toBe(0);
  expect(reset.output()).toMatch(/^account admin: password [a-z2-9-]{23} /);
  const wrong = run({}, SET_PASSWORD, ['admin', '--role', 'king']);
  expect(await wrong.ended).toBe(1);
  expect(wrong.errors()).toMatch(/^Usage: /);
}, 60_000);

test('a killed server leaves no store behind', async () => {
  const first = run({});
  await first.ready();
  first.child.kill('SIGKILL');
  await first.ended;
  // The folder's lock is free again as soon as the orphaned store has seen its parent's end.
  const second = run({});
  await Promise.race([second.ready(), second.ended]);
  if (second.child.exitCode !== null) await run({}).ready();
  else await second.ready();
}, 60_000);
