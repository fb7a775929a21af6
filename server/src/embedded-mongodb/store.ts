import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Catalog } from './storage/catalog.js';
import { openEnvironment, type Environment } from './storage/environment.js';
import { checkDataFile } from './storage/file-check.js';
import { lockFolder } from './storage/folder-lock.js';
import { Writer } from './storage/writer.js';
import { CursorTable } from './commands/cursors.js';
import { SessionTable } from './commands/sessions.js';
import { startReaper } from './commands/expiry.js';

/** An open data folder and what serves it. */
export interface Store {
  environment: Environment;
  catalog: Catalog;
  writer: Writer;
  cursors: CursorTable;
  sessions: SessionTable;
  folder: string;
  startedAt: number;
  counters: { connections: number; connectionsMade: number; commands: Map<string, number> };
  close(): Promise<void>;
}

/**
 * Makes a folder and those above it, one by one: Node's own recursive way never ends where a file system (/proc, say)
 * has no folder to make.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  // Answers are nobody's business but this user's.
  mkdirSync(folder, { mode: 0o700 });
}

/**
 * Locks and opens a data folder, making it if it is not there. `memory`: its bound, in bytes. Throws FolderHeld or the file system's
 * error.
 */
export function openStore(folder: string, memory?: number): Store {
  makeFolder(resolve(folder));
  const unlock = lockFolder(folder);
  try {
    checkDataFile(folder);
    const environment = openEnvironment(folder, memory);
    environment.spill.clear();
    const catalog = new Catalog(environment);
    const writer = new Writer(environment, catalog);
    const cursors = new CursorTable(environment.memory.answers / 4);
    const stopReaper = startReaper({ environment, catalog, writer });
    return {
      environment,
      catalog,
      writer,
      cursors,
      sessions: new SessionTable(),
      folder,
      startedAt: Date.now(),
      counters: { connections: 0, connectionsMade: 0, commands: new Map() },
      close: async () => {
        stopReaper();
        cursors.close();
        writer.close();
        await environment.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
