import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BenchRound } from './round.js';
import { inTurn, median, report } from './measure.js';

const ROUNDS = 5;
const CHILD = fileURLToPath(new URL('workbook-child.js', import.meta.url));
const run = promisify(execFile);

/** What one run tells. */
interface Measured {
  readonly milliseconds: number;
  /** Of them those for the figures. */
  readonly figures: number;
  readonly peakBytes: number;
}

/**
 * Time and peak memory of the whole campaign's workbook, against a bare streaming write of the same cells by exceljs; of ours the
 * time for the figures is told apart.
 */
export async function benchWorkbook(round: BenchRound): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'duwen-workbook-'));
  const cells = join(folder, 'cells.ndjson');
  const ours = join(folder, 'ours.xlsx');
  const peaks: Record<string, number[]> = { ours: [], bare: [] };
  const writing: number[] = [];
  const child = async (mode: string, output: string): Promise<number> => {
    const { stdout } = await run(process.execPath, [CHILD, mode, round.campaign, cells, output], {
      env: { ...process.env, MONGODB_URI: round.uri },
    });
    const { milliseconds, figures, peakBytes } = JSON.parse(stdout) as Measured;
    peaks[mode]?.push(peakBytes);
    if (mode === 'ours') writing.push(milliseconds - figures);
    return milliseconds;
  };
  try {
    await child('ours', ours);
    await child('cells', ours);
    const times = await inTurn(
      ROUNDS,
      () => child('ours', ours),
      () => child('bare', join(folder, 'bare.xlsx')),
    );
    const size = (await stat(ours)).size / 1024;
    const [whole, theirs, written] = [median(times.ours), median(times.theirs), median(writing)];
    const yardstick = `bare exceljs ${theirs.toFixed(0)} ms`;
    report(`workbook (${size.toFixed(0)} KB), time`, `${whole.toFixed(0)} ms`, yardstick, whole / theirs);
    report('workbook, the writing alone', `${written.toFixed(0)} ms`, yardstick, written / theirs);
    const [our, bare] = [median(peaks['ours']!) / 2 ** 20, median(peaks['bare']!) / 2 ** 20];
    report('workbook, peak memory', `${our.toFixed(0)} MB`, `bare exceljs ${bare.toFixed(0)} MB`, our / bare);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
