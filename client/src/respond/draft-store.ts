import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { isExpired, type Done, type Draft } from './draft';

/** Keeps the draft of each link on this device. */
export interface DraftStore {
  /** False where the browser keeps nothing: the respondent is told not to close the page. */
  readonly durable: boolean;
  load(code: string): Promise<{ draft: Draft | null; done: Done | null }>;
  /** Saves, unless another tab has begun a later questionnaire on the same link. */
  save(draft: Draft): Promise<void>;
  /** Replaces the draft by the receipt, in one transaction. */
  finish(draft: Draft, done: Done): Promise<void>;
  /** Forgets the draft and the receipt of a link. */
  clear(code: string): Promise<void>;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft };
  done: { key: string; value: Done };
}

/** Some webviews never answer a request to open a database. */
const OPEN_TIMEOUT_MS = 3_000;

/** Opens IndexedDB; where that is forbidden or broken (private mode, a full disk), keeps drafts in memory. */
export async function openDraftStore(): Promise<DraftStore> {
  try {
    const opening = openDB<Schema>('duwen', 1, {
      upgrade(db) {
        db.createObjectStore('drafts', { keyPath: 'code' });
        db.createObjectStore('done', { keyPath: 'code' });
      },
    });
    const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_TIMEOUT_MS));
    const database = await Promise.race([opening, timeout]);
    return database ? indexedDbStore(database) : memoryStore();
  } catch {
    return memoryStore();
  }
}

function indexedDbStore(database: IDBPDatabase<Schema>): DraftStore {
  return {
    durable: true,
    async load(code) {
      const [draft, done] = await Promise.all([database.get('drafts', code), database.get('done', code)]);
      if (draft && isExpired(draft, new Date())) {
        await database.delete('drafts', code);
        return { draft: null, done: done ?? null };
      }
      return { draft: draft ?? null, done: done ?? null };
    },
    async save(draft) {
      const transaction = database.transaction('drafts', 'readwrite');
      const kept = await transaction.store.get(draft.code);
      if (!isLater(kept, draft)) await transaction.store.put(draft);
      await transaction.done;
    },
    async finish(draft, done) {
      const transaction = database.transaction(['drafts', 'done'], 'readwrite');
      const kept = await transaction.objectStore('drafts').get(draft.code);
      if (!isLater(kept, draft)) await transaction.objectStore('drafts').delete(draft.code);
      await transaction.objectStore('done').put(done);
      await transaction.done;
    },
    async clear(code) {
      const transaction = database.transaction(['drafts', 'done'], 'readwrite');
      await transaction.objectStore('drafts').delete(code);
      await transaction.objectStore('done').delete(code);
      await transaction.done;
    },
  };
}

/** Lasts as long as the page: for browsers that keep nothing, and for previews. */
export function memoryStore(): DraftStore {
  const drafts = new Map<string, Draft>();
  const finished = new Map<string, Done>();
  return {
    durable: false,
    load: async (code) => ({ draft: drafts.get(code) ?? null, done: finished.get(code) ?? null }),
    async save(draft) {
      if (!isLater(drafts.get(draft.code), draft)) drafts.set(draft.code, draft);
    },
    async finish(draft, done) {
      drafts.delete(draft.code);
      finished.set(done.code, done);
    },
    async clear(code) {
      drafts.delete(code);
      finished.delete(code);
    },
  };
}

const isLater = (kept: Draft | undefined, draft: Draft): boolean =>
  kept !== undefined && kept.submissionId !== draft.submissionId && kept.startedAt > draft.startedAt;
