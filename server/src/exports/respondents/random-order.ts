import { randomFillSync } from 'node:crypto';
import { inSlices } from './in-slices.js';

/** Random numbers drawn at once. */
const DRAWN = 16_384;

/**
 * Puts rows in a random order (Fisher and Yates), another each time: the order of a file must not tell who answered when, nor two
 * files together who came between them.
 */
export async function shuffle(rows: Uint32Array): Promise<void> {
  const drawn = new Uint32Array(DRAWN);
  let left = 0;
  await inSlices(rows.length - 1, (step) => {
    if (left === 0) {
      randomFillSync(drawn);
      left = DRAWN;
    }
    left -= 1;
    const last = rows.length - 1 - step;
    // Of 2³² values so few rows' worth are one too many that no order becomes likelier by more than one in a thousand.
    const other = Math.floor((drawn[left]! / 2 ** 32) * (last + 1));
    const row = rows[last]!;
    rows[last] = rows[other]!;
    rows[other] = row;
  });
}
