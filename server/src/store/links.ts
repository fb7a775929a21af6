import { Schema, model, type Types } from 'mongoose';

/** The open link of a group. Its code is the document's id, so it is unique by nature. */
export interface LinkDocument {
  /** Ten characters that are hard to mistake for each other. */
  _id: string;
  campaign: Types.ObjectId;
  group: string;
}

const schema = new Schema<LinkDocument>(
  {
    _id: { type: String, required: true },
    campaign: { type: Schema.Types.ObjectId, required: true },
    group: { type: String, required: true },
  },
  { collection: 'links', versionKey: false },
);
schema.index({ campaign: 1, group: 1 }, { unique: true });

export const Links = model<LinkDocument>('Link', schema);
