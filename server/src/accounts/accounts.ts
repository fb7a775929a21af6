import type { Role } from '@duwen/shared/api';
import { isDuplicateKey } from '../store/duplicate-key.js';
import { Users, type UserDocument } from '../store/users.js';
import type { SignedInUser } from '../http/guards.js';
import { hashPassword, passwordFingerprint, passwordMatches, randomPassword } from './passwords.js';

/** What a session keeps of the user who signed in. */
export interface SessionUser {
  readonly id: string;
  readonly fingerprint: string;
}

/** An account that the first start made. */
export interface FirstAccount {
  readonly username: string;
  /** null where the operator chose it: it is never shown again. */
  readonly password: string | null;
}

/** User names differ by more than case. */
export const normalUsername = (username: string): string => username.trim().toLowerCase();

/** The account behind a user name and password; null for an unknown name and a wrong password alike. */
export async function checkCredentials(
  username: string,
  password: string,
): Promise<{ user: SignedInUser; session: SessionUser } | null> {
  const found = await Users.findOne({ username: normalUsername(username) }).lean();
  if (!(await passwordMatches(found?.passwordHash ?? null, password)) || !found) return null;
  return {
    user: signedIn(found),
    session: { id: String(found._id), fingerprint: passwordFingerprint(found.passwordHash) },
  };
}

/** The user of a session; null when the account is gone or its password has changed since. */
export async function userOfSession(session: SessionUser): Promise<SignedInUser | null> {
  const found = await Users.findById(session.id).lean();
  if (!found || passwordFingerprint(found.passwordHash) !== session.fingerprint) return null;
  return signedIn(found);
}

/**
 * On a store without accounts, makes `admin` and the demo `inspector`.
 *
 * @param adminPassword the operator's choice, or null for a random one
 * @returns the accounts made; empty on every later start
 */
export async function createFirstAccounts(adminPassword: string | null): Promise<FirstAccount[]> {
  if (await Users.exists({})) return [];
  const wanted: { username: string; role: Role; chosen: string | null }[] = [
    { username: 'admin', role: 'admin', chosen: adminPassword },
    { username: 'inspector', role: 'inspector', chosen: null },
  ];
  const made: FirstAccount[] = [];
  for (const { username, role, chosen } of wanted) {
    const password = chosen ?? randomPassword();
    try {
      await Users.create({ username, role, passwordHash: await hashPassword(password) });
    } catch (error) {
      if (isDuplicateKey(error)) continue; // another app server's first start was quicker
      throw error;
    }
    made.push({ username, password: chosen === null ? password : null });
  }
  return made;
}

/**
 * Gives an account a new password, making the account when there is none. Its sessions end.
 *
 * @param role of an account to make; an account that exists keeps its own
 */
export async function setPassword(username: string, password: string, role: Role): Promise<void> {
  await Users.updateOne(
    { username: normalUsername(username) },
    {
      $set: { passwordHash: await hashPassword(password) },
      $setOnInsert: { role, createdAt: new Date() },
    },
    { upsert: true },
  );
}

const signedIn = (user: UserDocument): SignedInUser => ({
  id: String(user._id),
  username: user.username,
  role: user.role,
});
