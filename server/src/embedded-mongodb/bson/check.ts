import { StoreError } from '../errors.js';
import { fixedSizes, invalid, valueEnd } from './bytes.js';
import { isObject } from './values.js';

/** Levels of documents and arrays in a command, and in a document that is stored. */
const deepestCommand = 200;
export const deepestDocument = 100;

/**
 * Checks a document's structure to its leaves: sizes, terminators, known types, depth. What passes can be decoded, so
 * that no document is stored that cannot be read. Throws InvalidBSON.
 */
export function checkDocument(bytes: Buffer, deepest = deepestCommand): void {
  checkWithin(bytes, 0, bytes.length, deepest);
}

/** `levels`: how many more of them may be inside. */
function checkWithin(bytes: Buffer, offset: number, limit: number, levels: number): void {
  if (levels < 0) throw tooDeep();
  if (offset + 5 > limit) throw invalid('document too short');
  const size = bytes.readInt32LE(offset);
  const last = offset + size - 1;
  if (size < 5 || last >= limit) throw invalid('bad document size');
  if (bytes[last] !== 0) throw invalid('document not terminated');
  let start = offset + 4;
  while (start < last) {
    const type = bytes[start]!;
    let nameEnd = start + 1;
    while (nameEnd < last && bytes[nameEnd] !== 0) nameEnd += 1;
    if (nameEnd >= last) throw invalid('field name not terminated');
    const value = nameEnd + 1;
    if (fixedSizes[type]! < 0 && type !== 0x0b && value + 4 > last) throw invalid('value truncated');
    const end = valueEnd(bytes, type, value);
    if (end <= nameEnd || end > last) throw invalid('value beyond its document');
    checkValue(bytes, type, value, end, levels);
    start = end;
  }
  if (start !== last) throw invalid('elements do not fill the document');
}

function checkValue(bytes: Buffer, type: number, value: number, end: number, levels: number): void {
  switch (type) {
    case 0x03:
    case 0x04:
      if (value + bytes.readInt32LE(value) !== end) throw invalid('bad document size');
      return checkWithin(bytes, value, end, levels - 1);
    case 0x02:
    case 0x0d:
    case 0x0e:
      return checkString(bytes, value, end);
    case 0x05:
      return checkBinary(bytes, value, end);
    case 0x08:
      if (bytes[value]! > 1) throw invalid('a boolean is neither true nor false');
      return;
    case 0x0b:
      return checkRegexOptions(bytes, value, end);
    case 0x0c:
      throw invalid('DBPointers, deprecated, are not stored');
    case 0x0f: {
      const code = value + 4;
      if (code + 4 > end) throw invalid('bad code with scope');
      const scope = code + 4 + bytes.readInt32LE(code);
      if (scope <= code + 4 || scope + 4 > end || scope + bytes.readInt32LE(scope) !== end)
        throw invalid('bad code with scope');
      checkString(bytes, code, scope);
      return checkWithin(bytes, scope, end, levels - 1);
    }
    default:
  }
}

function checkString(bytes: Buffer, value: number, end: number): void {
  if (end < value + 5 || bytes[end - 1] !== 0) throw invalid('string not terminated');
}

/** The old binary subtype 2 holds its length twice. */
function checkBinary(bytes: Buffer, value: number, end: number): void {
  if (end < value + 5) throw invalid('bad binary size');
  if (bytes[value + 4] !== 2) return;
  if (end < value + 9 || bytes.readInt32LE(value + 5) !== end - value - 9) throw invalid('bad binary size');
}

/** The options that a regular expression may have, as bytes. */
const regexOptions = new Set(Buffer.from('ilmsux'));

function checkRegexOptions(bytes: Buffer, value: number, end: number): void {
  for (let at = bytes.indexOf(0, value) + 1; at < end - 1; at += 1) {
    if (!regexOptions.has(bytes[at]!)) throw invalid('unknown option of a regular expression');
  }
}

const tooDeep = () => new StoreError(15, 'The document or the command exceeds the maximum levels of nesting');

/** The same check of a document that an update made. */
export function checkDepth(value: unknown, levels = deepestDocument): void {
  const inner = Array.isArray(value) ? (value as unknown[]) : isObject(value) ? Object.values(value) : null;
  if (!inner) return;
  if (levels < 0) throw tooDeep();
  for (const one of inner) checkDepth(one, levels - 1);
}
