import { Schema, model, type Types } from 'mongoose';
import type { Stage } from '@duwen/shared/codebook';

/**
 * One response. Nothing here leads to a person: no address, no account, no access code, no receipt, times to the second
 * at most. The document's id follows from the client's submission id: the store's own unique index makes a submission
 * exactly-once, on a sharded cluster too (shard key `{campaign: 1, _id: 'hashed'}`).
 */
export interface ResponseDocument {
  /** A digest of the client's submission id. */
  _id: string;
  campaign: Types.ObjectId;
  group: string;
  unit: string | null;
  stage: Stage | null;
  version: string;
  answers: Record<string, unknown>;
  /** coding's `CodedRow` as little-endian uint16: what the matrix reads, so that it never decodes answers. */
  row: Buffer;
  /** coding's quality flags, a bit each. */
  flags: number;
  /** Time taken. */
  seconds: number | null;
  /** To the minute. */
  startedAt: Date;
  /** To the second. */
  submittedAt: Date;
  /** When it was written, whatever its own times say (an import's lie in the past): the matrix catches up by it. */
  storedAt: Date;
}

const schema = new Schema<ResponseDocument>(
  {
    _id: { type: String, required: true },
    campaign: { type: Schema.Types.ObjectId, required: true },
    group: { type: String, required: true },
    unit: { type: String, default: null },
    stage: { type: String, default: null },
    version: { type: String, required: true },
    answers: { type: Schema.Types.Mixed, required: true },
    row: { type: Buffer, required: true },
    flags: { type: Number, required: true },
    seconds: { type: Number, default: null },
    startedAt: { type: Date, required: true },
    submittedAt: { type: Date, required: true },
    storedAt: { type: Date, required: true, default: () => new Date(Math.floor(Date.now() / 1000) * 1000) },
  },
  { collection: 'responses', versionKey: false, minimize: false },
);
// The matrix's order: by time of storing, then by id.
schema.index({ campaign: 1, storedAt: 1, _id: 1 });

export const Responses = model<ResponseDocument>('Response', schema);
