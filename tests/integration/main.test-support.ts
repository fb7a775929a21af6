import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../../server/dist');
/** The built server, and the command that sets a password, as an operator runs them. */
export const MAIN = join(DIST, 'main.js');
export const SET_PASSWORD = join(DIST, 'accounts/set-password.js');

/** A script of the server's that runs. */
export interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
  /** The address, once it listens. */
  ready(): Promise<string>;
}

/** Runs a script with nothing but `settings` in its environment, on a free port where it listens. */
export function run(settings: Record<string, string>, script = MAIN, args: string[] = []): Run {
  const env = { PATH: process.env['PATH']!, PORT: '0', ...settings };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const ready = async (): Promise<string> => {
    for (;;) {
      const url = /listening on (http:\S+)/.exec(output)?.[1];
      if (url) return url;
      if (child.exitCode !== null) throw new Error(`it ended: ${errors}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { child, output: () => output, errors: () => errors, ended, ready };
}
