import { chmodSync, rmSync } from 'node:fs';
import { connect, type Server } from 'node:net';

const loopback = ['127.0.0.1', '::1', 'localhost'];
export const isSocketPath = (host: string) => host.startsWith('/');

/** Throws for an address that others could reach: only loopback and Unix sockets are this machine's own. */
export function checkHost(host: string): void {
  if (!loopback.includes(host) && !isSocketPath(host))
    throw new Error(`the store only listens on loopback or a Unix socket (an absolute path), not on ${host}`);
}

/** Listens on a port of a loopback address, or on a Unix socket that only this user may use. Rejects with EADDRINUSE. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  if (!isSocketPath(host)) {
    await listening(server, () => server.listen(port, host));
    return;
  }
  // What a killed store left behind answers nobody; what answers stays, and listening fails.
  if (await isStale(host)) rmSync(host, { force: true });
  await listening(server, () => server.listen(host));
  chmodSync(host, 0o600);
}

function listening(server: Server, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve();
    });
    start();
  });
}

function isStale(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED'));
  });
}
