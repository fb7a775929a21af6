import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who holds a data folder. `started` and `boot` tell a living holder from a later process with the same number. */
interface Holder {
  pid: number;
  host: string;
  boot: string;
  started: string;
  token: string;
}

export class FolderHeld extends Error {}

const fileName = 'store.lock';
/** A holder on another host or in another container shows that it lives by touching its lock. */
const heartbeatMilliseconds = 2_000;
const silentMilliseconds = 10_000;

/**
 * Takes the data folder for this process. The lock of a process that is gone, however it went, is taken over.
 * Returns the release. Throws FolderHeld, or the file system's own error.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, fileName);
  const me: Holder = {
    pid: process.pid,
    host: hostname(),
    ...processIdentity(process.pid),
    token: randomUUID(),
  };
  const draft = join(folder, `.${me.token}.lock`);
  writeFileSync(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    for (let attempt = 0; !take(draft, path); attempt += 1) {
      const holder = readHolder(path);
      if (holder && (attempt > 20 || isAlive(holder, path))) {
        throw new FolderHeld(`it is in use by process ${holder.pid} on ${holder.host}`);
      }
      if (holder) removeStale(path, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  if (readHolder(path)?.token !== me.token)
    throw new FolderHeld('another process took it at the same moment');
  const heartbeat = setInterval(() => touch(path), heartbeatMilliseconds);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    if (readHolder(path)?.token === me.token) rmSync(path, { force: true });
  };
}

/** Linking is atomic: it fails if the lock is there. */
function take(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP') throw error;
  }
  // A file system without hard links: creation alone is exclusive there.
  try {
    writeFileSync(path, readFileSync(draft), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if (error instanceof SyntaxError) return { pid: 0, host: hostname(), boot: '', started: '', token: '' };
    throw error;
  }
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.pid <= 0) return false;
  const here = processIdentity(process.pid);
  if (holder.host !== hostname()) {
    try {
      return Date.now() - statSync(path).mtimeMs < silentMilliseconds;
    } catch {
      return false;
    }
  }
  if (holder.boot !== here.boot) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return processIdentity(holder.pid).started === holder.started;
}

/** Moves a stale lock away; if it is another's fresh lock by now, puts it back. */
function removeStale(path: string, stale: Holder): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readHolder(aside)?.token !== stale.token) take(aside, path);
  rmSync(aside, { force: true });
}

/** Linux tells the boot and when a process began; elsewhere the number alone must do. */
function processIdentity(pid: number): { boot: string; started: string } {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return { boot, started: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '' };
  } catch {
    return { boot: '', started: '' };
  }
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The folder is gone; the next write will say so.
  }
}
