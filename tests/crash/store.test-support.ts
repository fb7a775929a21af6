import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const entry = fileURLToPath(new URL('../../server/dist/embedded-mongodb/main.js', import.meta.url));

/** A store in a process of its own. */
export interface StoreProcess {
  uri: string;
  port: number;
  process: ChildProcess;
  /** Sends a signal and waits for the end; gives the exit code, null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** What a store that could not start said. */
export interface FailedStart {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the built store; resolves when it is ready, or with what it said when it ended instead. */
export async function runStore(...options: string[]): Promise<StoreProcess | FailedStart> {
  const child = spawn(process.execPath, [entry, ...options], { stdio: ['pipe', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const ready = new Promise<RegExpExecArray>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += String(chunk);
      const line = /^listening on (mongodb:\/\/127\.0\.0\.1:(\d+))\n$/.exec(stdout);
      if (line) resolve(line);
    });
  });
  const first = await Promise.race([ready, ended]);
  if (!('index' in first)) return { code: first[0], stdout, stderr };
  return {
    uri: first[1]!,
    port: Number(first[2]),
    process: child,
    end: async (signal) => {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

/** Starts a store that is expected to be ready. */
export async function startStoreProcess(...options: string[]): Promise<StoreProcess> {
  const started = await runStore(...options);
  if ('uri' in started) return started;
  throw new Error(`the store did not start: ${started.stderr}`);
}
