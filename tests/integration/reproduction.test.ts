import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeBundle } from '@duwen/server/exports/bundle/write-bundle';
import type { PublishedFigure } from '@duwen/server/exports/bundle/published-figures';
import { textsIn } from '@duwen/server/exports/texts';
import { campaignMatrix } from '@duwen/server/matrix/campaign-matrix';
import { stopTabulationWorkers } from '@duwen/server/tabulation-workers/tabulation-workers';
import { unzipped } from '../../server/src/exports/read-files.test-support';
import { seedYangpu } from '../../scripts/seed/seed-yangpu';
import { startTestServer, type TestServer } from './server.test-support';

const RESPONSES = 4000;

function hasSurvey(): boolean {
  try {
    execFileSync('Rscript', ['-e', 'library(survey)'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(
      "R's survey is not installed: the test that works the demo round's figures out again is skipped.",
    );
    return false;
  }
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(async () => {
  await stopTabulationWorkers();
  await server?.close();
});

(hasSurvey() ? it : it.skip)(
  'R works out again every figure of the demo round’s workbook, to a millionth',
  async () => {
    const matrix = await campaignMatrix(await seedYangpu({ responses: RESPONSES, seed: 1 }));
    const output = new PassThrough();
    const context = {
      matrix,
      texts: textsIn('zh'),
      requester: { username: 'admin', at: new Date() },
      onProgress: () => undefined,
    };
    const [bytes] = await Promise.all([buffer(output), writeBundle(context, output)]);
    const files = unzipped(bytes);
    const figures = JSON.parse(Buffer.from(files['tables.json']!).toString()) as PublishedFigure[];
    expect(figures.length).toBeGreaterThan(3000);
    expect(new Set(figures.map(({ measure }) => measure)).size).toBeGreaterThanOrEqual(16);
    const folder = mkdtempSync(join(tmpdir(), 'duwen-reproduction-'));
    try {
      for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
      const text = execFileSync('Rscript', ['--vanilla', 'analysis.R'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      });
      expect(text).toMatch(
        new RegExp(`^${figures.length} figures worked out again; largest difference \\S+e-`),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  240_000,
);
