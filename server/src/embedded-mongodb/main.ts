import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { isTool, runTool } from './tools/run-tool.js';
import { DamagedData, FolderHeld, leastMemory, startStore, type RunningStore } from './index.js';

/**
 * The embedded store as a process of its own: `--port P --data DIR [--host H] [--memory MIB] [--parent]`; or one of its tools:
 * `backup`, `restore`, `export`, `import`.
 */
interface Arguments {
  port: number;
  host: string;
  data: string;
  /** In bytes. */
  memory: number;
  parent: boolean;
}

const mebibyte = 1024 * 1024;

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string' },
      memory: { type: 'string', default: process.env['STORE_MEMORY_MIB'] ?? '512' },
      parent: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port must be 0 to 65535, not ${values.port}`);
  if (!values.data) throw new Error('--data DIR is needed: the folder for the data');
  const memory = Number(values.memory) * mebibyte;
  if (!(memory >= leastMemory))
    throw new Error(
      `--memory must be a number of MiB, at least ${leastMemory / mebibyte}, not ${values.memory}`,
    );
  return { port, host: values.host, data: values.data, memory, parent: values.parent };
}

function explain(error: unknown, { port, host, data, parent }: Partial<Arguments>): string {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  // Under a server the folder is that server's setting.
  const another = `choose another with ${parent ? 'DATA_DIR' : '--data'}`;
  if (code === 'EACCES' && syscall === 'listen')
    return `port ${port} may not be taken by this user: choose one above 1023 with --port`;
  if (code === 'EADDRINUSE' && host?.startsWith('/'))
    return `the socket ${host} is in use: stop what listens there, or choose another with --host`;
  if (code === 'EADDRINUSE')
    return `port ${port} is in use: stop what listens there, or choose another with --port`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `cannot write the data folder ${data}: give this user the right to write there, or ${another}`;
  }
  if (code === 'ENOSPC') return `the disk of the data folder ${data} is full: make room there, or ${another}`;
  if (code === 'ENOTDIR' || code === 'EEXIST') return `${data} is not a folder: ${another}`;
  if (code === 'ENOENT' && syscall === 'mkdir') return `the data folder ${data} cannot be made: ${another}`;
  if (error instanceof FolderHeld)
    return `cannot open the data folder ${data}: ${message}; stop that process first, or ${another}`;
  if (error instanceof DamagedData)
    return `the data folder ${data} cannot be read: ${message}; put a backup in its place, or ${another}`;
  return message.split('\n')[0] ?? 'unknown error';
}

function stopOnSignals(store: RunningStore, parent: boolean): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    store.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`store: ${explain(error, {})}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (!parent) return;
  // The parent holds the other end: when it is gone, however it went, so is this process.
  process.stdin.on('end', stop).on('error', stop).resume();
}

// What is no longer used is collected before it has grown to a multiple of what is: memory stays within its bound.
setFlagsFromString('--heap-growing-percent=40');

let given: Partial<Arguments> = {};
try {
  const [tool, ...rest] = process.argv.slice(2);
  if (isTool(tool)) {
    given = { data: rest[rest.indexOf('--data') + 1] ?? '' };
    process.stdout.write(`${await runTool(tool, rest)}\n`);
    process.exit(0);
  }
  const options = readArguments();
  given = options;
  const report = (error: unknown) =>
    process.stderr.write(
      `store: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  const store = await startStore({ ...options, report });
  stopOnSignals(store, options.parent);
  process.stdout.write(`listening on ${store.uri}\n`);
} catch (error) {
  process.stderr.write(`store: ${explain(error, given)}\n`);
  process.exit(1);
}
