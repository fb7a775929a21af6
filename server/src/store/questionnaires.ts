import { Schema, model, type Types } from 'mongoose';

/** A questionnaire version. A published one never changes; a group has at most one draft. */
export interface QuestionnaireDocument {
  _id: Types.ObjectId;
  campaign: Types.ObjectId;
  group: string;
  /** Unique within the campaign: group and number, `teacher.1`. */
  version: string;
  number: number;
  status: 'draft' | 'published';
  /** The SurveyJS JSON as text: its keys are the author's, not the store's. */
  json: string;
  createdAt: Date;
  publishedAt: Date | null;
}

const schema = new Schema<QuestionnaireDocument>(
  {
    campaign: { type: Schema.Types.ObjectId, required: true },
    group: { type: String, required: true },
    version: { type: String, required: true },
    number: { type: Number, required: true },
    status: { type: String, required: true },
    json: { type: String, required: true },
    createdAt: { type: Date, required: true, default: () => new Date() },
    publishedAt: { type: Date, default: null },
  },
  { collection: 'questionnaires', versionKey: false },
);
schema.index({ campaign: 1, version: 1 }, { unique: true });
schema.index({ campaign: 1, group: 1, number: -1 });

export const Questionnaires = model<QuestionnaireDocument>('Questionnaire', schema);
