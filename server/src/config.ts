import { resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './store/start-error.js';

/** An environment variable that is set to nothing counts as not set. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** `false`, a number of proxies, or addresses as Express's `trust proxy` takes them. */
const trustProxy = z
  .string()
  .refine(
    (text) => text !== 'true',
    'true would let anybody forge an address: name the proxies, or say how many',
  )
  .transform((text): boolean | number | string => {
    if (text === 'false') return false;
    return /^\d+$/.test(text) ? Number(text) : text;
  });

const schema = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  HOST: optional(z.string()),
  DATA_DIR: optional(z.string()),
  MONGODB_URI: optional(
    z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://'),
  ),
  ADMIN_PASSWORD: optional(z.string().min(8, 'must have at least 8 characters').max(200)),
  TRUST_PROXY: optional(trustProxy),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  ANALYSIS_THREADS: optional(z.coerce.number().int().min(1).max(64)),
  MATRIX_MEMORY_MB: optional(z.coerce.number().int().min(16).max(1_048_576)),
  LOG_LEVEL: optional(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])),
});

/** How the server runs: docs/operations.md explains each setting. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The embedded store's data folder. */
  readonly dataDir: string;
  /** null: the embedded store. */
  readonly mongodbUri: string | null;
  /** The first start's password of `admin`; null: a random one. */
  readonly adminPassword: string | null;
  readonly trustProxy: boolean | number | string;
  /** Without a slash at its end; null: as each request says. */
  readonly publicUrl: string | null;
  /** Threads that analyses run on; null: as many as there are cores, four at most. */
  readonly analysisThreads: number | null;
  /** What the campaigns' matrices may take in memory together. */
  readonly matrixMemoryMb: number;
  readonly logLevel: string;
}

/**
 * The settings of an environment.
 *
 * @throws StartError naming the first variable that is wrong
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const result = schema.safeParse(environment);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new StartError(`The setting ${issue.path.join('.')} is not right: ${issue.message}`);
  }
  const settings = result.data;
  return {
    port: settings.PORT ?? 3000,
    host: settings.HOST ?? '127.0.0.1',
    dataDir: resolve(settings.DATA_DIR ?? '.data/store'),
    mongodbUri: settings.MONGODB_URI ?? null,
    adminPassword: settings.ADMIN_PASSWORD ?? null,
    trustProxy: settings.TRUST_PROXY ?? false,
    publicUrl: settings.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    analysisThreads: settings.ANALYSIS_THREADS ?? null,
    matrixMemoryMb: settings.MATRIX_MEMORY_MB ?? 1024,
    logLevel: settings.LOG_LEVEL ?? 'warn',
  };
}
