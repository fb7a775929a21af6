import { Schema, model, type Types } from 'mongoose';

/** A view of the explorer that somebody keeps under a name. */
export interface SavedViewDocument {
  _id: Types.ObjectId;
  campaign: Types.ObjectId;
  owner: Types.ObjectId;
  name: string;
  note: string;
  /** The query of the view's address. */
  query: string;
  shared: boolean;
  savedAt: Date;
}

const schema = new Schema<SavedViewDocument>(
  {
    campaign: { type: Schema.Types.ObjectId, required: true },
    owner: { type: Schema.Types.ObjectId, required: true },
    name: { type: String, required: true },
    note: { type: String, default: '' },
    query: { type: String, default: '' },
    shared: { type: Boolean, required: true },
    savedAt: { type: Date, required: true, default: () => new Date() },
  },
  { collection: 'savedviews', versionKey: false },
);
schema.index({ campaign: 1, owner: 1, name: 1 }, { unique: true });

export const SavedViews = model<SavedViewDocument>('SavedView', schema);
