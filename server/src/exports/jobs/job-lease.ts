import type { QueryFilter } from 'mongoose';
import { ExportJobs, type ExportJobDocument } from '../../store/export-jobs.js';
import { KEPT_MS } from './export-jobs.js';
import { removeParts } from './job-file.js';

/** A server that says nothing of a job for so long has died: another takes it. */
const LEASE_MS = 20_000;
/** How often progress is written. */
const EVERY_MS = 1_000;
/** A job that has been begun so often, and never came to its end, is what brings servers down. */
const MOST_TRIES = 3;

/** The job is no longer this server's: cancelled, or taken up by another one. */
export class JobLost extends Error {
  override readonly name = 'JobLost';
}

/**
 * Takes the oldest job that waits, or whose server has died. It begins anew: what was written before is not the file's.
 *
 * @param by this server's name
 */
export async function claimJob(by: string): Promise<ExportJobDocument | null> {
  const now = Date.now();
  const free: QueryFilter<ExportJobDocument> = {
    $or: [{ state: 'queued' }, { state: 'running', 'lease.until': { $lt: new Date(now) } }],
  };
  await ExportJobs.updateMany(
    { ...free, tries: { $gte: MOST_TRIES } },
    { $set: { state: 'failed', lease: null, bytes: 0, finishedAt: new Date(now) } },
  );
  return ExportJobs.findOneAndUpdate(
    free,
    {
      $set: { state: 'running', progress: 0, bytes: 0, lease: { by, until: new Date(now + LEASE_MS) } },
      $inc: { attempt: 1, tries: 1 },
    },
    { sort: { createdAt: 1 }, returnDocument: 'after' },
  ).lean<ExportJobDocument>();
}

/** What a server holds of a job while it works on it. Writes progress and prolongs the lease once a second. */
export class JobLease {
  readonly #job: ExportJobDocument;
  readonly #by: string;
  readonly #timer: NodeJS.Timeout;
  readonly #onLost: () => void;
  #written: Promise<void> = Promise.resolve();
  #progress = 0;
  #bytes = 0;
  #until: number;
  #lost = false;

  /** @param onLost is called once, when the job is no longer this server's */
  constructor(job: ExportJobDocument, by: string, onLost: () => void) {
    this.#job = job;
    this.#by = by;
    this.#onLost = onLost;
    this.#until = job.lease?.until.getTime() ?? 0;
    this.#timer = setInterval(() => {
      this.#written = this.#written.then(() => this.#write());
    }, EVERY_MS);
  }

  get isLost(): boolean {
    return this.#lost;
  }

  /** Notes how far the work is; written with the next second. */
  report(progress: number, bytes: number): void {
    this.#progress = progress;
    this.#bytes = bytes;
  }

  async #write(): Promise<void> {
    const until = Date.now() + LEASE_MS;
    try {
      const { matchedCount } = await ExportJobs.updateOne(this.#mine, {
        $set: { progress: this.#progress, bytes: this.#bytes, 'lease.until': new Date(until) },
      });
      if (matchedCount === 0) this.#lose();
      else this.#until = until;
    } catch {
      // The store may be away for a moment; but once the lease has run out, somebody else may have the job.
      if (Date.now() > this.#until) this.#lose();
    }
  }

  #lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#onLost();
  }

  get #mine() {
    const { _id, attempt } = this.#job;
    return { _id, state: 'running', attempt, 'lease.by': this.#by } as const;
  }

  /** @throws JobLost when it was cancelled or taken in the meantime */
  async finish(name: string, bytes: number): Promise<void> {
    await this.#stop();
    const now = Date.now();
    const { matchedCount } = await ExportJobs.updateOne(this.#mine, {
      $set: {
        state: 'done',
        progress: 1,
        bytes,
        name,
        lease: null,
        finishedAt: new Date(now),
        expires: new Date(now + KEPT_MS),
      },
    });
    if (matchedCount === 0) throw new JobLost();
    await removeParts(this.#job._id, this.#job.attempt);
  }

  /** The work went wrong, as it would again. */
  async fail(): Promise<void> {
    await this.#stop();
    await ExportJobs.updateOne(this.#mine, {
      $set: { state: 'failed', lease: null, bytes: 0, finishedAt: new Date() },
    });
    await removeParts(this.#job._id);
  }

  /** Gives the job back for another server, or for this one when it is up again. */
  async release(): Promise<void> {
    await this.#stop();
    await ExportJobs.updateOne(this.#mine, {
      $set: { state: 'queued', lease: null, progress: 0, bytes: 0 },
      $inc: { tries: -1 },
    });
    await removeParts(this.#job._id);
  }

  /** Clears what was written of a job that is lost. */
  async abandon(): Promise<void> {
    await this.#stop();
    const { _id, attempt } = this.#job;
    const now = await ExportJobs.findById(_id, { attempt: 1, state: 1 }).lean();
    await removeParts(_id, now && now.attempt !== attempt ? now.attempt : undefined);
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#written;
  }
}
