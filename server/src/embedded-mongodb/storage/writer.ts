import { StoreError } from '../errors.js';
import type { Catalog } from './catalog.js';
import type { Environment } from './environment.js';

interface Job {
  run: () => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

type Outcome = { ok: true; value: unknown } | { ok: false; error: StoreError };

/** Thrown by a job that wants all it did undone, and its client told `reason`. */
export class Undo extends Error {
  readonly reason: StoreError;

  constructor(reason: StoreError) {
    super(reason.message);
    this.reason = reason;
  }
}

class JobFailure extends Error {
  readonly job: Job;

  constructor(job: Job, cause: unknown) {
    super('a write failed', { cause });
    this.job = job;
  }
}

/** How long a job may wait for others to join its transaction, in milliseconds. */
const longestPatience = 2;

/**
 * The single writer. Jobs that wait together share one transaction and one sync to disk (group commit), in order of
 * arrival, and are answered after it. A job that throws a `StoreError` was refused before it changed anything (or
 * stands by what it did before); any other failure undoes the transaction, and the other jobs run again without it.
 * So a job must depend on nothing but the store.
 */
export class Writer {
  readonly #environment: Environment;
  readonly #catalog: Catalog;
  #waiting: Job[] = [];
  #scheduled = false;
  #closed = false;
  #clearing = false;
  /** How many jobs came together last, and how long their commit took. */
  #together = 1;
  #commitMilliseconds = 0;

  constructor(environment: Environment, catalog: Catalog) {
    this.#environment = environment;
    this.#catalog = catalog;
    setImmediate(() => this.#clear());
  }

  /** Clears, part by part between other writes, what dropped collections left. A failed part waits for the next write. */
  #clear(): void {
    if (this.#clearing || this.#closed || !this.#catalog.hasLeavings) return;
    this.#clearing = true;
    const ended = () => {
      this.#clearing = false;
    };
    this.run(() => this.#catalog.clearSome()).then(() => {
      ended();
      this.#clear();
    }, ended);
  }

  /** Runs a job in the next transaction; resolves with its result when that is on disk. */
  run<T>(job: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreError(11600, 'interrupted at shutdown'));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run: job, resolve: resolve as (value: unknown) => void, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      this.#commitSoon(performance.now());
    });
  }

  /**
   * Clients that were answered together write again together, but not at the same instant. Committing for the first of
   * them would make the others wait for the whole next sync: so it waits for as many as last time, though no longer than
   * a part of what a commit takes.
   */
  #commitSoon(since: number): void {
    setImmediate(() => {
      const patience = Math.min(this.#commitMilliseconds / 2, longestPatience);
      if (this.#waiting.length < this.#together && performance.now() - since < patience) {
        this.#commitSoon(since);
        return;
      }
      this.#together = this.#waiting.length;
      const start = performance.now();
      this.#commitWaiting();
      this.#commitMilliseconds = performance.now() - start;
      this.#clear();
    });
  }

  /** Commits what waits and takes nothing more. */
  close(): void {
    this.#closed = true;
    this.#commitWaiting();
  }

  #commitWaiting(): void {
    this.#scheduled = false;
    let jobs = this.#waiting;
    this.#waiting = [];
    while (jobs.length > 0) {
      const failed = this.#commit(jobs);
      if (!failed) return;
      jobs = jobs.filter((job) => job !== failed);
    }
  }

  /** One transaction. Returns the job that broke it, already answered, or null when all are answered. */
  #commit(jobs: readonly Job[]): Job | null {
    let outcomes: Outcome[];
    try {
      outcomes = this.#environment.transact(() => {
        const results = jobs.map(runJob);
        this.#catalog.save();
        return results;
      });
    } catch (error) {
      this.#catalog.reload();
      if (error instanceof JobFailure) {
        error.job.reject(storageError(error.cause));
        return error.job;
      }
      for (const job of jobs) job.reject(storageError(error));
      return null;
    }
    jobs.forEach((job, index) => {
      const outcome = outcomes[index]!;
      if (outcome.ok) job.resolve(outcome.value);
      else job.reject(outcome.error);
    });
    return null;
  }
}

function runJob(job: Job): Outcome {
  try {
    return { ok: true, value: job.run() };
  } catch (error) {
    if (error instanceof StoreError) return { ok: false, error };
    throw new JobFailure(job, error);
  }
}

/** LMDB tells of a full disk as an input/output error, or as a map that cannot grow. */
function storageError(error: unknown): unknown {
  if (error instanceof Undo) return error.reason;
  const message = error instanceof Error ? error.message : String(error);
  if (!/MDB_MAP_FULL|ENOSPC|No space|Input\/output error/i.test(message)) return error;
  return new StoreError(
    14031,
    `The disk of the data folder is full or failing (${message}): nothing of this write was kept`,
  );
}
