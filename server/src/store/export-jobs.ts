import { Schema, model, type Types } from 'mongoose';
import type { ExportFormat, ExportKind, ExportState } from '@duwen/shared/api';

/** A file that is made in the background, and what has become of it. */
export interface ExportJobDocument {
  /** A random UUID. */
  _id: string;
  campaign: Types.ObjectId;
  /** The account that asked. */
  user: string;
  username: string;
  kind: ExportKind;
  format: ExportFormat;
  locale: 'zh' | 'en';
  state: ExportState;
  /** 0 to 1. */
  progress: number;
  bytes: number;
  name: string | null;
  /** Which try this is: parts of an earlier one are not the file's. */
  attempt: number;
  /** Tries that came to no end and were not given back: servers that died of it, perhaps. */
  tries: number;
  /** The app server that works on it, and until when nobody else does. */
  lease: { by: string; until: Date } | null;
  createdAt: Date;
  finishedAt: Date | null;
  expires: Date;
}

const schema = new Schema<ExportJobDocument>(
  {
    _id: { type: String, required: true },
    campaign: { type: Schema.Types.ObjectId, required: true },
    user: { type: String, required: true },
    username: { type: String, required: true },
    kind: { type: String, required: true },
    format: { type: String, required: true },
    locale: { type: String, required: true },
    state: { type: String, required: true },
    progress: { type: Number, required: true },
    bytes: { type: Number, required: true },
    name: { type: String, default: null },
    attempt: { type: Number, required: true },
    tries: { type: Number, required: true },
    lease: { type: Schema.Types.Mixed, default: null },
    createdAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    expires: { type: Date, required: true },
  },
  { collection: 'exportjobs', versionKey: false },
);
schema.index({ campaign: 1, createdAt: -1 });
schema.index({ state: 1, createdAt: 1 });
schema.index({ expires: 1 }, { expireAfterSeconds: 0 });

export const ExportJobs = model<ExportJobDocument>('ExportJob', schema);

/** A part of a job's file, in the store so that any app server can hand it out. */
export interface ExportPartDocument {
  /** Job, attempt and number of the part. */
  _id: string;
  job: string;
  attempt: number;
  part: number;
  data: Buffer;
  expires: Date;
}

const partSchema = new Schema<ExportPartDocument>(
  {
    _id: { type: String, required: true },
    job: { type: String, required: true },
    attempt: { type: Number, required: true },
    part: { type: Number, required: true },
    data: { type: Buffer, required: true },
    expires: { type: Date, required: true },
  },
  { collection: 'exportfiles', versionKey: false },
);
partSchema.index({ job: 1, attempt: 1, part: 1 });
partSchema.index({ expires: 1 }, { expireAfterSeconds: 0 });

export const ExportParts = model<ExportPartDocument>('ExportPart', partSchema);

/** Who asked for data of single respondents, or took them away: kept when job and file have gone. */
export interface ExportLogDocument {
  campaign: Types.ObjectId;
  job: string;
  user: string;
  username: string;
  kind: ExportKind;
  format: ExportFormat;
  what: 'asked' | 'downloaded';
  at: Date;
}

const logSchema = new Schema<ExportLogDocument>(
  {
    campaign: { type: Schema.Types.ObjectId, required: true },
    job: { type: String, required: true },
    user: { type: String, required: true },
    username: { type: String, required: true },
    kind: { type: String, required: true },
    format: { type: String, required: true },
    what: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'exportlog', versionKey: false },
);
logSchema.index({ campaign: 1, at: -1 });

export const ExportLog = model<ExportLogDocument>('ExportLog', logSchema);
