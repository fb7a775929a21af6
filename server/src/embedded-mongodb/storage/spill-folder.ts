import { closeSync, mkdirSync, openSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where sorts and groups put what does not fit in memory. A file has no name from the moment it is made, so that what a
 * killed process leaves takes no room; where a system does not let an open file be removed, the next start does it.
 */
export class SpillFolder {
  readonly #path: string;
  #made = 0;

  constructor(dataFolder: string) {
    this.#path = join(dataFolder, 'spill');
  }

  /** Removes what an earlier process left. */
  clear(): void {
    rmSync(this.#path, { recursive: true, force: true });
  }

  /** Opens an empty file for writing and reading; whoever asked closes it. Throws the file system's error. */
  open(): SpillFile {
    mkdirSync(this.#path, { recursive: true, mode: 0o700 });
    const path = join(this.#path, `${process.pid}-${(this.#made += 1)}`);
    const file = openSync(path, 'wx+', 0o600);
    const removed = remove(path);
    return {
      file,
      close: () => {
        closeSync(file);
        if (!removed) remove(path);
      },
    };
  }
}

export interface SpillFile {
  file: number;
  close(): void;
}

function remove(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
