// npm run seed: the demo round into the store that the server would use.
import { readConfig } from '@duwen/server/config';
import { connectStore } from '@duwen/server/store/connection';
import { StartError } from '@duwen/server/store/start-error';
import { seedArguments, USAGE, type SeedArguments } from './seed/arguments.js';
import { anyCampaign, demoState } from './seed/demo-campaign.js';
import { progressOn } from './seed/progress.js';
import { seedYangpu } from './seed/seed-yangpu.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function seed({ responses, seed: number, ifEmpty }: SeedArguments): Promise<void> {
  const { mongodbUri, dataDir } = readConfig(process.env);
  const store = await connectStore(mongodbUri, dataDir, say);
  try {
    const state = await demoState();
    if (ifEmpty && state !== 'unfinished' && (await anyCampaign())) return;
    if (state === 'unfinished') say('An earlier seeding was cut off; doing it again.');
    if (state === 'complete') say('Replacing the demo round that is there.');
    const onProgress = progressOn(process.stderr, 'Demo round (synthetic data)');
    await seedYangpu({ responses, seed: number, onProgress });
  } finally {
    await store.close();
  }
}

try {
  const options = seedArguments(process.argv.slice(2));
  if (options.help) process.stdout.write(USAGE);
  else await seed(options);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
