import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { breakDownBothWays } from '@duwen/shared/breakdown';
import { frameOf } from '@duwen/shared/codebook';
import type { CampaignMatrix } from '../../matrix/campaign-matrix.js';
import type { AskBothWays } from '../campaign-tables.js';
import { sampleMatrix } from '../sample-matrix.test-support.js';
import { textsIn } from '../texts.js';
import type { PublishedFigure } from './published-figures.js';
import { writeBundle } from './write-bundle.js';

const bothWaysHere: AskBothWays = async ({ columns, codebook, campaign, units, asOf }, request) =>
  breakDownBothWays({
    columns,
    codebook,
    request,
    minimumCell: campaign.minimumCell,
    asOf,
    frame: frameOf(campaign.groups, units),
  });

async function bundle(matrix: CampaignMatrix): Promise<Record<string, Uint8Array>> {
  const output = new PassThrough();
  const requester = { username: 'admin', at: new Date('2019-03-20T01:00:00Z') };
  const context = { matrix, texts: textsIn('zh'), requester, onProgress: () => undefined };
  const [bytes] = await Promise.all([buffer(output), writeBundle(context, output, bothWaysHere)]);
  return unzipSync(bytes);
}

const figuresOf = (files: Record<string, Uint8Array>): PublishedFigure[] =>
  JSON.parse(strFromU8(files['tables.json']!)) as PublishedFigure[];

describe('the reproduction bundle', () => {
  it('holds every published figure, and none that is withheld', async () => {
    const matrix = sampleMatrix();
    const figures = figuresOf(await bundle(matrix));
    const request = { items: ['B'], by: 'unit', filter: { group: ['parent'] }, quality: 'all' } as const;
    const [item] = (await bothWaysHere(matrix, request)).plain.items;
    const ofB = figures.filter(({ group, item: code }) => group === 'parent' && code === 'B');
    const total = ofB.find(({ row, measure }) => row === 0 && measure === 'favourable');
    expect(total).toMatchObject({
      value: item!.total.favourable!.share,
      lower: item!.total.favourable!.lower,
      upper: item!.total.favourable!.upper,
    });
    const schools = ofB.filter(({ row, measure }) => row > 0 && measure === 'favourable');
    expect(schools.map(({ value }) => value).sort()).toEqual(
      item!.rows.flatMap(({ favourable }) => favourable?.share ?? []).sort(),
    );
    expect(schools.length).toBeLessThan(item!.rows.length);
  });

  it('explains itself in Chinese and in English', async () => {
    const files = await bundle(sampleMatrix());
    expect(Object.keys(files)).toEqual([
      'README.zh.txt',
      'README.en.txt',
      'analysis.R',
      'data.csv',
      'items.csv',
      'tables.csv',
      'tables.json',
      'codebook.json',
      'design.json',
    ]);
    expect(strFromU8(files['README.zh.txt']!)).toContain('Rscript analysis.R');
    expect(strFromU8(files['README.en.txt']!)).toContain('cannot be protected cell by cell');
  });

  it('tells no cluster by its name', async () => {
    const files = await bundle(sampleMatrix());
    const rows: Record<string, string>[] = parse(strFromU8(files['data.csv']!), { bom: true, columns: true });
    expect(rows).toHaveLength(330);
    const small = rows.filter((row) => row['group'] === 'parent' && row['unit'] === '');
    expect(small.length).toBeGreaterThanOrEqual(8);
    expect(new Set(small.map((row) => row['psu'])).size).toBe(2);
    expect(strFromU8(files['tables.json']!)).not.toContain('S5');
    expect(new Set(rows.filter((row) => row['group'] === 'deputy').map((row) => row['psu'])).size).toBe(30);
  });
});

function hasSurvey(): boolean {
  try {
    execFileSync('Rscript', ['-e', 'library(survey)'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn("R's survey is not installed: the test that works the figures out again is skipped.");
    return false;
  }
}
const itWithR = hasSurvey() ? it : it.skip;

/** Runs the bundle's script; its files may be changed before. */
function runScript(files: Record<string, Uint8Array>): { text: string; failed: boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'duwen-bundle-'));
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    try {
      const text = execFileSync('Rscript', ['--vanilla', 'analysis.R'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return { text, failed: false };
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return { text: `${stdout}${stderr}`, failed: true };
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('analysis.R', () => {
  itWithR(
    'works out again every figure',
    async () => {
      const files = await bundle(sampleMatrix());
      const { text, failed } = runScript(files);
      expect(text).toContain(`${figuresOf(files).length} figures worked out again`);
      expect(failed).toBe(false);
    },
    60_000,
  );

  itWithR(
    'fails where a figure is another',
    async () => {
      const files = await bundle(sampleMatrix());
      const lines = strFromU8(files['tables.csv']!).split('\r\n');
      const line = lines.findIndex((text) => text.includes(',favourable,'));
      lines[line] = lines[line]!.replace(
        /favourable,,(0\.\d+)/,
        (_, value: string) => `favourable,,${Number(value) + 2e-6}`,
      );
      const changed = { ...files, 'tables.csv': new TextEncoder().encode(lines.join('\r\n')) };
      const { text, failed } = runScript(changed);
      expect(failed).toBe(true);
      expect(text).toContain('figures differ by more than 1e-06');
    },
    60_000,
  );
});
