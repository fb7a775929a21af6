import { Schema, model, type Types } from 'mongoose';

/** How far the matrix went when a population's figures were told. */
export interface ToldAt {
  /** Rows of the matrix: responses, withdrawn ones too. */
  rows: number;
  /** ISO 8601. */
  asOf: string;
}

/** A population whose figures somebody was told: what they may be told of others depends on it. */
export interface PopulationAskedDocument {
  _id: Types.ObjectId;
  campaign: Types.ObjectId;
  /** The account that asked. */
  user: string;
  /** SHA-256 of the canonical population, hex. */
  digest: string;
  /** The population as JSON. */
  population: string;
  /** The latest last. */
  told: ToldAt[];
  at: Date;
}

/** How long it is remembered what somebody was told: seconds. */
const REMEMBERED_SECONDS = 90 * 24 * 3600;

const toldSchema = new Schema<ToldAt>(
  { rows: { type: Number, required: true }, asOf: { type: String, required: true } },
  { _id: false },
);

const schema = new Schema<PopulationAskedDocument>(
  {
    campaign: { type: Schema.Types.ObjectId, required: true },
    user: { type: String, required: true },
    digest: { type: String, required: true },
    population: { type: String, required: true },
    told: [toldSchema],
    at: { type: Date, required: true },
  },
  { collection: 'populationsasked', versionKey: false },
);
schema.index({ user: 1, campaign: 1, digest: 1 }, { unique: true });
schema.index({ user: 1, campaign: 1, at: -1 });
schema.index({ at: 1 }, { expireAfterSeconds: REMEMBERED_SECONDS });

export const PopulationsAsked = model<PopulationAskedDocument>('PopulationAsked', schema);
