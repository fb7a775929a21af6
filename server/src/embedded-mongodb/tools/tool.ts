import { closeSync, fsyncSync, openSync } from 'node:fs';

/** A tool was asked for something that it will not do; the message says what to do instead. */
export class ToolRefusal extends Error {}

/** Makes sure that a file's bytes, or a folder's names, are on disk. */
export function flushToDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
