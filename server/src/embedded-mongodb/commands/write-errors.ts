import type { Document } from '../bson/values.js';
import type { StoreError } from '../errors.js';

export interface WriteError {
  index: number;
  error: StoreError;
}

/** A write command's answer, with the statements that failed. */
export function writeReply(reply: Document, errors: readonly WriteError[]): Document {
  if (errors.length === 0) return reply;
  const writeErrors = errors.map(({ index, error }) => ({
    index,
    code: error.code,
    ...error.details,
    errmsg: error.message,
  }));
  return { ...reply, writeErrors };
}
