import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The data files stand beside the sources; compiled code finds them from `seeds/dist/yangpu-2019`. */
const besideSource = join(import.meta.dirname, 'roster.csv');
const folder = existsSync(besideSource)
  ? import.meta.dirname
  : join(import.meta.dirname, '..', '..', 'yangpu-2019');

/** The text of a data file of the round. */
export const readData = (name: string): string => readFileSync(join(folder, name), 'utf8');
