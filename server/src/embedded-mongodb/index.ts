import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { ConnectionInfo } from './commands/context.js';
import { dispatch } from './commands/dispatch.js';
import { defaultMemory } from './storage/memory.js';
import { openStore, type Store } from './store.js';
import { serveConnection } from './wire/connection.js';
import { checkHost, isSocketPath, listen } from './wire/listen.js';

export { DamagedData } from './storage/file-check.js';
export { FolderHeld } from './storage/folder-lock.js';
export { leastMemory } from './storage/memory.js';

export interface StoreOptions {
  /** 0: any free port. */
  port: number;
  /** The data folder; made if it is not there. */
  data: string;
  /** A loopback address, or a Unix socket's absolute path; 127.0.0.1 unless given. */
  host?: string;
  /** Bytes of memory to stay within, beside the system's cache of the data file; 512 MiB unless given. */
  memory?: number;
  /** Told of failures that are the store's own fault. */
  report?: (error: unknown) => void;
}

export interface RunningStore {
  /** 0 on a Unix socket. */
  port: number;
  /** Where clients connect to. */
  uri: string;
  /** Ends connections, commits what was taken, and gives the data folder back. */
  close(): Promise<void>;
}

/**
 * Starts the embedded store. Rejects if others could reach the address, the port is taken (`EADDRINUSE`), or the data
 * folder is held (`FolderHeld`) or cannot be written.
 */
export async function startStore({
  port,
  data,
  host = '127.0.0.1',
  memory = defaultMemory,
  report = () => undefined,
}: StoreOptions): Promise<RunningStore> {
  checkHost(host);
  const store = openStore(data, memory);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => accept(store, sockets, socket, report));
  try {
    await listen(server, port, host);
  } catch (error) {
    await store.close();
    throw error;
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    uri: isSocketPath(host)
      ? `mongodb://${encodeURIComponent(host)}`
      : `mongodb://${host.includes(':') ? `[${host}]` : host}:${(address as AddressInfo).port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      store.writer.close();
      // Answers of what was committed just now leave before the sockets do.
      await new Promise((resolve) => setTimeout(resolve, 20));
      for (const socket of sockets) socket.destroy();
      await closed;
      await store.close();
    },
  };
}

function accept(store: Store, sockets: Set<Socket>, socket: Socket, report: (error: unknown) => void): void {
  store.counters.connections += 1;
  store.counters.connectionsMade += 1;
  const connection: ConnectionInfo = {
    id: store.counters.connectionsMade,
    address: `${socket.remoteAddress}:${socket.remotePort}`,
    compresses: false,
  };
  sockets.add(socket);
  socket.on('close', () => {
    sockets.delete(socket);
    store.counters.connections -= 1;
  });
  serveConnection(socket, connection, (request, from) =>
    dispatch(request, { store, connection: from }, report),
  );
}
