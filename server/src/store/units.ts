import { Schema, model, type Types } from 'mongoose';
import type { Unit } from '@duwen/shared/codebook';

/** A unit of a campaign's roster, with what the respondent's search needs. */
export interface UnitDocument extends Unit {
  _id: Types.ObjectId;
  campaign: Types.ObjectId;
  /** Full pinyin without tones or spaces, and the initials. */
  pinyin: string;
  initials: string;
  /** Place in the roster's file: the order of rows everywhere. */
  position: number;
}

const schema = new Schema<UnitDocument>(
  {
    campaign: { type: Schema.Types.ObjectId, required: true },
    code: { type: String, required: true },
    name: { type: Schema.Types.Mixed, required: true },
    kind: { type: String, required: true },
    stages: { type: [String], required: true } as never,
    educationGroup: { type: String, default: null },
    street: { type: String, default: null },
    enrolment: { type: Number, default: null },
    staff: { type: Number, default: null },
    frame: { type: Schema.Types.Mixed, required: true },
    pinyin: { type: String, required: true },
    initials: { type: String, required: true },
    position: { type: Number, required: true },
  },
  { collection: 'units', versionKey: false, minimize: false },
);
schema.index({ campaign: 1, code: 1 }, { unique: true });

export const Units = model<UnitDocument>('Unit', schema);
