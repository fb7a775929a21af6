import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import { loggedError } from '../../http/request-log.js';
import type { ExportJobDocument } from '../../store/export-jobs.js';
import { KEPT_MS } from './export-jobs.js';
import { JobFileWriter } from './job-file.js';
import { claimJob, JobLease, JobLost } from './job-lease.js';
import { makeExport } from './make-export.js';

/** Jobs that one server works on at the same time. */
const AT_ONCE = 2;
/** How often it looks for jobs that nobody told it of: those of servers that died, and other servers' surplus. */
const LOOK_EVERY_MS = 3_000;
/** Parts outlive their job a little: a download that has begun comes to its end. */
const PARTS_KEPT_MS = KEPT_MS + 24 * 60 * 60 * 1000;

/** Under this name the application keeps its runner, for whoever stops the server. */
export const EXPORT_RUNNER = 'export runner';

/** Works on the exports in the queue, outside of any request. Every app server has one. */
export class ExportRunner {
  readonly #name = randomUUID();
  readonly #logger: Logger;
  readonly #running = new Map<Promise<void>, () => void>();
  readonly #timer: NodeJS.Timeout;
  #stopped = false;
  #looking = false;

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Looks for jobs to do; returns at once. */
  look(): void {
    if (this.#looking || this.#stopped) return;
    if (mongoose.connection.readyState !== mongoose.ConnectionStates.connected) return;
    this.#looking = true;
    void this.#take()
      // The store is away for the moment: the next look finds what there is to do.
      .catch(() => undefined)
      .finally(() => (this.#looking = false));
  }

  async #take(): Promise<void> {
    while (this.#running.size < AT_ONCE && !this.#stopped) {
      const job = await claimJob(this.#name);
      if (!job) return;
      const giveUp = new AbortController();
      const work: Promise<void> = this.#work(job, giveUp).finally(() => {
        this.#running.delete(work);
        this.look();
      });
      this.#running.set(work, () => giveUp.abort());
    }
  }

  async #work(job: ExportJobDocument, giveUp: AbortController): Promise<void> {
    const about = { export: job._id, kind: job.kind, format: job.format, user: job.user };
    const lease = new JobLease(job, this.#name, () => giveUp.abort());
    const file = new JobFileWriter(job, new Date(Date.now() + PARTS_KEPT_MS));
    // Destroying the stream is what ends the writing.
    const end = (): void => void file.destroy();
    giveUp.signal.addEventListener('abort', end);
    file.on('error', () => undefined);
    try {
      if (giveUp.signal.aborted || this.#stopped) throw new JobLost();
      const name = await makeExport(job, file, (progress) => {
        if (giveUp.signal.aborted) throw new JobLost();
        lease.report(progress, file.bytes);
      });
      await lease.finish(name, file.bytes);
      this.#logger.info(about, 'export done');
    } catch (error) {
      await this.#afterFailure(lease, giveUp.signal.aborted, error, about);
    }
  }

  async #afterFailure(
    lease: JobLease,
    gaveUp: boolean,
    error: unknown,
    about: Record<string, string>,
  ): Promise<void> {
    try {
      if (this.#stopped && !lease.isLost) await lease.release();
      else if (gaveUp || error instanceof JobLost) await lease.abandon();
      else {
        this.#logger.error({ ...about, err: loggedError(error) }, 'export failed');
        await lease.fail();
      }
    } catch {
      // The store is away: the lease runs out, and the job is taken up again.
    }
  }

  /** Takes no more jobs, and gives those under way back to the queue. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    for (const giveUp of this.#running.values()) giveUp();
    await Promise.all(this.#running.keys());
  }
}
