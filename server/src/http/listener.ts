import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { StartError } from '../store/start-error.js';

/** An application that listens. */
export interface Listener {
  readonly port: number;
  /** Takes no more requests, ends the live streams, and waits for the requests under way (at most `patienceMs`). */
  close(patienceMs: number): Promise<void>;
}

/**
 * @throws StartError when the port is in use or may not be taken
 */
export async function listen(app: Express, host: string, port: number): Promise<Listener> {
  const server = createServer(app);
  const answers = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    answers.add(response);
    response.once('close', () => answers.delete(response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new StartError(refusal(error, host, port), { cause: error })));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (patienceMs) => closeServer(server, answers, patienceMs),
  };
}

async function closeServer(server: Server, answers: Set<ServerResponse>, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive becomes idle after its last answer, and would stay open for seconds.
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  for (const response of answers) {
    // A stream has no end of its own; its client connects again when the server is back.
    if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.end();
    else if (!response.headersSent) response.setHeader('Connection', 'close');
  }
  const late = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

function refusal(error: Error, host: string, port: number): string {
  const code = 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use: stop what runs there, or choose another with PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES')
    return `Port ${port} may not be taken by this user: choose one above 1023 with PORT=…`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST=${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all of its addresses`;
  }
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}
