import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectStore, type StoreConnection } from '@duwen/server/store/connection';
import { progressOn } from '../seed/progress.js';
import { seedYangpu } from '../seed/seed-yangpu.js';

/** The demo round in a store of its own, thrown away afterwards. */
export interface BenchRound {
  readonly store: StoreConnection;
  readonly uri: string;
  readonly campaign: string;
  close(): Promise<void>;
}

/** Starts an embedded store in a temporary folder and seeds it. */
export async function benchRound(responses: number): Promise<BenchRound> {
  const folder = await mkdtemp(join(tmpdir(), 'duwen-bench-'));
  const store = await connectStore(null, folder, (line) => console.error(line));
  const onProgress = progressOn(process.stderr, `Seeding ${responses} responses`);
  const campaign = await seedYangpu({ responses, seed: 2019, onProgress });
  return {
    store,
    uri: `${store.embedded?.uri}/duwen`,
    campaign,
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
