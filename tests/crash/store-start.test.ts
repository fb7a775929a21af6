import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { entry, runStore, startStoreProcess, type FailedStart } from './store.test-support';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-start-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** On a socket the line that says it is ready names that. */
async function startOnSocket(...options: string[]): Promise<{ process: ChildProcess }> {
  const child = spawn(process.execPath, [entry, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(line)).toMatch(/^listening on mongodb:\/\/%2F.*store\.sock\n$/);
  return { process: child };
}

/** One line on stderr that says what to do, nothing on stdout, exit code 1. */
async function refusal(...options: string[]): Promise<string> {
  const failed = (await runStore(...options)) as FailedStart;
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr.trimEnd().split('\n')).toHaveLength(1);
  return failed.stderr;
}

test('a folder that another process holds is refused, and free again when that ends', async () => {
  const data = join(folder, 'held');
  const first = await startStoreProcess('--port', '0', '--data', data);
  expect(await refusal('--port', '0', '--data', data)).toContain(`in use by process ${first.process.pid}`);
  expect(await first.end('SIGTERM')).toBe(0);
  const next = await startStoreProcess('--port', '0', '--data', data);
  expect(await next.end('SIGINT')).toBe(0);
}, 60_000);

test('of ten that start at once on the folder of a killed one, one gets it', async () => {
  const data = join(folder, 'race');
  await (await startStoreProcess('--port', '0', '--data', data)).end('SIGKILL');
  const started = await Promise.all(
    Array.from({ length: 10 }, () => runStore('--port', '0', '--data', data)),
  );
  const running = started.flatMap((one) => ('uri' in one ? [one] : []));
  expect(running).toHaveLength(1);
  for (const one of started) if ('code' in one) expect(one).toMatchObject({ code: 1 });
  await running[0]!.end('SIGTERM');
}, 90_000);

test('a port in use', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  expect(await refusal('--port', String(port), '--data', join(folder, 'port'))).toContain(
    `port ${port} is in use`,
  );
  server.close();
}, 30_000);

test('a data folder that is a file', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'x');
  expect(await refusal('--port', '0', '--data', file)).toContain('is not a folder');
}, 30_000);

test('a data folder that is no store of ours is refused, and left as it is', async () => {
  const data = mkdtempSync(join(folder, 'damaged-'));
  writeFileSync(join(data, 'data.mdb'), Buffer.alloc(100_000, 7));
  expect(await refusal('--port', '0', '--data', data)).toContain('cannot be read');
}, 30_000);

test('a data file that was cut short is refused', async () => {
  const data = join(folder, 'short');
  const store = await startStoreProcess('--port', '0', '--data', data);
  const client = await new mongoose.mongo.MongoClient(store.uri).connect();
  const many = Array.from({ length: 2000 }, (_, n) => ({ n, pad: 'x'.repeat(2000) }));
  await client.db('short').collection('things').insertMany(many);
  await client.close();
  await store.end('SIGTERM');
  const file = join(data, 'data.mdb');
  truncateSync(file, Math.floor(statSync(file).size / 2));
  expect(await refusal('--port', '0', '--data', data)).toContain('cut short');
}, 30_000);

test('wrong options', async () => {
  expect(await refusal('--port', '70000', '--data', folder)).toContain('--port');
  expect(await refusal('--port', '0')).toContain('--data');
}, 30_000);

test('an address that others could reach', async () => {
  for (const host of ['0.0.0.0', '192.168.1.5', '::'])
    expect(await refusal('--port', '0', '--host', host, '--data', folder)).toContain(
      'only listens on loopback',
    );
}, 30_000);

test('a Unix socket, which is free again after a kill and refused while it is in use', async () => {
  const options = ['--host', join(folder, 'store.sock'), '--data'];
  const uri = `mongodb://${encodeURIComponent(join(folder, 'store.sock'))}`;
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    const { process: child } = await startOnSocket(...options, join(folder, 'socket'));
    const client = await new mongoose.mongo.MongoClient(uri).connect();
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
    expect(await refusal(...options, join(folder, 'other'))).toContain('in use');
    await client.close();
    child.kill(signal);
    await once(child, 'exit');
  }
}, 60_000);

test('it starts without the aggregation language, and loads that when it is asked for', async () => {
  const script = `
    import { createRequire } from 'node:module';
    import { startStore } from ${JSON.stringify(new URL('index.js', pathToFileURL(entry)).href)};
    import mongoose from 'mongoose';
    const { cache } = createRequire(import.meta.url);
    const loaded = () => Object.keys(cache).filter((file) => /[\\/\\\\]mingo[\\/\\\\]/.test(file)).length;
    const store = await startStore({ port: 0, data: process.argv[1] });
    const client = await new mongoose.mongo.MongoClient(store.uri).connect();
    const things = client.db('d').collection('things');
    await things.createIndex({ a: 1 });
    await things.insertMany([{ a: 1 }, { a: 2 }]);
    await things.updateOne({ a: 1 }, { $set: { b: 1 } });
    const found = await things.find({ a: { $gt: 0 } }, { sort: { a: -1 }, projection: { a: 1 } }).toArray();
    const before = loaded();
    const groups = await things.aggregate([{ $group: { _id: { $add: ['$a', 1] } } }]).toArray();
    console.log(JSON.stringify({ found: found.length, before, groups: groups.length, after: loaded() > 0 }));
    process.exit(0);`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    script,
    join(folder, 'lazily'),
  ]);
  expect(JSON.parse(stdout)).toEqual({ found: 2, before: 0, groups: 2, after: true });
}, 30_000);

test('with --parent it ends when its parent does', async () => {
  const store = await startStoreProcess('--port', '0', '--data', join(folder, 'parent'), '--parent');
  store.process.stdin!.end();
  const code = await new Promise((resolve) => store.process.once('exit', resolve));
  expect(code).toBe(0);
}, 30_000);
