import { deflateSync, inflateSync } from 'node:zlib';
import { copyElements, elements } from '../bson/bytes.js';
import { checkDocument, deepestDocument } from '../bson/check.js';
import { decode, encode, type Document } from '../bson/values.js';
import { StoreError } from '../errors.js';
import { maximumMessage, ProtocolError, type Frame } from './framing.js';

export const OpCode = { reply: 1, query: 2004, compressed: 2012, message: 2013 } as const;

/** The argument of a write command that holds whole documents: it stays bytes. */
const documentArguments: Readonly<Record<string, string>> = { insert: 'documents' };

/** One command as its client sent it. */
export interface Request {
  /** The command's name: the first field's. */
  name: string;
  command: Document;
  database: string;
  /** Documents to insert, as bytes. */
  documents: Buffer[];
  /** False: the client wants no answer. */
  wantsReply: boolean;
  format: 'message' | 'query';
}

const flagBits = { checksum: 1, moreToCome: 2, known: 0x10003 };

/** A longer command is seldom sent twice. */
const longestRemembered = 512;

/**
 * The `insert` that a connection sent last, without its documents: the next one is mostly the same to the byte, and
 * then need not be checked and decoded again. Nothing changes a decoded `insert`.
 */
export class LastCommand {
  #bytes: Buffer | null = null;
  #request: Request | null = null;

  find(bytes: Buffer): Request | null {
    return this.#bytes?.equals(bytes) ? this.#request : null;
  }

  remember(bytes: Buffer, request: Request): void {
    if (bytes.length > longestRemembered) return;
    this.#bytes = Buffer.from(bytes);
    this.#request = { ...request, documents: [] };
  }
}

/**
 * Reads an OP_MSG or OP_QUERY. Throws ProtocolError for what is no message, StoreError for what is no command.
 *
 * @param last what the same connection sent before
 */
export function parseRequest({ opCode, body }: Frame, last = new LastCommand()): Request {
  switch (opCode) {
    case OpCode.message:
      return parseMessage(body, last);
    case OpCode.query:
      return parseQuery(body);
    default:
      throw new ProtocolError(`unknown operation ${opCode}`);
  }
}

function parseMessage(body: Buffer, last: LastCommand): Request {
  if (body.length < 5 + 5) throw new ProtocolError('message too short');
  const flags = body.readUInt32LE(0);
  if ((flags & 0xffff & ~flagBits.known) !== 0) throw new ProtocolError('unknown required flag');
  const end = body.length - ((flags & flagBits.checksum) !== 0 ? 4 : 0);
  let main: Buffer | undefined;
  const sequences = new Map<string, Buffer[]>();
  for (let at = 4; at < end;) {
    const kind = body[at]!;
    if (at + 5 > end) throw new ProtocolError('section truncated');
    const size = body.readInt32LE(at + 1);
    if (size < 5 || at + 1 + size > end) throw new ProtocolError('section beyond its message');
    const section = body.subarray(at + 1, at + 1 + size);
    if (kind === 0) {
      if (main) throw new ProtocolError('two bodies in one message');
      main = section;
    } else if (kind === 1) readSequence(section, sequences);
    else throw new ProtocolError(`unknown section kind ${kind}`);
    at += 1 + size;
  }
  if (!main) throw new ProtocolError('message without a body');
  const wantsReply = (flags & flagBits.moreToCome) === 0;
  const documents = sequences.size === 1 ? sequences.get('documents') : undefined;
  const same = documents && last.find(main);
  if (same) return { ...same, documents, wantsReply };
  checkDocument(main);
  const request = requestOf(main, sequences, wantsReply);
  if (request.name === 'insert' && request.documents === documents) last.remember(main, request);
  return request;
}

function readSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new ProtocolError('sequence without a name');
  const name = section.toString('utf8', 4, nameEnd);
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    if (at + 5 > section.length) throw new ProtocolError('document truncated');
    const size = section.readInt32LE(at);
    if (size < 5 || at + size > section.length) throw new ProtocolError('document beyond its sequence');
    const document = section.subarray(at, at + size);
    checkDocument(document, name === 'documents' ? deepestDocument : undefined);
    documents.push(document);
    at += size;
  }
  sequences.set(name, documents);
}

/** Separates documents to insert, which are kept as bytes, from the rest of the command, which is decoded. */
function requestOf(main: Buffer, sequences: ReadonlyMap<string, Buffer[]>, wantsReply: boolean): Request {
  const [first] = elements(main);
  const name = first?.name ?? '';
  const raw = documentArguments[name];
  let documents: Buffer[] = raw === undefined ? [] : (sequences.get(raw) ?? []);
  let body = main;
  if (raw !== undefined) {
    const all = [...elements(main)];
    const inline = all.find((element) => element.name === raw && element.type === 0x04);
    if (inline) {
      const array = main.subarray(inline.value, inline.end);
      documents = [...elements(array)].map(({ type, value, end }) => {
        if (type !== 0x03)
          throw new StoreError(14, `BSON field 'insert.documents' is the wrong type, expected type 'object'`);
        const document = array.subarray(value, end);
        checkDocument(document, deepestDocument);
        return document;
      });
      body = copyElements(
        main,
        all.filter((element) => element !== inline),
      );
    }
  }
  const command = decode(body);
  for (const [field, sequence] of sequences) {
    if (field !== raw) command[field] = sequence.map((bytes) => decode(bytes));
  }
  const database = command['$db'];
  if (typeof database !== 'string') throw new StoreError(40571, 'OP_MSG requests require a $db argument');
  return { name, command, database, documents, wantsReply, format: 'message' };
}

/** The old request that drivers still send first, to greet. */
function parseQuery(body: Buffer): Request {
  const nameEnd = body.indexOf(0, 4);
  if (nameEnd < 0 || body.length < nameEnd + 9 + 5) throw new ProtocolError('query truncated');
  const namespace = body.toString('utf8', 4, nameEnd);
  const bytes = body.subarray(nameEnd + 9);
  checkDocument(bytes);
  const document = decode(bytes);
  const command = (document['$query'] ?? document['query'] ?? document) as Document;
  const [name = ''] = Object.keys(command);
  const database = namespace.split('.')[0]!;
  return {
    name,
    command: { ...command, $db: database },
    database,
    documents: [],
    wantsReply: true,
    format: 'query',
  };
}

/** No flags, and a section of kind 0. */
const noFlagsOneBody = Buffer.alloc(5);

/** An answer in its request's format; `bytes` is a whole encoded document. */
export function replyParts(
  format: Request['format'],
  reply: readonly Uint8Array[],
): { opCode: number; parts: Uint8Array[] } {
  if (format === 'message') return { opCode: OpCode.message, parts: [noFlagsOneBody, ...reply] };
  const prefix = Buffer.alloc(20);
  prefix.writeInt32LE(8, 0);
  prefix.writeInt32LE(1, 16);
  return { opCode: OpCode.reply, parts: [prefix, ...reply] };
}

/** Undoes OP_COMPRESSED (no compression, or zlib). */
export function decompress({ requestId, responseTo, body }: Frame): Frame {
  if (body.length < 9) throw new ProtocolError('compressed message truncated');
  const [opCode, size, compressor] = [body.readInt32LE(0), body.readInt32LE(4), body[8]!];
  if (size < 0 || size > maximumMessage) throw new ProtocolError('compressed message too large');
  const data = body.subarray(9);
  if (compressor === 0) return { requestId, responseTo, opCode, body: data };
  if (compressor !== 2) throw new ProtocolError(`compressor ${compressor} was not agreed on`);
  try {
    return { requestId, responseTo, opCode, body: inflateSync(data, { maxOutputLength: Math.max(size, 1) }) };
  } catch {
    throw new ProtocolError('compressed data is damaged');
  }
}

/** Wraps an answer in OP_COMPRESSED with zlib. */
export function compress(opCode: number, parts: readonly Uint8Array[]): Uint8Array[] {
  const body = Buffer.concat(parts);
  const prefix = Buffer.alloc(9);
  prefix.writeInt32LE(opCode, 0);
  prefix.writeInt32LE(body.length, 4);
  prefix[8] = 2;
  return [prefix, deflateSync(body)];
}

export const encodeReply = (reply: Document): Uint8Array => encode(reply);
