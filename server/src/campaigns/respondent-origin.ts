import { networkInterfaces } from 'node:os';
import type { Request } from 'express';

/** The application's setting that holds `networkOrigin`'s answer. */
export const NETWORK_ORIGIN = 'network origin';

/**
 * Where other devices of the local network reach a server, `http://192.168.1.5:3000`; null where they cannot: it listens on
 * one address only, or this machine is in no network.
 */
export function networkOrigin(host: string, port: number): string | null {
  if (host !== '0.0.0.0' && host !== '::') return null;
  const address = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  return address === undefined ? null : `http://${address}:${port}`;
}

const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/**
 * What respondents' addresses begin with: the public address where there is one, else where the request came to. A phone
 * cannot open `localhost`, so that a request which came there gets this machine's address in the network.
 */
export function respondentOrigin(request: Request, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl;
  const network = request.app.get(NETWORK_ORIGIN) as string | null | undefined;
  if (network && THIS_MACHINE.test(request.host)) return network;
  return `${request.protocol}://${request.host}`;
}
