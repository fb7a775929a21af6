import { createHash, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** No character that is easily taken for another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of 20 characters in groups of five: 99 bits. */
export function randomPassword(): string {
  const characters = Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return characters.match(/.{5}/g)!.join('-');
}

/** argon2id with OWASP's minimum (19 MiB, 2 passes, 1 lane), as a PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(password);

let decoy: Promise<string> | null = null;

/**
 * Whether `password` is the one behind `passwordHash`. A null hash (no such user) is never right, and takes as long as a
 * wrong password, so that the time tells nothing.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomPassword());
  const matches = await verify(passwordHash ?? (await decoy), password);
  return matches && passwordHash !== null;
}

/** Changes with the password: a session holds it, and ends with it. */
export const passwordFingerprint = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 22);
