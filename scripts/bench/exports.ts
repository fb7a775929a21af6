import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CHILD = fileURLToPath(new URL('exports-child.js', import.meta.url));
const run = promisify(execFile);
const ROWS = 1_000_000;
const ITEMS = 60;
/** Most memory that an export may add to the process, MB. */
const MEMORY_LIMIT = 200;

/** What one run tells; times in milliseconds. */
interface Measured {
  readonly milliseconds: number;
  readonly bytes: number;
  readonly grownBytes: number;
  readonly longestBlock: number;
  readonly usualBlock: number;
}

/** Time, memory and event loop of respondents' data at 1,000,000 rows, in each format. */
export async function benchExports(): Promise<void> {
  for (const format of ['csv', 'xlsx', 'sav']) {
    const args = ['--expose-gc', CHILD, format, String(ROWS), String(ITEMS)];
    const { stdout } = await run(process.execPath, args);
    const { milliseconds, bytes, grownBytes, longestBlock, usualBlock } = JSON.parse(stdout) as Measured;
    const grown = grownBytes / 2 ** 20;
    console.log(
      `${`${format}, ${ROWS} rows × ${ITEMS} items`.padEnd(34)} ${(milliseconds / 1000).toFixed(1)} s, ` +
        `${(bytes / 1e6).toFixed(0)} MB; memory grows by ${grown.toFixed(0)} MB (at most ${MEMORY_LIMIT}: ` +
        `${grown <= MEMORY_LIMIT ? 'kept' : 'exceeded'}); the event loop waits ${usualBlock.toFixed(0)} ms in 99 of 100, ` +
        `${longestBlock.toFixed(0)} ms at worst`,
    );
  }
}
