import { arch, cpus, hostname, platform, release, totalmem } from 'node:os';
import { Long } from 'bson';
import type { Document } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { maximumMessage } from '../wire/framing.js';
import type { Command } from './context.js';
import { maximumDocument } from './insert.js';

/** The server whose behaviour is followed, and its wire version. */
export const serverVersion = '7.0.14';
const maximumWireVersion = 21;

/** `hello` and its old names: a standalone, which is never a replica set's member. */
export const hello: Command = ({ command, name }, { connection }) => {
  const asked = command['compression'];
  const compression = Array.isArray(asked) && asked.includes('zlib') ? ['zlib'] : [];
  if (compression.length > 0) connection.compresses = true;
  return {
    ...(command['helloOk'] === true ? { helloOk: true } : {}),
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    topologyVersion: undefined,
    maxBsonObjectSize: maximumDocument,
    maxMessageSizeBytes: maximumMessage,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: connection.id,
    minWireVersion: 0,
    maxWireVersion: maximumWireVersion,
    readOnly: false,
    ...(compression.length > 0 ? { compression } : {}),
  };
};

export const buildInfo: Command = () => ({
  version: serverVersion,
  gitVersion: 'embedded',
  modules: [],
  allocator: 'system',
  javascriptEngine: 'none',
  sysInfo: 'deprecated',
  versionArray: serverVersion.split('.').map(Number).concat(0),
  openssl: { running: 'disabled' },
  bits: 64,
  debug: false,
  maxBsonObjectSize: maximumDocument,
  storageEngines: ['lmdb'],
});

export const hostInfo: Command = () => ({
  system: {
    currentTime: new Date(),
    hostname: hostname(),
    cpuAddrSize: 64,
    memSizeMB: Long.fromNumber(Math.floor(totalmem() / 2 ** 20)),
    numCores: cpus().length,
    cpuArch: arch(),
  },
  os: { type: platform(), name: platform(), version: release() },
  extra: {},
});

export const connectionStatus: Command = () => ({
  authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] },
});

export const whatsmyuri: Command = (_request, { connection }) => ({ you: connection.address });

export const serverStatus: Command = (_request, { store }) => {
  const seconds = (Date.now() - store.startedAt) / 1000;
  const memory = process.memoryUsage();
  const { commands } = store.counters;
  const times = (...names: string[]) =>
    Long.fromNumber(names.reduce((sum, name) => sum + (commands.get(name) ?? 0), 0));
  return {
    host: hostname(),
    version: serverVersion,
    process: 'mongod',
    pid: Long.fromNumber(process.pid),
    uptime: seconds,
    localTime: new Date(),
    connections: {
      current: store.counters.connections,
      totalCreated: store.counters.connectionsMade,
    },
    mem: { bits: 64, resident: Math.round(memory.rss / 2 ** 20) },
    metrics: { cursor: { open: { total: Long.fromNumber(store.cursors.size) } } },
    opcounters: {
      insert: times('insert'),
      query: times('find'),
      update: times('update', 'findAndModify'),
      delete: times('delete'),
      getmore: times('getMore'),
      command: Long.fromNumber([...commands.values()].reduce((sum, one) => sum + one, 0)),
    },
    storageEngine: { name: 'lmdb', persistent: true },
  };
};

const parameters: Document = {
  featureCompatibilityVersion: { version: serverVersion.split('.').slice(0, 2).join('.') },
  ttlMonitorEnabled: true,
};

export const getParameter: Command = ({ command }) => {
  const all = command['getParameter'] === '*';
  const known = Object.entries(parameters).filter(([name]) => all || name in command);
  if (known.length === 0) throw new StoreError(72, 'no option found to get');
  return Object.fromEntries(known);
};

export const getLog: Command = ({ command }) =>
  command['getLog'] === '*' ? { names: ['global', 'startupWarnings'] } : { totalLinesWritten: 0, log: [] };

export const endSessions: Command = ({ command }, { store }) => {
  store.sessions.end(command['endSessions']);
  return {};
};

/** Sessions hold nothing here: cursors end by themselves. */
export const acknowledge: Command = () => ({});
