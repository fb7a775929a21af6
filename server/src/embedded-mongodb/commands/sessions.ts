import { createHash } from 'node:crypto';
import { Binary } from 'bson';
import { isObject, type Document } from '../bson/values.js';

const sessionMilliseconds = 30 * 60 * 1000;
const mostSessions = 10_000;

/** The sessions that clients named lately. They hold nothing: a standalone only lists them. */
export class SessionTable {
  readonly #lastUse = new Map<string, { id: Binary; at: Date }>();

  /** Notes the session of a command. */
  note(lsid: unknown): void {
    const id = isObject(lsid) ? lsid['id'] : undefined;
    if (!(id instanceof Binary)) return;
    const key = id.toString('hex');
    // Taken out and put back, so that the table is in order of last use.
    this.#lastUse.delete(key);
    this.#lastUse.set(key, { id, at: new Date() });
    for (const [oldest, { at }] of this.#lastUse) {
      if (this.#lastUse.size <= mostSessions && Date.now() - at.getTime() < sessionMilliseconds) break;
      this.#lastUse.delete(oldest);
    }
  }

  /** Forgets sessions that their client has ended. */
  end(lsids: unknown): void {
    if (!Array.isArray(lsids)) return;
    for (const lsid of lsids as unknown[]) {
      const id = isObject(lsid) ? lsid['id'] : undefined;
      if (id instanceof Binary) this.#lastUse.delete(id.toString('hex'));
    }
  }

  /** As `$listLocalSessions` answers. */
  list(): Document[] {
    return [...this.#lastUse.values()].map(({ id, at }) => ({ _id: { id, uid: noUser }, lastUse: at }));
  }
}

/** The digest of no user's name, as MongoDB has it. */
const noUser = new Binary(createHash('sha256').update('').digest());
