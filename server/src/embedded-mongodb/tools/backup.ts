import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { copyEnvironment } from '../storage/environment.js';
import { checkDataFile } from '../storage/file-check.js';
import { lockFolder } from '../storage/folder-lock.js';
import { flushToDisk, ToolRefusal } from './tool.js';

/**
 * Copies a store's data, as the last whole transaction left it, into a new folder, while the store may be running. The
 * folder appears when it is whole. Throws ToolRefusal.
 */
export async function backUp(data: string, to: string): Promise<void> {
  if (!existsSync(join(data, 'data.mdb'))) throw new ToolRefusal(`${data} holds no data of a store`);
  refuseFull(to);
  mkdirSync(dirname(resolve(to)), { recursive: true });
  const draft = mkdtempSync(`${resolve(to)}.part-`);
  try {
    await copyEnvironment(data, draft);
    flushToDisk(join(draft, 'data.mdb'));
    rmSync(to, { recursive: true, force: true });
    renameSync(draft, to);
    flushToDisk(dirname(resolve(to)));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Puts a backup's data into a folder that has none. Throws ToolRefusal, FolderHeld or DamagedData. */
export function restore(from: string, data: string): void {
  if (!existsSync(join(from, 'data.mdb'))) throw new ToolRefusal(`${from} holds no backup`);
  if (existsSync(join(data, 'data.mdb')))
    throw new ToolRefusal(`${data} holds data already: give an empty folder, or move that one away first`);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(data);
  const draft = join(data, 'data.mdb.part');
  try {
    copyFileSync(join(from, 'data.mdb'), draft);
    flushToDisk(draft);
    renameSync(draft, join(data, 'data.mdb'));
    flushToDisk(data);
    checkDataFile(data);
  } finally {
    rmSync(draft, { force: true });
    unlock();
  }
}

function refuseFull(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new ToolRefusal(`${folder} is not empty: give a new folder`);
}
