import { Schema, model, type Types } from 'mongoose';

/** A theme that answers to an open item are coded into. It is never deleted: codes name it. */
export interface TextThemeDocument {
  _id: Types.ObjectId;
  campaign: Types.ObjectId;
  item: string;
  name: string;
  description: string;
  /** Not to be given any more. */
  retired: boolean;
  /** The user name of who made it. */
  by: string;
  createdAt: Date;
}

const schema = new Schema<TextThemeDocument>(
  {
    campaign: { type: Schema.Types.ObjectId, required: true },
    item: { type: String, required: true },
    name: { type: String, required: true },
    description: { type: String, default: '' },
    retired: { type: Boolean, required: true, default: false },
    by: { type: String, required: true },
    createdAt: { type: Date, required: true, default: () => new Date() },
  },
  { collection: 'textthemes', versionKey: false },
);
schema.index({ campaign: 1, item: 1, name: 1 }, { unique: true });

export const TextThemes = model<TextThemeDocument>('TextTheme', schema);
