import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startStore, type RunningStore } from '@duwen/server/embedded-mongodb/index';
import mongoose from 'mongoose';

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;
export type Collection = ReturnType<ReturnType<Client['db']>['collection']>;

/** The stock driver, as mongoose brings it. */
export const { MongoClient } = mongoose.mongo;

export interface StoreUnderTest {
  uri: () => string;
  client: () => Client;
  /** An empty collection `things`, new for each test. */
  things: () => Collection;
}

/** Starts the embedded store on a folder of its own for one test file, and connects the stock driver to it. */
export function storeUnderTest(): StoreUnderTest {
  let folder: string;
  let store: RunningStore;
  let client: Client;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'conformance-'));
    store = await startStore({
      port: 0,
      data: folder,
      report: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
    });
    client = new MongoClient(`mongodb://127.0.0.1:${store.port}/`);
    await client.connect();
  });
  beforeEach(async () => {
    await client.db('conformance').dropDatabase();
  });
  afterAll(async () => {
    await client.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    uri: () => `mongodb://127.0.0.1:${store.port}/conformance`,
    client: () => client,
    things: () => client.db('conformance').collection('things'),
  };
}

/** What a failed operation says: the fields that clients decide by. */
export async function failureOf(
  work: Promise<unknown>,
): Promise<{ code: unknown; message: string; error: Record<string, unknown> }> {
  try {
    await work;
  } catch (error) {
    const failure = error as Record<string, unknown> & Error;
    return { code: failure['code'], message: failure.message, error: failure };
  }
  throw new Error('it should have failed');
}
