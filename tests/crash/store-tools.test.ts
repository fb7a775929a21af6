import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { entry, startStoreProcess } from './store.test-support';

const { MongoClient, BSON } = mongoose.mongo;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-tools-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [entry, ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });

async function done(...args: string[]): Promise<void> {
  expect(await run(...args)).toMatchObject({ code: 0, stderr: '' });
}

async function refused(...args: string[]): Promise<string> {
  const result = await run(...args);
  expect(result).toMatchObject({ code: 1, stdout: '' });
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  return result.stderr;
}

type Client = InstanceType<typeof MongoClient>;

async function withStore<T>(data: string, work: (client: Client) => Promise<T>): Promise<T> {
  const store = await startStoreProcess('--port', '0', '--data', data);
  const client = await new MongoClient(store.uri).connect();
  try {
    return await work(client);
  } finally {
    await client.close();
    await store.end('SIGTERM');
  }
}

/** Every document as bytes, and every index, by namespace. */
async function contentsOf(client: Client): Promise<Record<string, unknown>> {
  const contents: Record<string, unknown> = {};
  for (const { name } of (await client.db().admin().listDatabases()).databases) {
    for (const collection of await client.db(name).listCollections().toArray()) {
      const held = client.db(name).collection(collection.name);
      const documents = await held.find({}, { raw: true, sort: { _id: 1 } }).toArray();
      contents[`${name}.${collection.name}`] = {
        type: collection.type,
        documents: documents.map((bytes) => Buffer.from(bytes as unknown as Uint8Array).toString('hex')),
        indexes: collection.type === 'view' ? [] : await held.indexes(),
      };
    }
  }
  return contents;
}

const { Long, Double, Int32, Decimal128, Timestamp, MinKey, MaxKey, BSONRegExp, Binary, Code } = BSON;

async function fill(client: Client): Promise<void> {
  const things = client.db('moved').collection('things with/odd name%');
  await things.insertMany([
    { _id: new Long('9007199254740993'), d: new Double(1), i: new Int32(1), z: new Double(-0), nan: NaN },
    {
      _id: new Decimal128('1.20'),
      big: new Decimal128('1E+400'),
      when: new Date(-1),
      then: new Date(2 ** 45),
    },
    { _id: new Binary(Buffer.from('ab'), 0x80), re: new BSONRegExp('a/b', 'im'), text: '汉字 "\\\n\u0000 𝒳' },
    {
      _id: { b: 1, a: [1, [], {}, null] },
      t: new Timestamp({ t: 5, i: 6 }),
      lo: new MinKey(),
      hi: new MaxKey(),
    },
    { _id: 'code', code: new Code('f', { x: 1 }), ref: { $ref: 'c', $id: 1 }, b: true, inf: -Infinity },
  ] as never);
  await things.createIndex({ i: 1, d: -1 }, { unique: true, partialFilterExpression: { i: { $gt: 0 } } });
  await client.db('moved').createCollection('seen', { viewOn: 'things', pipeline: [{ $match: { i: 1 } }] });
  await client.db('moved').createCollection('strict', {
    validator: { a: { $type: 'int' } },
    collation: { locale: 'zh' },
  });
}

test('what is exported and imported again is the same, byte for byte, indexes too', async () => {
  const [from, to, files] = [join(folder, 'from'), join(folder, 'to'), join(folder, 'files')];
  const before = await withStore(from, async (client) => {
    await fill(client);
    const contents = await contentsOf(client);
    // While it runs.
    await done('export', '--data', from, '--to', files);
    return contents;
  });
  const exported = readFileSync(
    join(files, 'moved', `${encodeURIComponent('things with/odd name%')}.json`),
    'utf8',
  );
  expect(exported.trimEnd().split('\n')).toHaveLength(5);
  expect(exported).toContain('{"_id":{"$numberLong":"9007199254740993"},"d":{"$numberDouble":"1.0"}');
  await done('import', '--from', files, '--data', to);
  expect(await withStore(to, contentsOf)).toEqual(before);
  expect(await refused('import', '--from', files, '--data', to)).toContain('is there already');
}, 60_000);

test('a backup made amid writers is one moment of the store, and restores', async () => {
  const [data, copy, again] = [join(folder, 'live'), join(folder, 'copy'), join(folder, 'again')];
  let acknowledged = 0;
  const atBackup = await withStore(data, async (client) => {
    const things = client.db('live').collection('things');
    await things.createIndex({ n: 1 }, { unique: true });
    let stopped = false;
    const writing = (async () => {
      for (let n = 0; !stopped; n += 10) {
        // Ten together or none of them.
        await things.insertMany(Array.from({ length: 10 }, (_, k) => ({ n: n + k, pad: 'x'.repeat(500) })));
        acknowledged = n + 10;
      }
    })();
    await delay(300);
    const first = acknowledged;
    await done('backup', '--data', data, '--to', copy);
    await delay(100);
    stopped = true;
    await writing;
    return { first, last: acknowledged };
  });
  await done('restore', '--from', copy, '--data', again);
  await withStore(again, async (client) => {
    const things = client.db('live').collection('things');
    const numbers = (await things.find({}, { hint: { $natural: 1 } }).toArray()).map(({ n }) => Number(n));
    expect(numbers).toEqual(numbers.map((_, at) => at));
    expect(numbers.length % 10).toBe(0);
    expect(numbers.length).toBeGreaterThanOrEqual(atBackup.first);
    expect(numbers.length).toBeLessThan(atBackup.last);
    expect(await things.countDocuments({ n: { $gte: 0 } })).toBe(numbers.length);
  });
  expect(readdirSync(copy)).toEqual(['data.mdb']);
}, 60_000);

test('tools refuse in one line what would overwrite or read nothing', async () => {
  const [data, full] = [join(folder, 'some'), join(folder, 'full')];
  await withStore(data, (client) => client.db('a').collection('b').insertOne({ a: 1 }));
  mkdirSync(join(full, 'database'), { recursive: true });
  writeFileSync(join(full, 'database', 'collection.json'), '{"a":1}\n{"a":\n');
  expect(await refused('backup', '--data', data, '--to', full)).toContain('is not empty');
  expect(await refused('backup', '--data', join(folder, 'none'), '--to', join(folder, 'x'))).toContain(
    'no data',
  );
  expect(await refused('restore', '--from', data, '--data', data)).toContain('holds data already');
  expect(await refused('export', '--data', data, '--to', full)).toContain('is not empty');
  expect(await refused('import', '--from', full, '--data', join(folder, 'new'))).toContain('line 2');
  expect(await refused('import', '--from', data)).toContain('import needs --from FOLDER and --data FOLDER');
  expect(await refused('backup', '--nonsense')).toContain('--nonsense');
  await withStore(data, async () => {
    const files = join(folder, 'good');
    mkdirSync(join(files, 'd'), { recursive: true });
    writeFileSync(join(files, 'd', 'c.json'), '{"a":1}\n');
    expect(await refused('import', '--from', files, '--data', data)).toContain('in use by process');
  });
}, 60_000);
