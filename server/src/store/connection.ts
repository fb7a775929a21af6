import mongoose from 'mongoose';
import { startEmbeddedStore, type EmbeddedStore } from './embedded.js';
import { StartError } from './start-error.js';

const SELECTION_TIMEOUT_MS = 5_000;
const PING_TIMEOUT_MS = 2_000;

/** The store that the application is connected to. */
export interface StoreConnection {
  /** The embedded store, where no `MONGODB_URI` was given. */
  readonly embedded: EmbeddedStore | null;
  /** Closes the connections, then the embedded store. */
  close(): Promise<void>;
}

/**
 * Connects mongoose to the store, and makes the indexes of every model that is loaded by then.
 * Writes are acknowledged when a majority has them in its journal: what a respondent is told is stored, is stored.
 *
 * @param mongodbUri the server to use; null starts the embedded store
 * @param dataDir where the embedded store keeps its data
 * @param report is told in one line when the embedded store dies and comes back
 * @throws StartError with one clear line
 */
export async function connectStore(
  mongodbUri: string | null,
  dataDir: string,
  report: (line: string) => void,
): Promise<StoreConnection> {
  const embedded = mongodbUri === null ? await startEmbeddedStore(dataDir, report) : null;
  const uri = embedded ? `${embedded.uri}/duwen` : mongodbUri!;
  try {
    await mongoose.connect(uri, {
      appName: 'duwen',
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SELECTION_TIMEOUT_MS,
      writeConcern: { w: 'majority', journal: true },
    });
    await ensureIndexes();
  } catch (error) {
    await mongoose.disconnect().catch(() => undefined);
    await embedded?.close();
    throw new StartError(unreachable(embedded === null, error), { cause: error });
  }
  return {
    embedded,
    async close() {
      await mongoose.disconnect();
      await embedded?.close();
    },
  };
}

/** Makes the indexes of every loaded model; the unique ones decide what the code never checks first. */
async function ensureIndexes(): Promise<void> {
  for (const name of mongoose.modelNames()) await mongoose.model(name).createIndexes();
}

/** Whether the store answers. */
export async function storeIsUp(): Promise<boolean> {
  const { db, readyState } = mongoose.connection;
  if (!db || readyState !== mongoose.ConnectionStates.connected) return false;
  return db.command({ ping: 1 }, { timeoutMS: PING_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
}

// The address may hold a password: only the driver's reason is shown, which names the host.
function unreachable(given: boolean, error: unknown): string {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  if (!given) return `The embedded store does not answer: ${reason}`;
  const silent = error instanceof Error && error.name.endsWith('ServerSelectionError');
  return silent
    ? `MONGODB_URI cannot be reached within ${SELECTION_TIMEOUT_MS / 1000} s: start that server, correct the address, or unset MONGODB_URI to use the embedded store (${reason})`
    : `MONGODB_URI cannot be used: correct it, or unset it to use the embedded store (${reason})`;
}
