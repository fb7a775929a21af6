import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectStore } from '@duwen/server/store/connection';
import { Campaigns } from '@duwen/server/store/campaigns';
import { Responses } from '@duwen/server/store/responses';

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'dist', 'seed.js');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duwen-seed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Seeding {
  readonly process: ChildProcess;
  readonly said: string[];
  readonly ended: Promise<number | null>;
}

function seed(...args: string[]): Seeding {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...process.env, DATA_DIR: folder, MONGODB_URI: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { process: child, said, ended };
}

test('a seeding that is killed half-way is seen and done again, and then left alone', async () => {
  const first = seed('--responses', '40000');
  while (!/ [1-9]\d %/.test(first.said.join(''))) {
    if (first.process.exitCode !== null) throw new Error(first.said.join(''));
    await delay(20);
  }
  first.process.kill('SIGKILL');
  await first.ended;

  const second = seed('--responses', '700', '--if-empty');
  expect(await second.ended).toBe(0);
  expect(second.said.join('')).toMatch(/cut off; doing it again[^]*100 % {2}700 \/ 700/);

  const third = seed('--responses', '700', '--if-empty');
  expect(await third.ended).toBe(0);
  expect(third.said).toEqual([]);

  const store = await connectStore(null, folder, () => undefined);
  try {
    const rounds = await Campaigns.find().lean();
    expect(rounds.map(({ status, synthetic }) => [status, synthetic])).toEqual([['open', true]]);
    expect(await Responses.countDocuments({ campaign: rounds[0]!._id })).toBe(700);
    expect(await Responses.countDocuments({})).toBe(700);
  } finally {
    await store.close();
  }
}, 240_000);
