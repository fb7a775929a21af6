import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { StartError } from './start-error.js';

/** The built entry of the store, from this file's place in `src` and in `dist` alike. */
const ENTRY = fileURLToPath(new URL('../../dist/embedded-mongodb/main.js', import.meta.url));
const READY = /^listening on (mongodb:\/\/127\.0\.0\.1:(\d+))/;
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;
const LONGEST_PAUSE_MS = 5_000;

/** The embedded store as a running child process. */
export interface EmbeddedStore {
  /** Stays the same when the child has to be started again. */
  readonly uri: string;
  /** The present child's process id; null while it is down. */
  readonly pid: number | null;
  /** Lets the child finish and flush, and waits for its end. */
  close(): Promise<void>;
}

interface RunningChild {
  readonly process: ChildProcess;
  readonly uri: string;
  readonly port: number;
  readonly ended: Promise<string>;
}

/**
 * Starts the embedded store on a free loopback port. When it dies unasked it is started again on the same port, so that
 * open connection pools find it; what was acknowledged is on disk by the store's own promise.
 *
 * @param data the data folder
 * @param report is told, in one line each, when the child dies and when it is back
 * @throws StartError when it cannot start: the child's own reason (folder not writable or in use)
 */
export async function startEmbeddedStore(
  data: string,
  report: (line: string) => void,
): Promise<EmbeddedStore> {
  let child: RunningChild | null = await startChild(data, 0);
  const { uri, port } = child;
  const closing = new AbortController();

  const supervise = async (): Promise<void> => {
    while (child) {
      const reason = await child.ended;
      child = null;
      if (closing.signal.aborted) return;
      report(`the embedded store stopped unexpectedly (${reason}); starting it again`);
      child = await restartChild(data, port, closing.signal, report);
      if (child) report('the embedded store is back');
    }
  };
  const supervised = supervise();

  return {
    uri,
    get pid() {
      return child?.process.pid ?? null;
    },
    async close() {
      closing.abort();
      if (child) await stopChild(child);
      await supervised;
      // A restart that was under way when closing began may have brought a child up.
      if (child) await stopChild(child);
    },
  };
}

async function restartChild(
  data: string,
  port: number,
  closing: AbortSignal,
  report: (line: string) => void,
): Promise<RunningChild | null> {
  for (let pause = 100; !closing.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await startChild(data, port);
    } catch (error) {
      report(error instanceof Error ? error.message : String(error));
      await delay(pause, undefined, { signal: closing }).catch(() => undefined);
    }
  }
  return null;
}

async function startChild(data: string, port: number): Promise<RunningChild> {
  // A process group of its own: Ctrl-C goes to the server, which closes the store after its last request.
  const child = spawn(process.execPath, [ENTRY, '--port', String(port), '--data', data, '--parent'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  const stderr: string[] = [];
  const errorLines = createInterface({ input: child.stderr });
  errorLines.on('line', (line) => {
    stderr.push(line);
    if (stderr.length > 20) stderr.shift();
  });
  child.stdin.on('error', () => undefined); // the child may be gone before its end of the pipe is closed
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(lastWords(stderr, code, signal)));
  });
  const ready = new Promise<{ uri: string; port: number }>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, uri, readyPort] = READY.exec(line) ?? [];
      if (uri) resolve({ uri, port: Number(readyPort) });
    });
  });
  const tooLate = new AbortController();
  const outcome = await Promise.race([
    ready,
    ended,
    delay(START_TIMEOUT_MS, `it was not ready after ${START_TIMEOUT_MS / 1000} s`, {
      signal: tooLate.signal,
    }),
  ]);
  tooLate.abort();
  if (typeof outcome === 'string') {
    child.kill('SIGKILL');
    throw new StartError(`The embedded store could not start: ${outcome}`);
  }
  return { process: child, ...outcome, ended };
}

const lastWords = (stderr: readonly string[], code: number | null, signal: string | null): string =>
  stderr.at(-1) ?? (signal ? `killed by ${signal}` : `exit code ${code}`);

async function stopChild(child: RunningChild): Promise<void> {
  child.process.stdin?.end();
  child.process.kill('SIGTERM');
  const giveUp = new AbortController();
  const late = delay(STOP_TIMEOUT_MS, 'late' as const, { signal: giveUp.signal });
  if ((await Promise.race([child.ended, late])) === 'late') {
    child.process.kill('SIGKILL');
    await child.ended;
  }
  giveUp.abort();
  await late.catch(() => undefined);
}
