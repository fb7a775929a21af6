import { randomBytes } from 'node:crypto';
import { Schema, model } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.js';

/** A secret that all app servers of one store share, made once at random. */
interface SecretDocument {
  /** What it is for. */
  _id: string;
  value: string;
}

const schema = new Schema<SecretDocument>(
  { _id: { type: String, required: true }, value: { type: String, required: true } },
  { collection: 'secrets', versionKey: false },
);

const Secrets = model<SecretDocument>('Secret', schema);

/** The secret for `purpose`; the first to ask makes it, whichever app server that is. */
export async function sharedSecret(purpose: string): Promise<string> {
  const known = await Secrets.findById(purpose).lean();
  if (known) return known.value;
  try {
    const made = await Secrets.create({ _id: purpose, value: randomBytes(32).toString('hex') });
    return made.value;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return (await Secrets.findById(purpose).lean().orFail()).value;
  }
}
