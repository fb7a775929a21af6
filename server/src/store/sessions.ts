import { Schema, model } from 'mongoose';

/** A session of a signed-in user, as connect-mongo writes it. The model is here for its index: the store drops what has expired. */
interface SessionDocument {
  _id: string;
  expires: Date;
  /** JSON. */
  session: string;
}

const schema = new Schema<SessionDocument>(
  {
    _id: { type: String, required: true },
    expires: { type: Date, required: true },
    session: { type: String, required: true },
  },
  { collection: 'sessions', versionKey: false },
);
schema.index({ expires: 1 }, { expireAfterSeconds: 0 });

export const Sessions = model<SessionDocument>('Session', schema);
