import type { Document } from '../bson/values.js';
import type { Store } from '../store.js';
import type { Request } from '../wire/messages.js';
import type { RawReply } from './reply.js';

/** The connection that a command came on. */
export interface ConnectionInfo {
  id: number;
  address: string;
  /** The client has asked for zlib, and been told yes. */
  compresses: boolean;
}

export interface Context {
  store: Store;
  connection: ConnectionInfo;
}

export type Answer = Document | RawReply;
/** A command: takes what the client sent, gives the answer without `ok`. Throws StoreError. */
export type Command = (request: Request, context: Context) => Answer | Promise<Answer>;
