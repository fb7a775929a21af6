import { Schema, model, type Types } from 'mongoose';
import type { Role } from '@duwen/shared/api';

/** An account of the inspectors' side. Respondents have none. */
export interface UserDocument {
  _id: Types.ObjectId;
  username: string;
  role: Role;
  /** argon2id, PHC string. */
  passwordHash: string;
  createdAt: Date;
}

const schema = new Schema<UserDocument>(
  {
    username: { type: String, required: true, unique: true },
    role: { type: String, required: true },
    passwordHash: { type: String, required: true },
    createdAt: { type: Date, required: true, default: () => new Date() },
  },
  { collection: 'users', versionKey: false },
);

export const Users = model<UserDocument>('User', schema);
