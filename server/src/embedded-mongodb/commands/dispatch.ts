import { Double } from 'bson';
import { StoreError } from '../errors.js';
import type { Request } from '../wire/messages.js';
import {
  collStats,
  create,
  dbStats,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
} from './administration.js';
import { checkStandalone } from './arguments.js';
import type { Answer, Command, Context } from './context.js';
import { explain } from './explain.js';
import { findAndModify } from './find-and-modify.js';
import {
  acknowledge,
  buildInfo,
  connectionStatus,
  endSessions,
  getLog,
  getParameter,
  hello,
  hostInfo,
  serverStatus,
  whatsmyuri,
} from './handshake.js';
import { aggregate } from './aggregate.js';
import { collMod } from './coll-mod.js';
import { createIndexes, dropIndexes, listIndexes } from './indexes.js';
import { insert } from './insert.js';
import { count, distinct, find, getMore, killCursors } from './read.js';
import { RawReply } from './reply.js';
import { remove, update } from './update.js';
import { validate } from './validate.js';
import { checkNotView } from './views.js';

const listCommands: Command = () => ({
  commands: Object.fromEntries(Object.keys(commands).map((name) => [name, { help: '' }])),
});

const commands: Readonly<Record<string, Command>> = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: acknowledge,
  buildInfo,
  buildinfo: buildInfo,
  hostInfo,
  connectionStatus,
  serverStatus,
  getParameter,
  getLog,
  whatsmyuri,
  listCommands,
  startSession: acknowledge,
  endSessions,
  refreshSessions: acknowledge,
  killSessions: acknowledge,
  killAllSessions: acknowledge,
  fsync: acknowledge,
  listDatabases,
  listCollections,
  create,
  drop,
  dropDatabase,
  renameCollection,
  collStats,
  dbStats,
  collMod,
  createIndexes,
  listIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
  insert,
  find,
  getMore,
  killCursors,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
  count,
  distinct,
  aggregate,
  explain,
  validate,
};

/** Commands of a collection that a view has not. */
const ofCollections: ReadonlySet<string> = new Set([
  'insert',
  'update',
  'delete',
  'findAndModify',
  'findandmodify',
  'createIndexes',
  'dropIndexes',
  'deleteIndexes',
  'listIndexes',
  'collStats',
  'collMod',
  'validate',
]);

/** Commands that only a replica set's member answers. */
const replicaSetOnly = ['commitTransaction', 'abortTransaction', 'replSetGetStatus'];

/**
 * Runs one command; a promise if its answer comes later. Every failure becomes an answer; what is not foreseen becomes
 * InternalError, and is reported.
 */
export function dispatch(
  request: Request,
  context: Context,
  report: (error: unknown) => void,
): Answer | Promise<Answer> {
  const failed = (error: unknown) => {
    if (error instanceof StoreError) return error.toReply();
    report(error);
    return new StoreError(1, error instanceof Error ? error.message : 'internal error').toReply();
  };
  try {
    const answer = run(request, context);
    return answer instanceof Promise ? answer.then(succeeded, failed) : succeeded(answer);
  } catch (error) {
    return failed(error);
  }
}

const succeeded = (answer: Answer): Answer =>
  answer instanceof RawReply ? answer : { ...answer, ok: new Double(1) };

function run(request: Request, context: Context): Answer | Promise<Answer> {
  const { name, command } = request;
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (replicaSetOnly.includes(name)) {
    throw name === 'replSetGetStatus'
      ? new StoreError(76, 'not running with --replSet')
      : new StoreError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  if (!found) throw new StoreError(59, `no such command: '${name}'`);
  checkStandalone(command);
  if (ofCollections.has(name)) checkNotView(context.store, `${request.database}.${String(command[name])}`);
  context.store.sessions.note(command['lsid']);
  const { commands: counts } = context.store.counters;
  counts.set(name, (counts.get(name) ?? 0) + 1);
  return found(request, context);
}
