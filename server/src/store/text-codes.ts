import { Schema, model, type Types } from 'mongoose';

/** What a coder coded an open answer as. The answer is named by its key within the item, which leads to no other answer. */
export interface TextCodeDocument {
  _id: Types.ObjectId;
  campaign: Types.ObjectId;
  item: string;
  /** The answer's key (see texts/answer-key.ts). */
  answer: string;
  /** The user name; empty: what was agreed on after discussion. */
  coder: string;
  /** Who wrote it down. */
  by: string;
  /** Ids of themes; none: no theme applies. */
  themes: string[];
  codedAt: Date;
}

const schema = new Schema<TextCodeDocument>(
  {
    campaign: { type: Schema.Types.ObjectId, required: true },
    item: { type: String, required: true },
    answer: { type: String, required: true },
    coder: { type: String, default: '' },
    by: { type: String, required: true },
    themes: { type: [String], required: true } as never,
    codedAt: { type: Date, required: true },
  },
  { collection: 'textcodes', versionKey: false },
);
schema.index({ campaign: 1, item: 1, answer: 1, coder: 1 }, { unique: true });

export const TextCodes = model<TextCodeDocument>('TextCode', schema);
